import GithubSlugger, { slug } from 'github-slugger'
import { plainText } from './markdown.ts'

/** The anchor that GitHub gives a heading (its Markdown source), when it is the first of its name. */
export function slugOf(heading: string): string {
  return slug(plainText(heading))
}

/** Anchors for the headings of one document, to be asked in the document's order: repeated headings get `-1`, `-2`. */
export function createSlugger(): (heading: string) => string {
  const slugger = new GithubSlugger()
  return (heading) => slugger.slug(plainText(heading))
}

/** Names that Windows cannot check out, whatever their extension, and the one that an index beside it has. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|readme)$/

const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '&': ' and ',
}

/**
 * A title as part of a path or a branch name: `a-z`, `0-9` and single hyphens, at most `max` characters (at least 8),
 * cut between words where it can be, never empty.
 */
export function fileSlug(title: string, max = 50): string {
  const ascii = title
    .slice(0, 1000)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı&]/g, (letter) => spelledOut[letter] ?? '')
    .replace(/['’]/g, '')
  const words = ascii.split(/[^a-z0-9]/).filter((word) => word !== '')
  const name = joinWords(words, Math.max(8, max))
  return name === '' || reserved.test(name) ? 'incident' : name
}

function joinWords(words: readonly string[], max: number): string {
  let name = ''
  for (const word of words) {
    const next = name === '' ? word.slice(0, max) : `${name}-${word}`
    if (next.length > max) break
    name = next
  }
  return name
}
