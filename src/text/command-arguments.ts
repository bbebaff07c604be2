/** What a command's argument was read as, or the form that was expected, in words to show. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly expected: string }

/** `SEV2`, `sev 2` or `2`, and why, if that was said. */
export function readSeverity(
  rest: string,
): Reading<{ readonly severity: 'SEV1' | 'SEV2' | 'SEV3' | 'SEV4'; readonly why?: string }> {
  const [, digit, tail = ''] = /^(?:sev(?:erity)?[\s:-]*)?([1-4])(?![\w.])(.*)$/is.exec(rest.trim()) ?? []
  const severity = (['SEV1', 'SEV2', 'SEV3', 'SEV4'] as const).find((known) => known === `SEV${digit}`)
  if (!severity) return refuse('`SEV1`, `SEV2`, `SEV3` or `SEV4`, and why if you like: `/severity SEV2 only EU`')
  const why = dropSeparator(tail)
  return accept({ severity, ...(why && { why }) })
}

/** One of the four statuses, and what goes with it: for `resolved`, what fixed it. */
export function readStatus(rest: string): Reading<{
  readonly status: 'investigating' | 'identified' | 'monitoring' | 'resolved'
  readonly text?: string
}> {
  const [, word = '', tail = ''] = /^([a-z]+)(?!\w)(.*)$/is.exec(rest.trim()) ?? []
  const statuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const
  const status = statuses.find((known) => known === word.toLowerCase())
  if (!status) {
    return refuse('`investigating`, `identified`, `monitoring` or `resolved`: `/status resolved rolled back v4.7.2`')
  }
  const text = dropSeparator(tail)
  return accept({ status, ...(text && { text }) })
}

/** Item numbers as people list them: `3 4`, `3, 4 and 7`, `3-5`. At most 100, each from 1 to 999, each once. */
export function readItemNumbers(rest: string): Reading<readonly number[]> {
  const expected = 'the numbers of items of the checklist: `/done 3 4` or `/done 3-5`'
  if (rest.length > 500) return refuse(expected)
  const spaced = rest.replace(/\s*[-–]\s*/g, '-').replace(/\b(?:and)\b|[,;&+#.]/gi, ' ')
  const parts = spaced.split(/\s+/).filter((part) => part !== '')
  const numbers = new Set<number>()
  for (const part of parts) {
    const [, from, to = from] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? []
    const [first, last] = [Number(from), Number(to)]
    if (!(first >= 1 && last >= first)) return refuse(expected)
    for (let number = first; number <= last; number += 1) numbers.add(number)
  }
  return numbers.size === 0 || numbers.size > 100 ? refuse(expected) : accept([...numbers])
}

/** `@login` or `login`; nothing at all means the author of the command. */
export function readLogin(rest: string): Reading<string | undefined> {
  const word = rest.trim()
  if (word === '') return accept(undefined)
  const login = readAccount(word)
  return login ? accept(login) : refuse('one login: `/lead @alice`, or `/lead` alone for yourself')
}

/** A milestone's name and its time as written (see `readTime`). */
export function readMilestone(rest: string): Reading<{
  readonly name: 'started' | 'detected' | 'acknowledged' | 'identified' | 'mitigated' | 'resolved'
  readonly time: string
}> {
  const [, word = '', time = ''] = /^([a-z]+)[\s:]+(?:at\s+)?(\S.{0,59})$/is.exec(rest.trim()) ?? []
  const names = ['started', 'detected', 'acknowledged', 'identified', 'mitigated', 'resolved'] as const
  const name = names.find((known) => known === word.toLowerCase())
  if (!name) return refuse(`\`${names.join('`, `')}\`, and when: \`/milestone started 02:58\``)
  return accept({ name, time })
}

const clock = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:UTC|GMT|Z)\b)?`
const noteTime = new RegExp(
  String.raw`^(\[?(?:\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}|\sUTC\b)?|(?:yesterday |today )?${clock})\]?)(?=[\s:,–—-]|$)(.*)$`,
  'is',
)

/** Free text, after a time as written (see `readTime`) where the note is about another moment. */
export function readNote(rest: string): Reading<{ readonly time?: string; readonly text: string }> {
  const [, time, tail] = noteTime.exec(rest.trim()) ?? []
  const text = time === undefined ? rest.trim() : dropSeparator(tail ?? '')
  if (text === '') return refuse('what happened, after its time if it is not now: `/note 03:12 rolled back v4.7.2`')
  return accept({ ...(time !== undefined && { time: time.replace(/[[\]]/g, '') }), text })
}

const day = '(?:mon|tue|wed|thu|fri|sat|sun|monday|tues|tuesday|wednesday|thur|thurs|thursday|friday|saturday|sunday)'
const dueDate = new RegExp(
  String.raw`^(?:(?:by|until|due|on)\s+)?(\d{4}-\d{2}-\d{2}|today|tomorrow|(?:next\s+)?${day})(?=[\s:,.]|$)`,
  'i',
)

/** Work to be done: owner and due date (as written, see `readDate`) first, in any order, then what to do. */
export function readAction(
  rest: string,
): Reading<{ readonly owner?: string; readonly due?: string; readonly text: string }> {
  let text = rest.trim()
  let owner: string | undefined
  let due: string | undefined
  for (let part = 0; part < 2; part += 1) {
    const mention = owner === undefined ? /^@\S+/.exec(text)?.[0] : undefined
    const date = due === undefined ? dueDate.exec(text) : null
    if (mention !== undefined) owner = readAccount(mention.replace(/[:,]$/, ''))
    else if (date) due = date[1]
    if (mention !== undefined && owner === undefined) break
    text = dropSeparator(text.slice((mention ?? date?.[0] ?? '').length))
  }
  if (text === '') return refuse('what is to be done: `/action @alice Fri add an alert on pool size`')
  return accept({ ...(owner && { owner }), ...(due && { due }), text })
}

/** A path inside the repository, without `./`, back-ticks or a way out of it. */
export function readPath(rest: string): Reading<string> {
  const path = rest
    .trim()
    .replace(/^`(.*)`$/, '$1')
    .trim()
    .replace(/^(?:\.?\/)+/, '')
  const parts = path.split('/')
  const sound = path.length <= 300 && !/[\\:*?"<>|\p{Cc}]/u.test(path)
  if (sound && parts.every((part) => part !== '' && part !== '.' && part !== '..')) return accept(path)
  return refuse('the path of a runbook in this repository: `/runbook runbooks/pool-exhausted.md`')
}

/** Free text that must not be missing; `example` shows the right form. */
export function readText(rest: string, example: string): Reading<string> {
  const text = rest.trim()
  return text === '' ? refuse(`some words after it: \`${example}\``) : accept(text)
}

/** A login as GitHub allows it; managed users carry `_` and their company's short code. */
function readAccount(word: string): string | undefined {
  return /^@?([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:_[a-z\d]{1,20})?)$/i.exec(word)?.[1]
}

function dropSeparator(text: string): string {
  return text.replace(/^[\s:,;–—-]+/, '')
}

function accept<Value>(value: Value): Reading<Value> {
  return { ok: true, value }
}

function refuse(expected: string): { readonly ok: false; readonly expected: string } {
  return { ok: false, expected }
}
