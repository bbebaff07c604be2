import type { Evidence } from './evidence.ts'
import type { Match } from './match.ts'

/** Why a page is shown, in parts for the template to set: nothing here is Markdown, and all of it may be strangers' text. */
export interface Explanation {
  /** To be set as code: an alert, a log signature, an address, words of code. At most two. */
  readonly codes: readonly string[]
  /** Plain words or a symptom. At most three. */
  readonly words: readonly string[]
  /** The service that page and incident share. */
  readonly service?: string
  /** An earlier incident in which the page was used, `#12`. */
  readonly earlier?: string
  /** The first of `codes` stands in the log of the incident. */
  readonly inLog: boolean
  /** The whole reason as one plain line, for terminals and logs. */
  readonly text: string
}

const MAX_CODES = 2
const MAX_WORDS = 3
/** Words that add less than this share are not worth naming. */
const MIN_SHARE = 0.08

/** Names the strongest evidence of a match in one short reason, the certain signal first. */
export function explainMatch(match: Match): Explanation {
  const strong = match.evidence.filter(({ kind, weight }) => kind !== 'word' || weight >= MIN_SHARE)
  const isCode = (item: Evidence): boolean =>
    item.kind === 'link' ||
    item.kind === 'alert' ||
    item.kind === 'signature' ||
    (item.kind === 'word' && looksLikeCode(item.text))
  const codes = strong.filter(isCode).filter(isFirst).slice(0, MAX_CODES)
  const plain = strong.filter((item) => (item.kind === 'word' || item.kind === 'symptom') && !isCode(item))
  const certain = codes.some(({ kind }) => kind !== 'word') || plain.some(({ kind }) => kind === 'symptom')
  const words = (certain ? plain.filter(({ kind }) => kind === 'symptom') : plain).slice(
    0,
    MAX_WORDS - Math.min(1, codes.length),
  )
  const service = match.evidence.find(({ kind }) => kind === 'service')?.text
  const earlier = match.evidence.find(({ kind }) => kind === 'history')?.text
  const parts = {
    codes: codes.map(({ text }) => text),
    words: words.map(({ text }) => text),
    inLog: codes[0]?.place === 'log',
  }
  return {
    ...parts,
    ...(service === undefined ? {} : { service }),
    ...(earlier === undefined ? {} : { earlier }),
    text: sentence({ ...parts, service, earlier }),
  }
}

/** The same words may speak for a page as a signature and as a word: they are said once. */
function isFirst({ text }: Evidence, at: number, all: readonly Evidence[]): boolean {
  return all.findIndex((other) => other.text.toLowerCase() === text.toLowerCase()) === at
}

/** Identifiers, error names and paths read better set as code. */
function looksLikeCode(word: string): boolean {
  return /[_/\\]|[a-z][A-Z]|^[A-Z][A-Z0-9]{3,}$|\d/.test(word)
}

function sentence(parts: {
  readonly codes: readonly string[]
  readonly words: readonly string[]
  readonly inLog: boolean
  readonly service: string | undefined
  readonly earlier: string | undefined
}): string {
  const codes = parts.codes.map((code, at) => `\`${code}\`${at === 0 && parts.inLog ? ' in your log' : ''}`)
  const words = parts.words.map((word) => `“${word}”`)
  const service = parts.service === undefined ? [] : [`service \`${parts.service}\``]
  const earlier = parts.earlier === undefined ? [] : [`used in ${parts.earlier}`]
  return [...codes, ...words, ...service, ...earlier].join(', ')
}
