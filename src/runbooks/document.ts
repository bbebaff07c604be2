import type { FrontMatter } from './front-matter.ts'
import { readFrontMatter } from './front-matter.ts'
import type { HistoryLine } from './history.ts'
import { readHistory } from './history.ts'
import { nameOf } from './page-name.ts'
import type { Section } from './sections.ts'
import { readSections } from './sections.ts'

/** One Markdown file of the repository, as the workspace or the API gave it. */
export interface RunbookFile {
  /** Repository-relative, with its folder, `/` between the parts. */
  readonly path: string
  readonly text: string
  /** ISO date of the file's last commit, where it is known. */
  readonly lastChanged?: string
}

/** Something the owners should mend; it never stops the matching. */
export interface Notice {
  readonly path: string
  /** Counted from 1, in the file. */
  readonly line?: number
  readonly message: string
  readonly help: string
}

/** A page as the matcher sees it. `kind` tells pages to follow from pages that tell what happened. */
export interface Runbook {
  readonly path: string
  readonly kind: 'runbook' | 'postmortem'
  readonly title: string
  readonly frontMatter: FrontMatter
  /** The front matter as written, to say on which line of it something stands. */
  readonly head: string
  readonly sections: readonly Section[]
  /** Incidents that ended with this page in use, newest as written by people or Muster. */
  readonly history: readonly HistoryLine[]
  readonly lastChanged?: string
  readonly notices: readonly Notice[]
}

/** Reads one page. Never throws: what cannot be read becomes a notice, and the rest of the page still counts. */
export function parseRunbook(file: RunbookFile): Runbook {
  const { frontMatter, source, body, bodyLine, problems } = readFrontMatter(file.text)
  const { sections, problems: bodyProblems } = readSections(body, bodyLine)
  const notices = [
    ...problems.map((problem) => ({ path: file.path, ...problem })),
    ...bodyProblems.map((problem) => ({ path: file.path, ...problem })),
  ]
  const heading = sections.find((section) => section.heading !== '' && section.level === 1)
  const anyHeading = heading ?? sections.find((section) => section.heading !== '')
  return {
    path: file.path,
    kind: isPostmortem(file.path, frontMatter) ? 'postmortem' : 'runbook',
    title: frontMatter.title ?? anyHeading?.heading ?? nameOf(file.path),
    frontMatter,
    head: source,
    sections,
    history: readHistory(sections),
    ...(file.lastChanged === undefined ? {} : { lastChanged: file.lastChanged }),
    notices,
  }
}

function isPostmortem(path: string, frontMatter: FrontMatter): boolean {
  return frontMatter.incident !== undefined || /(?:^|\/)postmortems\/[^/]+$/i.test(path)
}
