import type { FoldedPostmortem } from '../domain/content.ts'
import { codeSpan } from '../text/escape.ts'
import type { BodyPart } from '../text/limit.ts'
import { fitBody } from '../text/limit.ts'
import { renderPostmortemFile } from './document/postmortem-file.ts'
import type { RenderContext } from './render-context.ts'

/** The postmortem as a folded comment; what is too long is cut by section, from the last, and named. */
export function renderFoldedPostmortem({ postmortem, path, forced }: FoldedPostmortem, context: RenderContext): string {
  const file = renderPostmortemFile({ postmortem, current: undefined, reopened: false }, context)
  const head = context.templates.render('folded-postmortem', { path: codeSpan(path), forced })
  return fitBody([
    { name: 'Introduction', text: head, keep: true },
    ...splitSections(withFencedHead(file)),
    { name: 'End', text: '</details>', keep: true },
  ]).text
}

/** Front matter shows as a rule and a heading in a comment; in a fence it can be copied with the rest. */
function withFencedHead(file: string): string {
  return file.replace(/^---\n([\s\S]*?)\n---\n/, (_, yaml: string) => `\`\`\`yaml\n---\n${yaml}\n---\n\`\`\`\n`)
}

/** The parts of the file from one heading of the second level to the next. */
function splitSections(file: string): readonly BodyPart[] {
  return file.split(/^(?=## )/m).map((text) => ({ name: /^## (.*)/.exec(text)?.[1] ?? 'Head', text: text.trim() }))
}
