/** Remembers what each run of letters gives, found again by its characters without making a string of it. */
export interface RunTable {
  /** What was remembered for the run `text[from, to)` of that hash, or nothing. */
  readonly find: (text: string, from: number, to: number, hash: number) => readonly number[] | undefined
  /** Remembers it, unless too many runs share its place in the table. */
  readonly keep: (run: string, hash: number, ids: readonly number[]) => void
}

/** Start of a hash; feed each unit to `nextHash`. */
export const FIRST_HASH = 0x811c9dc5

/** One step of FNV-1a. */
export function nextHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193)
}

const FIRST_SIZE = 32_768
/** A place further than this is not looked for: crafted texts cost no more than unlucky ones. */
const MAX_PROBES = 12

/** A hash table with linear probing; every hit is compared character by character. */
export function createRunTable(): RunTable {
  const runs: string[] = []
  const values: (readonly number[])[] = []
  const hashes: number[] = []
  let slots = new Int32Array(FIRST_SIZE)
  const place = (hash: number, entry: number): void => {
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (mix(hash) + probe) & (slots.length - 1)
      if (slots[slot] !== 0) continue
      slots[slot] = entry
      return
    }
  }
  const find = (text: string, from: number, to: number, hash: number): readonly number[] | undefined => {
    const start = mix(hash)
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const entry = slots[(start + probe) & (slots.length - 1)] ?? 0
      if (entry === 0) return undefined
      if (hashes[entry - 1] === hash && isSame(runs[entry - 1] ?? '', text, from, to)) return values[entry - 1]
    }
    return undefined
  }
  const keep = (run: string, hash: number, ids: readonly number[]): void => {
    if (runs.length * 2 >= slots.length) {
      slots = new Int32Array(slots.length * 4)
      for (const [entry, known] of hashes.entries()) place(known, entry + 1)
    }
    hashes.push(hash)
    values.push(ids)
    place(hash, runs.push(run))
  }
  return { find, keep }
}

function mix(hash: number): number {
  return hash ^ (hash >>> 15)
}

function isSame(run: string, text: string, from: number, to: number): boolean {
  if (run.length !== to - from) return false
  for (let at = from; at < to; at++) if (run.charCodeAt(at - from) !== text.charCodeAt(at)) return false
  return true
}
