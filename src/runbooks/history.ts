import type { Section } from './sections.ts'

/** One line under `## Incident history` of a runbook. */
export interface HistoryLine {
  /** What the line says of the trouble: without date, issue, addresses and outcome, which are not about it. */
  readonly about: string
  /** Number of the incident's issue, where the line names one. */
  readonly incident?: number
  /** The page helped, did not help, or nobody said. */
  readonly outcome: 'helped' | 'did not help' | 'unknown'
  /** ISO date, where the line starts with one. */
  readonly date?: string
}

/** The heading under which a runbook keeps the incidents that used it; people may edit what stands there. */
export const HISTORY_HEADING = 'Incident history'
const MAX_LINES = 200

/** Whether a section is the list of incidents, which people do not read as instructions. */
export function isHistory(section: Section): boolean {
  return section.heading.toLowerCase() === HISTORY_HEADING.toLowerCase()
}

/** Reads the lines under the history heading; pages without it have none. */
export function readHistory(sections: readonly Section[]): readonly HistoryLine[] {
  return sections
    .filter(isHistory)
    .flatMap((section) => section.text.split('\n'))
    .filter((line) => /^\s*[-*+] \S/.test(line))
    .slice(0, MAX_LINES)
    .map(readLine)
}

/** The line that Muster adds for one incident; `readHistory` reads it back. */
export function historyLine(entry: {
  readonly date: string
  readonly incident: number
  readonly url: string
  readonly title: string
  /** Whether the page helped; left out where it was linked and nobody said that it was followed. */
  readonly helped?: boolean
}): string {
  const title = entry.title.replace(/[\r\n[\]<>`*_]+/g, ' ').trim()
  const outcome = entry.helped === undefined ? 'was linked' : entry.helped ? 'helped' : 'did not help'
  return `- ${entry.date} [#${entry.incident}](${entry.url}) ${outcome}: ${title}`
}

function readLine(line: string): HistoryLine {
  const text = line
    .replace(/^\s*[-*+] /, '')
    .trim()
    .slice(0, 1000)
  const incident = /#(\d{1,9})\b|\/issues\/(\d{1,9})\b/.exec(text)
  const date = /^\d{4}-\d\d-\d\d/.exec(text)?.[0]
  return {
    about: aboutOf(text),
    outcome: /\bdid not help\b/i.test(text) ? 'did not help' : /\bhelped\b/i.test(text) ? 'helped' : 'unknown',
    ...(incident === null ? {} : { incident: Number(incident[1] ?? incident[2]) }),
    ...(date === undefined ? {} : { date }),
  }
}

function aboutOf(text: string): string {
  return text
    .replace(/\]\([^()\s]{0,500}\)/g, ']')
    .replace(/\bhttps?:\/\/\S{1,500}/gi, ' ')
    .replace(/^\d{4}-\d\d-\d\d|#\d{1,9}\b|\b(?:did not help|helped|was linked)\b:?/gi, ' ')
    .replace(/[[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
