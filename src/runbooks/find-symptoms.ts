import type { Runbook } from './document.ts'
import { isFunctionWord } from './function-words.ts'
import type { FoundSignal } from './signals.ts'
import { eachToken } from './tokens.ts'

const MIN_WORDS = 2
/** How far two words of a symptom may stand apart: "payments *for EU customers* fail". */
const OFFSETS = [1, 2, 3, 4]

/** Pages one of whose `symptoms` the text says: its words in their order, close together, inflected as may be. */
export function findSymptoms(pages: readonly Runbook[], text: string): readonly FoundSignal[] {
  const declared = pages.some((page) => page.kind === 'runbook' && page.frontMatter.symptoms.length > 0)
  if (!declared) return []
  const said = placesOf(text)
  return pages.flatMap((page, at) => {
    if (page.kind !== 'runbook') return []
    const symptom = page.frontMatter.symptoms.find((candidate) => isSaid(candidate, said))
    return symptom === undefined ? [] : [{ page: at, signal: { kind: 'symptom', text: symptom } }]
  })
}

/** Where in the text, counted in words, each word stands. */
function placesOf(text: string): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [at, token] of contentOf(text).entries()) {
    const known = places.get(token)
    if (known === undefined) places.set(token, [at])
    else known.push(at)
  }
  return places
}

function isSaid(symptom: string, said: ReadonlyMap<string, readonly number[]>): boolean {
  const [first, ...rest] = contentOf(symptom)
  if (first === undefined || rest.length + 1 < MIN_WORDS) return false
  let ends = new Set(said.get(first))
  for (const word of rest) {
    const before = ends
    ends = new Set((said.get(word) ?? []).filter((at) => OFFSETS.some((offset) => before.has(at - offset))))
    if (ends.size === 0) return false
  }
  return true
}

/** The words of a text in order, without grammar. */
function contentOf(text: string): readonly string[] {
  const words: string[] = []
  eachToken(text, (token, from, to) => {
    if (!isFunctionWord(text.slice(from, to).toLowerCase())) words.push(token)
  })
  return words
}
