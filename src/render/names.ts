import { codeSpan } from '../text/escape.ts'

/** A name that notifies nobody. */
export function quietName(name: string): string {
  return codeSpan(name.replace(/^@+/, ''))
}

/** A live mention of a login or of `org/team`; anything that is neither stands as code. Only the call may use this. */
export function mention(name: string): string {
  const bare = name.replace(/^@+/, '')
  const isAccount = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:_[a-z\d]{1,20})?$/i.test(bare)
  const isTeam = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}\/[a-z\d][a-z\d_-]{0,99}$/i.test(bare)
  return isAccount || isTeam ? `@${bare}` : codeSpan(bare)
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
