import type { Runbook } from './document.ts'
import { isHistory } from './history.ts'
import { nameOf } from './page-name.ts'

/** Parts of a page that count differently; `told` is what the owners, or earlier incidents, say about it. */
export const FIELDS = ['name', 'title', 'headings', 'told', 'body', 'lead'] as const

const LEAD = 400

/** The texts of a page by field, in the order of `FIELDS`. Lines of history that did not help are left out. */
export function textsOf(page: Runbook): readonly (readonly string[])[] {
  const { alerts, symptoms, signatures, tags } = page.frontMatter
  const sections = page.sections.filter((section) => !isHistory(section))
  const body = sections.map((section) => section.text)
  const helped = page.history.filter((line) => line.outcome !== 'did not help').map((line) => line.text)
  return [
    [nameOf(page.path)],
    [page.title],
    sections.map((section) => section.heading),
    [...alerts, ...symptoms, ...signatures, ...tags, ...helped],
    body,
    [leadOf(body)],
  ]
}

/** The first sentences of a page, which usually say what it is about. */
function leadOf(body: readonly string[]): string {
  let lead = ''
  for (const text of body) {
    if (lead.length >= LEAD) break
    lead += `${text.slice(0, LEAD)}\n`
  }
  return lead.slice(0, LEAD)
}
