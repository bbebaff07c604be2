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

/** Splits a page's body into sections, in one pass over its lines. Sections share the body's memory. */
export function readSections(body: string): {
  readonly sections: readonly Section[]
  readonly problems: readonly Problem[]
} {
  const lines = body.split('\n')
  const headingAt = createHeadingReader(lines)
  const slugger = new GithubSlugger()
  const sections: Section[] = []
  let open = { heading: '', anchor: '', level: 0 }
  let from = 0
  let offset = 0
  const close = (end: number): void => {
    const text = body.slice(from, Math.max(from, end)).trim()
    if (text !== '' || open.level > 0) sections.push({ ...open, text })
  }
  for (const [at, line] of lines.entries()) {
    const found = sections.length < MAX_SECTIONS ? headingAt(at) : undefined
    if (found !== undefined) {
      close(found.start < at ? offset - (lines[found.start]?.length ?? 0) - 1 : offset)
      open = { heading: found.text, anchor: slugger.slug(found.text), level: found.level }
      from = offset + line.length + 1
    }
    offset += line.length + 1
  }
  close(body.length)
  return { sections, problems: sections.length > MAX_SECTIONS ? [TOO_MANY] : [] }
}

const TOO_MANY: Problem = {
  message: `more than ${MAX_SECTIONS} headings; links go to the first ${MAX_SECTIONS} only`,
  help: 'Split the page into several.',
}
