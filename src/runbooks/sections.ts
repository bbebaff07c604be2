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
  /** The heading's line in the file, counted from 1; the text's own where there is no heading. */
  readonly line: number
  /** The line on which the text begins, or would. */
  readonly textLine: number
}

/** A problem in a page, to become a notice once its path is known. */
export interface Problem {
  readonly line?: number
  readonly message: string
  readonly help: string
}

/** More headings than this are a generated or hostile page: the rest stays text of the last section. */
export const MAX_SECTIONS = 2000

/** Longer lines are data (a picture, a dump) or hostile: what follows on them is left out. */
export const MAX_LINE = 16_384

/**
 * Splits a page's body into sections, in one pass over its lines. Sections share the body's memory. `firstLine` is the
 * body's first line in its file, which may begin with front matter.
 */
export function readSections(
  whole: string,
  firstLine = 1,
): {
  readonly sections: readonly Section[]
  readonly problems: readonly Problem[]
} {
  const { body, lines, problems } = cutLines(whole, firstLine)
  const headingAt = createHeadingReader(lines)
  const slugger = new GithubSlugger()
  const sections: Section[] = []
  let open = { heading: '', anchor: '', level: 0, line: firstLine }
  let from = 0
  let fromLine = firstLine
  let offset = 0
  const close = (end: number): void => {
    const below = body.slice(from, Math.max(from, end)).trimEnd()
    const text = below.trimStart()
    const textLine = fromLine + linesIn(below.slice(0, below.length - text.length))
    if (text !== '' || open.level > 0)
      sections.push({ ...open, text, textLine, ...(open.level === 0 && { line: textLine }) })
  }
  for (const [at, line] of lines.entries()) {
    const found = sections.length < MAX_SECTIONS ? headingAt(at) : undefined
    if (found !== undefined) {
      close(found.start < at ? offset - (lines[found.start]?.length ?? 0) - 1 : offset)
      const { text, level, start } = found
      open = { heading: text, anchor: slugger.slug(text), level, line: firstLine + start }
      from = offset + line.length + 1
      fromLine = firstLine + at + 1
    }
    offset += line.length + 1
  }
  close(body.length)
  const rest = sections[MAX_SECTIONS]
  return { sections, problems: rest === undefined ? problems : [...problems, tooMany(rest.line)] }
}

interface CutText {
  readonly body: string
  readonly lines: readonly string[]
  readonly problems: readonly Problem[]
}

/** Nearly every page stays as it is, and shares its memory with its sections. */
function cutLines(body: string, firstLine: number): CutText {
  const lines = body.split('\n')
  const at = lines.findIndex((line) => line.length > MAX_LINE)
  if (at < 0) return { body, lines, problems: [] }
  const cut = lines.map((line) => line.slice(0, MAX_LINE))
  return { body: cut.join('\n'), lines: cut, problems: [tooLong(firstLine + at, lines[at]?.length ?? 0)] }
}

/** How many lines end in a text. */
export function linesIn(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

function tooLong(line: number, length: number): Problem {
  return {
    line,
    message: `a line of ${length} characters; only the first ${MAX_LINE} of a line are read`,
    help: 'Break it, or keep pictures and dumps in files of their own.',
  }
}

function tooMany(line: number): Problem {
  return {
    line,
    message: `more than ${MAX_SECTIONS} headings; links go to the first ${MAX_SECTIONS} only`,
    help: 'Split the page into several.',
  }
}
