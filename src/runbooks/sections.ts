import GithubSlugger from 'github-slugger'
import { createHeadingReader } from './heading.ts'

/** One heading with what stands under it, up to the next heading of any level. */
export interface Section {
  /** Words of the heading without Markdown; empty for what stands before the first heading. */
  readonly heading: string
  /** GitHub's anchor, without `#`; empty where there is no heading. */
  readonly anchor: string
  /** 1 to 6; 0 before the first heading. */
  readonly level: number
  readonly text: string
}

/** A problem in a page, to become a notice once its path is known. */
export interface Problem {
  readonly line?: number
  readonly message: string
  readonly help: string
}

/** More headings than this are a generated or hostile page: the rest stays text of the last section. */
export const MAX_SECTIONS = 2000

/** Splits a page's body into sections, in one pass over its lines. */
export function readSections(body: string): { sections: readonly Section[]; problems: readonly Problem[] } {
  const lines = body.split('\n')
  const headingAt = createHeadingReader(lines)
  const slugger = new GithubSlugger()
  const sections: Section[] = []
  let open = { heading: '', anchor: '', level: 0 }
  let from = 0
  for (let at = 0; at < lines.length; at++) {
    const found = headingAt(at)
    if (found === undefined || sections.length >= MAX_SECTIONS) continue
    close(found.start)
    open = { heading: found.text, anchor: slugger.slug(found.text), level: found.level }
    from = at + 1
  }
  close(lines.length)
  const problems = sections.length > MAX_SECTIONS ? [TOO_MANY] : []
  return { sections, problems }

  function close(end: number): void {
    const text = lines.slice(from, end).join('\n').trim()
    if (text !== '' || open.level > 0) sections.push({ ...open, text })
  }
}

const TOO_MANY: Problem = {
  message: `more than ${MAX_SECTIONS} headings; links go to the first ${MAX_SECTIONS} only`,
  help: 'Split the page into several.',
}
