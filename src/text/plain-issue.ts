import { stripHtmlComments } from './escape.ts'
import { normaliseLines } from './invisible.ts'
import { parseBlocks } from './markdown.ts'

/** What can be read from an issue that was written without a form. Empty values are absent; all of it is untrusted. */
export interface PlainIssue {
  /** The body without HTML comments. */
  readonly text: string
  /** Code blocks, which are where people paste logs. */
  readonly log?: string
  /** From a line such as `Service: checkout`. */
  readonly service?: string
  /** From such a line, or a `SEV2` anywhere in the text. */
  readonly severity?: string
  readonly since?: string
  readonly affected?: string
  readonly changed?: string
}

const labels = {
  service: /^(?:service|component|which service\?)$/i,
  severity: /^(?:severity|sev|how bad is it\?)$/i,
  since: /^(?:since|since when\?|started|start|began|time)$/i,
  affected: /^(?:affected|impact|affects|who is affected\??(?:, and how\?)?)$/i,
  changed: /^(?:changed|changes|recent changes|what changed(?: recently)?\?)$/i,
} as const

/** Reads an issue filed from a phone, by mail or by an alert bridge: what is labelled is taken, the rest is text. */
export function readPlainIssue(body: string): PlainIssue {
  const text = stripHtmlComments(normaliseLines(body)).trim()
  const log = readLog(text)
  const severity = readLabelled(text, labels.severity) ?? /\bSEV[ -]?[1-4]\b/i.exec(text)?.[0]
  const service = readLabelled(text, labels.service)
  const since = readLabelled(text, labels.since)
  const affected = readLabelled(text, labels.affected)
  const changed = readLabelled(text, labels.changed)
  return {
    text,
    ...(log && { log }),
    ...(severity && { severity }),
    ...(service && { service }),
    ...(since && { since }),
    ...(affected && { affected }),
    ...(changed && { changed }),
  }
}

/** The value of the first line `Label: value`, in any of the dresses people give it: list item, bold, table of an alert. */
function readLabelled(text: string, label: RegExp): string | undefined {
  for (const line of text.split('\n', 2_000)) {
    const [, name = '', value = ''] =
      /^[\s*_>-]{0,9}([^:*_=]{2,40})[*_]{0,3}\s{0,3}[:=][*_]{0,3}\s+(\S.{0,500})$/.exec(line) ?? []
    if (label.test(name.trim())) return value.replace(/[*_\s]+$/, '')
  }
  return undefined
}

function readLog(text: string): string {
  const blocks = parseBlocks(text)?.filter((token) => token.type === 'fence' || token.type === 'code_block') ?? []
  return blocks
    .map((token) => token.content.trimEnd())
    .filter((text) => text !== '')
    .join('\n\n')
}
