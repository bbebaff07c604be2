import type { Runbook } from './document.ts'
import { isIdentifier, partsOf } from './identifier.ts'
import { nameOf } from './page-name.ts'
import type { FoundSignal, Signal } from './signals.ts'

/** Names of products have two parts (`PagerDuty`), names of alerts mostly three and more. */
const MANY_PARTS = 3
/** A name that more pages than this carry names none of them. */
const MAX_BEARERS = 3

/** Identifiers of an incident in one spelling, with how they are written there. */
interface Said {
  readonly everywhere: ReadonlyMap<string, string>
  /** Said to be the alert's name. */
  readonly labelled: ReadonlySet<string>
  /** The same, or standing in the first line. */
  readonly prominent: ReadonlySet<string>
  /** The whole text as lower-case words. */
  readonly phrases: string
}

interface Named extends FoundSignal {
  readonly key: string
  readonly by: 'front matter' | 'name' | 'heading'
}

/**
 * Pages that name an alert of the text: in front matter (`alerts`, any wording), by the file's own name or a heading.
 * Outside the front matter both sides must write it as an identifier (`DiskAlmostFull`, `disk_almost_full`), since
 * plain words such as `api` are also names of hosts, containers and folders; unless the incident says that it is the alert.
 */
export function findNames(pages: readonly Runbook[], text: string): readonly FoundSignal[] {
  const said = readIdentifiers(text)
  const found = pages.flatMap((page, at) => nameOn(page, at, said) ?? [])
  const own = new Set(found.filter(({ by }) => by === 'name').map(({ key }) => key))
  const bearers = new Map<string, number>()
  for (const { key, by } of found) if (by !== 'heading' || !own.has(key)) bearers.set(key, (bearers.get(key) ?? 0) + 1)
  return found.filter(
    ({ by, key }) =>
      by === 'front matter' || ((bearers.get(key) ?? 0) <= MAX_BEARERS && (by === 'name' || !own.has(key))),
  )
}

function readIdentifiers(text: string): Said {
  const everywhere = new Map<string, string>()
  for (const word of identifiersOf(text)) if (!everywhere.has(fold(word))) everywhere.set(fold(word), word)
  const first = text.split('\n', 1)[0] ?? ''
  const labelled = new Set([...text.matchAll(/\balertname\W{1,20}(\w{1,200})/gi)].map(([, name]) => fold(name ?? '')))
  const prominent = new Set([...identifiersOf(first).map(fold), ...labelled])
  return { everywhere, labelled, prominent, phrases: ` ${wordsOf(text)} ` }
}

/** Runs of letters, digits and underscores are looked at one by one, so that no text takes long. */
function identifiersOf(text: string): readonly string[] {
  const words = [...text.matchAll(/\w+/g)].map(([word]) => word)
  return words.filter(isIdentifier)
}

function nameOn(page: Runbook, at: number, said: Said): Named | undefined {
  const alert = page.frontMatter.alerts.find((name) => isSaid(name, said))
  if (alert !== undefined) return named(page, at, { text: alert, by: 'front matter' })
  const name = nameOf(page.path)
  if (said.labelled.has(fold(name)) || isIdentifierSaid(name, said.everywhere, said.prominent))
    return named(page, at, { text: name, by: 'name' })
  const heading = page.sections.find((section) =>
    isIdentifierSaid(section.heading, said.everywhere, said.labelled),
  )?.heading
  return heading === undefined ? undefined : named(page, at, { text: heading, by: 'heading' })
}

function named(page: Runbook, at: number, { text, by }: { readonly text: string; readonly by: Named['by'] }): Named {
  const key = fold(text)
  const anchor = page.sections.find(({ heading, level }) => level > 1 && fold(heading) === key)?.anchor
  const signal: Signal = { kind: 'alert', text, ...(anchor === undefined ? {} : { anchor }) }
  return { page: at, signal, key, by }
}

function isSaid(alert: string, said: Said): boolean {
  const words = wordsOf(alert)
  return said.everywhere.has(fold(alert)) || (words.length > 2 && said.phrases.includes(` ${words} `))
}

/** Names of two parts count only where the incident makes them its subject. */
function isIdentifierSaid(name: string, everywhere: Said['everywhere'], subjects: ReadonlySet<string>): boolean {
  if (!isIdentifier(name)) return false
  const key = fold(name)
  return everywhere.has(key) && (subjects.has(key) || partsOf(name).length >= MANY_PARTS)
}

/** One spelling for `DiskFull`, `disk_full`, `disk-full` and `Disk Full`. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]+/g, '')
}

/** The text as lower-case words with single spaces, to find whole phrases in. */
function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
}
