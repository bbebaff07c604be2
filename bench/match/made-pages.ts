import { createRandom } from './create-random.ts'
import type { BenchPage } from './engine.ts'

const WORDS = 20_000
const PAGE = 4096

/**
 * Pages of 4 KB to measure time and memory with: words of a made-up vocabulary drawn as often as words are in prose
 * (Zipf's law), in a runbook's usual shape. The same number always gives the same pages.
 */
export function makePages(count: number): readonly BenchPage[] {
  const random = createRandom(42)
  const vocabulary = Array.from({ length: WORDS }, () => makeWord(random))
  const draw = (): string => vocabulary[Math.floor(WORDS ** random()) - 1] ?? 'the'
  return Array.from({ length: count }, (_, at) => ({ path: `team-${at % 25}/page-${at}.md`, text: makePage(at, draw) }))
}

function makePage(at: number, draw: () => string): string {
  const words = (howMany: number): string => Array.from({ length: howMany }, draw).join(' ')
  let text = `---\ntitle: ${words(4)} ${at}\nservices: [${words(1)}]\nsymptoms: ["${words(4)}"]\n---\n\n# ${words(4)}\n`
  for (const heading of ['Meaning', 'Impact', 'Diagnosis', 'Mitigation']) {
    text += `\n## ${heading}\n\n`
    const end = text.length + PAGE / 4 - 60
    while (text.length < end) text += `${words(12)}.\n`
  }
  return text.slice(0, PAGE)
}

function makeWord(random: () => number): string {
  const syllables = 1 + Math.floor(random() * 4)
  const letter = (letters: string): string => letters.charAt(Math.floor(random() * letters.length))
  return Array.from({ length: syllables }, () => letter('bcdfgklmnprstv') + letter('aeiou') + letter('lnrst')).join('')
}
