import type { Finding } from './finding.ts'

/**
 * What a name before `=` or `:` says about the value after it. The name may carry a prefix (`DB_PASSWORD`); it has to end
 * there, so that `token_count=5` or `passwords: 3 rejected` stay. Lists of variables (`- name: DB_PASSWORD`, `value: …`)
 * have the two apart.
 */
const assignment =
  /(?<![A-Za-z0-9])(?<prefix>[A-Za-z0-9_.-]{0,40}?)(?<name>password|passwd|passphrase|pwd|pass|secret[_-]?access[_-]?key|secret[_-]?key|client[_-]?secret|secret|api[_-]?key|apikey|access[_-]?key|account[_-]?key|shared[_-]?access[_-]?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|license[_-]?key|app(?:lication)?[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|session[_-]?token|id[_-]?token|credentials?|token)\\?["'`]?(?<sign>\s{0,3}(?:=>|:=|=|:)(?:\s{0,3}|[ \t]{0,40})|(?:,\s{0,40}|\s{1,40})\\?["']?value\\?["']?\s{0,3}[:=]\s{0,3}|(?<=\bENV \w{0,60}) |(?<=--[\w-]{0,60}["'`]?) )(?<quote>\\?["'`]?)(?<value>(?:[^\s"'`,;<>\\]|\\(?![nrt"'])){1,2000})/gi

/** What stands before `Secret` where the value is the name of one: `existingSecret: checkout-db`. */
const namesAnother = /(?:existing|pull|image|tls|from|use)[_-]?$/i

/** A version of a package, a call in a program. */
const code = /^(?:[\^~]\d|[a-z_$][\w$]*(?:\??\.[\w$]+)+\()/i

/** Values that are no secret whatever stands before them: nothing, a placeholder, a word of a sentence. */
const harmless =
  /^(?:null|nil|none|undefined|true|false|yes|no|empty|unset|redacted|removed|hidden|masked|secret|password|token|string|example|changeme|expired|invalid|incorrect|required|missing|rejected|denied|wrong|failed|mismatch(?:ed)?|authentication|unchanged|rotated|not|is|was|has|for|in|from|the|\*+|x+|\.+|…|-+|\[.*|\(.*|\{.*|\$.*|%\w*%?|&.*|#(?:\{.*)?)[.)\]}!?]*$/i

const words: readonly (readonly [RegExp, string])[] = [
  [/pass|pwd/i, 'password'],
  [/credential/i, 'credentials'],
  [/token/i, 'token'],
  [/key/i, 'secret key'],
]

/** Finds `password=…`, `"api_key": "…"`, `--token …` and their like. Pure; offsets are those of `text`. */
export function findAssignments(text: string): readonly Finding[] {
  return [...text.matchAll(assignment)].flatMap((match) => {
    const { name = '', sign = '', quote = '', value = '', prefix = '' } = match.groups ?? {}
    const end = (match.index ?? 0) + match[0].length
    if (!isSecret({ name, sign, quoted: quote !== '', value, prefix, after: text.slice(end, end + 40) })) return []
    const what = words.find(([pattern]) => pattern.test(name))?.[1] ?? 'secret'
    return [{ what, start: end - value.length, end }]
  })
}

interface Candidate {
  readonly name: string
  readonly sign: string
  readonly quoted: boolean
  readonly value: string
  readonly prefix: string
  readonly after: string
}

/** An equals sign or quotes speak for a secret; after a colon, a plain word is more likely the rest of a sentence. */
function isSecret({ name, sign, quoted, value, prefix, after }: Candidate): boolean {
  if (harmless.test(value) || code.test(value)) return false
  if (/^pwd$/i.test(name) && /^[/.~]/.test(value)) return false
  const isPassword = /pass|pwd/i.test(name)
  if (/^token$/i.test(name) && value.length < 16) return false
  if (/^secret$/i.test(name) && namesAnother.test(prefix)) return false
  if (/^pass$/i.test(name) && prefix === '' && !quoted) return false
  if (!isPassword && value.length < 8) return false
  if (quoted || !sign.includes(':')) return value.length >= 3
  if (/\d/.test(value) && /[^\d.:]/.test(value)) return value.length >= 6
  if (isMixed(value)) return true
  return isPassword && value.length >= 8 && /^[ \t]*(?:\r?\n|$)/.test(after)
}

/** Letters that change their case as no words do: `ExpiredTokenException` has a capital for each word, a key far more. */
function isMixed(value: string): boolean {
  const changes = value.match(/[A-Za-z](?=[A-Z])/g)?.length ?? 0
  return value.length >= 16 && changes > value.length / 3
}
