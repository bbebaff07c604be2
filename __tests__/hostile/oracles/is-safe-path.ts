/** Names that Windows keeps for devices, whatever their extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i
/** The folder of git, also by the names that HFS+ and NTFS take for it. */
const ofGit = /^(?:\.git|git~\d)(?:$|[\s.:\\])|^\.git(?:modules|attributes|ignore)/i

/**
 * Whether every system that git runs on can check the path out, and it stays where it belongs: below `runbooks`. By the
 * rules of git's `verify_path` with all its protections on, of Windows, and of file systems that take 255 bytes a name.
 */
export function isSafePath(path: string): boolean {
  const parts = path.split('/')
  return parts[0] === 'runbooks' && parts.length > 1 && Buffer.byteLength(path) <= 240 && parts.every(isSafeName)
}

function isSafeName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || Buffer.byteLength(name) > 255) return false
  if (device.test(name) || ofGit.test(name) || /[. ]$/.test(name) || name.startsWith('-')) return false
  return /^[\x21-\x7e]+$/.test(name) && !/[<>:"\\|?*]/.test(name)
}
