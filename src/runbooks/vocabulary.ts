import { createRunTable, FIRST_HASH, nextHash } from './run-table.ts'
import { emitRun, isRunEnd, nextRun } from './tokens.ts'

/** Numbers for the words of a corpus, so that counting them needs no strings. */
export interface Vocabulary {
  /** The number of a word that was read before. */
  readonly idOf: (token: string) => number | undefined
  readonly size: () => number
  /** Reads a text, giving each word's number in order; returns how many there were. */
  readonly read: (text: string, visit: (id: number) => void) => number
}

/** Most text is ASCII, and whether such a sign goes on with a run that began with one needs no look around. */
const ASCII = 128
const GOES_ON = Uint8Array.from({ length: ASCII }, (_, unit) => (/\w/.test(String.fromCharCode(unit)) ? 1 : 0))

/** Longer runs are data; keeping them would cost memory for nothing. */
const MAX_KEPT = 60

/**
 * Starts an empty vocabulary. Runs of letters repeat all the time in prose, so what a run gives is worked out once;
 * this makes indexing several times faster than reading each word anew.
 */
export function createVocabulary(): Vocabulary {
  const ids = new Map<string, number>()
  const runs = createRunTable()
  const analyse = (text: string, from: number, to: number): readonly number[] => {
    const found: number[] = []
    emitRun(text, from, to, (token) => {
      const id = ids.get(token) ?? ids.size
      ids.set(token, id)
      found.push(id)
    })
    return found
  }
  const learn = (text: string, from: number, to: number, hash: number): readonly number[] => {
    const found = analyse(text, from, to)
    if (to - from <= MAX_KEPT) runs.keep(text.slice(from, to), hash, found)
    return found
  }
  const read = (text: string, visit: (id: number) => void): number => {
    let words = 0
    for (let at = nextRun(text, 0); at < text.length; ) {
      const from = at
      let hash = FIRST_HASH
      let unit = text.charCodeAt(at)
      const isPlain = unit < ASCII
      do {
        hash = nextHash(hash, unit)
        at++
        unit = text.charCodeAt(at)
      } while (isPlain && unit < ASCII ? GOES_ON[unit] === 1 : !isRunEnd(text, from, at))
      const found = runs.find(text, from, at, hash) ?? learn(text, from, at, hash)
      for (let word = 0; word < found.length; word++) visit(found[word] ?? 0)
      words += found.length
      at = nextRun(text, at)
    }
    return words
  }
  return { idOf: (token) => ids.get(token), size: () => ids.size, read }
}
