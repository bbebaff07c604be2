import type { Runbook } from './document.ts'
import { isHistory } from './history.ts'
import { isIdentifier, partsOf } from './identifier.ts'
import { nameOf } from './page-name.ts'

/** Parts of a page that count differently; `told` is what the owners, or earlier incidents, say about it. */
export const FIELDS = ['name', 'title', 'headings', 'told', 'body', 'lead', 'folders'] as const

const LEAD = 400

/** The texts of a page by field, in the order of `FIELDS`. Lines of history that did not help are left out. */
export function textsOf(page: Runbook): readonly (readonly string[])[] {
  const name = nameOf(page.path)
  const { alerts, symptoms, signatures, tags } = page.frontMatter
  const sections = page.sections.filter((section) => !isHistory(section))
  const body = sections.map((section) => section.text)
  const helped = page.history.filter((line) => line.outcome !== 'did not help').map((line) => line.about)
  return [
    [name, joined(name), ...subjectsOf(name)],
    [page.title],
    sections.map((section) => section.heading),
    [...alerts, ...symptoms, ...signatures, ...tags, ...helped],
    body,
    [leadOf(body)],
    [page.path.split('/').slice(0, -1).join(' ')],
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

const MAX_JOINED = 6

/** So many words an identifier in a text has. */
const SUBJECTS = [2, 3, 4, 5]

/** What an alert's name begins with, as texts write it: `KubeAPI` of `KubeAPIDown`. */
function subjectsOf(name: string): readonly string[] {
  const parts = isIdentifier(name) ? partsOf(name) : []
  return SUBJECTS.filter((count) => count < parts.length).map((count) => parts.slice(0, count).join('').toLowerCase())
}

/** `disk-almost-full` as one word, as alerts and programs write it; longer names are sentences. */
function joined(name: string): string {
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
  const words = parts.filter((part) => part.length > 1)
  return words.length > 1 && parts.length <= MAX_JOINED ? parts.join('').toLowerCase() : ''
}
