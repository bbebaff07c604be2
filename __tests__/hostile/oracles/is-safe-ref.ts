/**
 * Whether git takes a name for a branch, by the rules of `git check-ref-format --branch`, and whether a file system keeps
 * it apart from every other: ASCII, no capitals, at most 200 characters.
 */
export function isSafeRef(name: string): boolean {
  if (!/^[\x21-\x7e]{1,200}$/.test(name) || /[A-Z]/.test(name)) return false
  if (/[~^:?*[\\]|\.\.|@\{|\/\/|^[/-]|[/.]$|^@$/.test(name)) return false
  return name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'))
}
