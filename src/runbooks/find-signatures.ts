import { RE2JS } from 're2js'
import type { Runbook } from './document.ts'
import type { FoundSignal } from './signals.ts'

/** A signature ready to be looked for, or why it cannot be used. */
export type Signature =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: RE2JS }
  | { readonly kind: 'unusable'; readonly why: string }

const MIN_LITERAL = 3
/** RE2 takes time in proportion to the pattern's size and the text's length: both have an end. */
const MAX_PROGRAM = 2_000
const MAX_SHOWN = 120

/** Reads one entry of `signatures:`: `/regular expression/` (RE2's syntax, flag `i`), anything else literally. */
export function readSignature(source: string): Signature {
  const [, expression, flags] = /^\/(.+)\/(i?)$/.exec(source) ?? []
  if (expression === undefined)
    return source.length < MIN_LITERAL
      ? { kind: 'unusable', why: `shorter than ${MIN_LITERAL} characters` }
      : { kind: 'literal', text: source.toLowerCase() }
  try {
    const pattern = RE2JS.compile(expression, flags === 'i' ? RE2JS.CASE_INSENSITIVE : 0)
    if (pattern.programSize() > MAX_PROGRAM) return { kind: 'unusable', why: 'too large a pattern' }
    if (pattern.matcher('').find()) return { kind: 'unusable', why: 'it matches the empty text, so everything' }
    return { kind: 'pattern', pattern }
  } catch (error) {
    return { kind: 'unusable', why: error instanceof Error ? error.message : String(error) }
  }
}

/** Pages one of whose `signatures` stands in the text; literals whatever their case. */
export function findSignatures(pages: readonly Runbook[], text: string): readonly FoundSignal[] {
  const lower = text.toLowerCase()
  return pages.flatMap((page, at) => {
    for (const source of page.frontMatter.signatures) {
      const hit = hitOf(readSignature(source), text, lower)
      if (hit !== undefined) return [{ page: at, signal: { kind: 'signature', text: hit } }]
    }
    return []
  })
}

function hitOf(signature: Signature, text: string, lower: string): string | undefined {
  if (signature.kind === 'unusable') return undefined
  if (signature.kind === 'literal') {
    const from = lower.indexOf(signature.text)
    return from < 0 ? undefined : shorten(text.slice(from, from + signature.text.length))
  }
  const matcher = signature.pattern.matcher(text)
  return matcher.find() ? shorten(matcher.group() ?? '') : undefined
}

function shorten(hit: string): string {
  const line = hit.replace(/\s+/g, ' ').trim()
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line
}
