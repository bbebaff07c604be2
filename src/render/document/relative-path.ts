/** The link from one file of the repository to another, as GitHub resolves it. */
export function relativePath(from: string, to: string): string {
  const [source, target] = [from.split('/').slice(0, -1), to.split('/')]
  let shared = 0
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared += 1
  const up = source.slice(shared).map(() => '..')
  return [...up, ...target.slice(shared)].map(encodePart).join('/')
}

/** Parentheses would end the link. */
function encodePart(part: string): string {
  return encodeURIComponent(part).replace(/[()'!*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
