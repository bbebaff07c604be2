import { stem } from './stem.ts'
import { classAt, isUnspaced, WORD_CLASS } from './word-class.ts'

/** Receives each word form found, and where in the text it stands. */
export type Emit = (token: string, from: number, to: number) => void

/** Longer runs of letters are data, not words. */
const MAX_WORD = 80
const UNDERSCORE = 95
const SMALL_S = 115

/**
 * Finds the words of a text in any language, in lower case and stemmed: `HighErrorRate` and `high_error_rate` give
 * their parts and the whole; scripts without spaces give overlapping pairs of characters. One pass, linear in time.
 */
export function eachToken(text: string, emit: Emit): void {
  for (let at = nextRun(text, 0); at < text.length; ) {
    let end = at + 1
    while (!isRunEnd(text, at, end)) end++
    emitRun(text, at, end, emit)
    at = nextRun(text, end)
  }
}

/** Where the next run of letters starts, from a place on; the text's length where there is none. */
export function nextRun(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const kind = classAt(text, at)
    if (kind !== WORD_CLASS.other && kind !== WORD_CLASS.mark) break
  }
  return at
}

/** Whether a run of letters, digits and underscores, or of characters of an unspaced script, ends before a place. */
export function isRunEnd(text: string, from: number, at: number): boolean {
  const kind = classAt(text, at)
  if (isUnspaced(classAt(text, from))) return !isUnspaced(kind)
  return kind === WORD_CLASS.other ? at >= text.length || text.charCodeAt(at) !== UNDERSCORE : isUnspaced(kind)
}

/** Emits the words of one run. What a run gives depends on nothing around it. */
export function emitRun(text: string, from: number, to: number, emit: Emit): void {
  if (isUnspaced(classAt(text, from))) emitPairs(text, from, to, emit)
  else emitWord(text, from, to, emit)
}

/** The distinct words of a text, in order of appearance. */
export function tokensOf(text: string): readonly string[] {
  const found = new Set<string>()
  eachToken(text, (token) => found.add(token))
  return [...found]
}

/** Pairs within one script: in Japanese, a change of script is mostly the end of a word. */
function emitPairs(text: string, from: number, to: number, emit: Emit): void {
  for (let start = from; start < to; ) {
    const script = classAt(text, start)
    let end = start + 1
    while (end < to && classAt(text, end) === script) end++
    if (end - start === 1 && script !== WORD_CLASS.hiragana) emit(text.charAt(start), start, end)
    for (let at = start; at + 1 < end; at++) emit(text.slice(at, at + 2), at, at + 2)
    start = end
  }
}

function emitWord(text: string, from: number, to: number, emit: Emit): void {
  let partFrom = from
  let parts = 0
  let before: number = WORD_CLASS.other
  for (let at = from; at < to; at++) {
    const kind = classAt(text, at)
    if (kind === WORD_CLASS.other) {
      parts += emitPart(text, partFrom, at, emit)
      partFrom = at + 1
    } else if (kind === WORD_CLASS.upper && at > partFrom && isHump(text, at, before)) {
      parts += emitPart(text, partFrom, at, emit)
      partFrom = at
    }
    before = kind
  }
  parts += emitPart(text, partFrom, to, emit)
  if (parts > 1 && to - from <= MAX_WORD) emit(text.slice(from, to).toLowerCase().replaceAll('_', ''), from, to)
}

/** A new hump starts after a small letter or digit, or before the last capital of an acronym (`API|Down`). */
function isHump(text: string, at: number, before: number): boolean {
  if (before === WORD_CLASS.lower || before === WORD_CLASS.digit) return true
  return before === WORD_CLASS.upper && classAt(text, at + 1) === WORD_CLASS.lower && !isAcronymPlural(text, at)
}

/** `APIs`, `PVCs`: the small s belongs to the acronym. */
function isAcronymPlural(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === SMALL_S && classAt(text, at + 2) === WORD_CLASS.other
}

/** Emits one part and tells whether it was one. Numbers say nothing, but for the codes of HTTP errors. */
function emitPart(text: string, from: number, to: number, emit: Emit): 0 | 1 {
  if (to <= from || to - from > MAX_WORD) return 0
  const lower = text.slice(from, to).toLowerCase()
  if (isNumber(lower)) {
    if (!/^[45]\d\d$/.test(lower)) return 0
    emit(lower, from, to)
  } else if (lower.length > 1 || lower.charCodeAt(0) > 127) emit(stem(lower), from, to)
  return 1
}

function isNumber(lower: string): boolean {
  const first = lower.charCodeAt(0)
  return first >= 48 && first <= 57 && /^\d+$/.test(lower)
}
