/** Where words stand, packed: ask `of` for a word's postings, in the order in which they were added. */
export interface Postings {
  readonly of: (id: number) => Int32Array
}

/** Takes postings one by one. */
export interface PostingCollector {
  readonly add: (id: number, posting: number) => void
  readonly finish: (words: number) => Postings
}

const FIRST_SIZE = 65_536

/** Collects postings in two flat arrays and sorts them by word at the end: millions of them fit in a few megabytes. */
export function collectPostings(): PostingCollector {
  let ids = new Int32Array(FIRST_SIZE)
  let values = new Int32Array(FIRST_SIZE)
  let length = 0
  const add = (id: number, posting: number): void => {
    if (length === ids.length) {
      ids = grown(ids)
      values = grown(values)
    }
    ids[length] = id
    values[length] = posting
    length++
  }
  return { add, finish: (words) => sortById(ids.subarray(0, length), values, words) }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

/** Counting sort: stable, and linear in the number of postings. */
function sortById(ids: Int32Array, values: Int32Array, words: number): Postings {
  const starts = new Int32Array(words + 1)
  for (const id of ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1
  for (let word = 0; word < words; word++) starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0)
  const next = starts.slice()
  const sorted = new Int32Array(ids.length)
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0
    const place = next[id] ?? 0
    sorted[place] = values[at] ?? 0
    next[id] = place + 1
  }
  return { of: (id) => sorted.subarray(starts[id] ?? 0, starts[id + 1] ?? 0) }
}
