import { nearest } from '../text/edit-distance.ts'
import type { Corpus } from './corpus.ts'
import type { Notice, Runbook } from './document.ts'
import { readSignature } from './find-signatures.ts'
import { KNOWN_KEYS } from './front-matter.ts'
import { linksOf, pageAt, pagesByPath } from './page-links.ts'
import { findTwins } from './twins.ts'

/** What a finding is about, stable for scripts. */
export type FindingKind =
  | 'unreadable'
  | 'no-title'
  | 'no-signals'
  | 'unknown-key'
  | 'bad-signature'
  | 'dead-link'
  | 'near-twin'
  | 'empty'

/** Something that makes a page hard to find, and what to add or mend. */
export interface Finding extends Notice {
  readonly kind: FindingKind
}

/**
 * Names the pages of a corpus that can hardly be found, in the order of their paths. `exists` tells whether a
 * repository path that is no page (a picture, a script) is there; where it is unknown, leave it out.
 */
export function lintCorpus(corpus: Corpus, exists: (path: string) => boolean = () => true): readonly Finding[] {
  const byPath = pagesByPath(corpus.runbooks)
  const pages = corpus.runbooks.filter((_, at) => !corpus.redirects.has(at))
  const findings = [
    ...corpus.notices.map((notice): Finding => ({ kind: 'unreadable', ...notice })),
    ...pages.flatMap((page) => [...lintTitle(page), ...lintSignals(page), ...lintKeys(page), ...lintSignatures(page)]),
    ...corpus.runbooks.flatMap((page) =>
      lintLinks(page, (paths) => pageAt(paths, byPath) !== undefined || paths.some(exists)),
    ),
    ...findTwins(corpus).map(twinFinding),
  ]
  return findings.sort((a, b) => compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compare(a.kind, b.kind))
}

function lintTitle(page: Runbook): readonly Finding[] {
  if (page.sections.length === 0)
    return [finding(page, 'empty', 'the page has no text', 'Write what to look at and what to do, or delete it.')]
  if (page.frontMatter.title !== undefined || page.sections.some(({ heading }) => heading !== '')) return []
  return [finding(page, 'no-title', 'the page has no title and no heading', 'Start it with a line `# What is wrong`.')]
}

function lintSignals(page: Runbook): readonly Finding[] {
  if (page.kind === 'postmortem' || page.sections.length === 0) return []
  const { alerts, symptoms, signatures } = page.frontMatter
  if (alerts.length + symptoms.length + signatures.length > 0) return []
  const help =
    'Add front matter: `symptoms:` (what people see), `signatures:` (text from logs), `alerts:` (names of alerts that belong here).'
  return [finding(page, 'no-signals', 'nothing says by which symptom, log line or alert the page is found', help)]
}

function lintKeys(page: Runbook): readonly Finding[] {
  return page.frontMatter.unknownKeys.flatMap((key) => {
    const meant = nearest(key, KNOWN_KEYS)
    if (meant === undefined) return []
    return [finding(page, 'unknown-key', `front matter key \`${key}\` is not known`, `Did you mean \`${meant}\`?`)]
  })
}

function lintSignatures(page: Runbook): readonly Finding[] {
  return page.frontMatter.signatures.flatMap((source) => {
    const signature = readSignature(source)
    if (signature.kind !== 'unusable') return []
    const message = `signature \`${source}\` is not used: ${signature.why}`
    return [
      finding(page, 'bad-signature', message, "Write a literal string, or a `/regular expression/` in RE2's syntax."),
    ]
  })
}

function lintLinks(page: Runbook, exists: (paths: readonly string[]) => boolean): readonly Finding[] {
  const anchors = new Set(page.sections.map(({ anchor }) => anchor))
  return linksOf(page).flatMap(({ target, paths, fragment = '' }) => {
    const isHere = paths[0] === page.path
    const isDead = isHere ? fragment !== '' && !anchors.has(fragment.toLowerCase()) : !exists(paths)
    return isDead ? [finding(page, 'dead-link', `the link \`${target}\` leads nowhere`, 'Mend it or take it out.')] : []
  })
}

function twinFinding({ page, other }: { readonly page: Runbook; readonly other: Runbook }): Finding {
  const message = `says nearly the same as ${other.path}`
  return finding(page, 'near-twin', message, 'Merge them, or say in `symptoms:` what tells them apart.')
}

function finding(page: Runbook, kind: FindingKind, message: string, help: string): Finding {
  return { kind, path: page.path, message, help }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
