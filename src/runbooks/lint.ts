import type { Corpus } from './corpus.ts'
import type { Runbook } from './document.ts'
import { readSignature } from './find-signatures.ts'
import { byPlace, type Finding, findingOn, headLine, titleLine } from './finding.ts'
import { isIdentifier } from './identifier.ts'
import { lintKeys } from './lint-keys.ts'
import { lintLinks } from './lint-links.ts'
import { nameOf } from './page-name.ts'
import { findTwins, type Twins } from './twins.ts'

/**
 * Names the pages of a corpus that can hardly be found, in the order of their paths and lines. `exists` tells whether a
 * repository path that is no page (a picture, a script) is there; where it is unknown, leave it out.
 */
export function lintCorpus(corpus: Corpus, exists: (path: string) => boolean = () => true): readonly Finding[] {
  const pages = corpus.runbooks.filter((_, at) => !corpus.redirects.has(at))
  const findings = [
    ...corpus.notices.map((notice): Finding => ({ kind: 'unreadable', level: 'mend', ...notice })),
    ...pages.flatMap((page) => [...lintTitle(page), ...lintSignals(page), ...lintSignatures(page)]),
    ...lintKeys(pages),
    ...lintLinks(corpus.runbooks, exists),
    ...findTwins(corpus).map(twinFinding),
  ]
  return findings.sort(byPlace)
}

function lintTitle(page: Runbook): readonly Finding[] {
  if (page.sections.length === 0) {
    const help = 'Write what to look at and what to do, or delete it.'
    return [findingOn(page, 'empty', { message: 'the page has no text', help })]
  }
  if (page.frontMatter.title !== undefined || titleLine(page) !== undefined) return []
  const message = `the page has neither title nor heading; people see its file name, ${nameOf(page.path)}`
  const help = 'Start its text with a line `# What is wrong`, in the words that people use.'
  return [findingOn(page, 'no-title', { line: page.sections[0]?.textLine, message, help })]
}

/** A page named after its alert is found when that alert comes, and by nobody who only sees the trouble. */
function lintSignals(page: Runbook): readonly Finding[] {
  if (page.kind === 'postmortem' || page.sections.length === 0) return []
  const { alerts, symptoms, signatures } = page.frontMatter
  if (alerts.length + symptoms.length + signatures.length > 0) return []
  const name = nameOf(page.path)
  const told = page.sections.find(({ heading }) => /^symptoms?$/i.test(heading))
  const line = told?.line ?? (page.head === '' ? undefined : 1)
  const place = page.head === '' ? 'Add front matter' : 'Add to the front matter'
  const help =
    told === undefined
      ? `${place}: \`symptoms:\` (what people see), \`signatures:\` (text from logs), \`alerts:\` (names of alerts that belong here).`
      : `${place}: \`symptoms:\`, with the sentences that stand under “${told.heading}”, and \`signatures:\` with text from logs.`
  return isIdentifier(name)
    ? [
        {
          ...findingOn(page, 'no-signals', { line, message: `found for sure by the alert \`${name}\` alone`, help }),
          level: 'note',
        },
      ]
    : [findingOn(page, 'no-signals', { line, message: 'no symptom, log line or alert leads here for sure', help })]
}

function lintSignatures(page: Runbook): readonly Finding[] {
  return page.frontMatter.signatures.flatMap((source) => {
    const signature = readSignature(source)
    if (signature.kind !== 'unusable') return []
    return [
      findingOn(page, 'bad-signature', {
        line: headLine(page, { key: 'signatures', value: source }),
        message: `signature \`${source}\` is not used: ${signature.why}`,
        help: "Write a literal string of three signs or more, or a `/regular expression/` in RE2's syntax.",
      }),
    ]
  })
}

function twinFinding({ page, other }: Twins): Finding {
  return findingOn(page, 'near-twin', {
    line: titleLine(page),
    message: `says nearly the same as ${other.path}`,
    help: 'Merge them, or say in `symptoms:` what tells them apart.',
  })
}
