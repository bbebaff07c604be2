import { isHistory } from './history.ts'
import type { Query } from './query.ts'
import type { Section } from './sections.ts'
import { eachToken } from './tokens.ts'

const HEADING = 3
const LENGTH_SHARE = 0.5
const SATURATION = 1.5

/**
 * The section of a page that answers an incident best, or nothing where the page as a whole is the place to start:
 * no headings below its title, or none with anything in common.
 */
export function bestSection(
  sections: readonly Section[],
  query: Query,
  rarityOf: (token: string) => number,
): Section | undefined {
  const wanted = new Map(query.map(({ token, weight }) => [token, weight * rarityOf(token)]))
  const average = sections.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, sections.length)
  const title = titleOf(sections)
  let best: Section | undefined
  let highest = 0
  for (const section of sections) {
    const score = section === title || section.anchor === '' ? 0 : scoreOf(section, wanted, average)
    if (score <= highest) continue
    highest = score
    best = section
  }
  return best
}

function scoreOf(section: Section, wanted: ReadonlyMap<string, number>, average: number): number {
  if (isHistory(section)) return 0
  const counts = new Map<string, number>()
  const count = (weight: number) => (token: string) => {
    if (wanted.has(token)) counts.set(token, (counts.get(token) ?? 0) + weight)
  }
  eachToken(section.heading, count(HEADING))
  eachToken(section.text, count(1))
  const norm = 1 - LENGTH_SHARE + (LENGTH_SHARE * section.text.length) / Math.max(1, average)
  let score = 0
  for (const [token, times] of counts) score += ((wanted.get(token) ?? 0) * times) / (times + SATURATION * norm)
  return score
}

/** The first heading, where it is the page's only one of its level: a link to it would only scroll to the top. */
function titleOf(sections: readonly Section[]): Section | undefined {
  const first = sections.find(({ anchor }) => anchor !== '')
  const isAlone = sections.filter(({ level }) => level === first?.level).length === 1
  return isAlone ? first : undefined
}
