import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { RunbookLink } from '../../../src/domain/content.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { linkRunbooks } from '../../../src/domain/runbook-links.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import type { RunbookFile } from '../../../src/runbooks/document.ts'
import { explainMatch } from '../../../src/runbooks/explain-match.ts'
import { isFunctionWord, isStatusWord } from '../../../src/runbooks/function-words.ts'
import { stem } from '../../../src/runbooks/stem.ts'
import { buildSnapshot } from '../../support/build-snapshot.ts'
import { caseCount } from '../../support/case-count.ts'

const vocabulary = 'disk queue mail slow payments database certificate expired pool latency backup login cache index'
const word = fc.constantFrom(...vocabulary.split(' '))
const sentence = fc.array(word, { minLength: 2, maxLength: 10 }).map((words) => words.join(' '))

/** Words of the pages and the form, what settings refuse as a key, and words of state or grammar, which no name is told from. */
const isTaken = (name: string): boolean =>
  isFunctionWord(name) ||
  isStatusWord(name) ||
  `${vocabulary} alice bob restart step other number prototype constructor`.includes(name)

/** Names as services have them: words of any ending, made-up ones, and names of two parts. */
const part = fc.oneof(
  fc.constantFrom('billing', 'orders', 'checkout', 'users', 'shipping', 'pricing', 'walrus', 'media', 'dns'),
  fc.stringMatching(/^[a-z]{3,12}$/).filter((name) => !isTaken(name)),
)
const names = fc
  .uniqueArray(part, { minLength: 4, maxLength: 4, selector: stem })
  .chain(([a, b, c, d]) => fc.constantFrom([`${a}`, `${b}`] as const, [`${a}-${b}`, `${c}-${d}`] as const))

/** Where a page has the service's name: anywhere that people write it. */
const place = fc.record({
  declared: fc.boolean(),
  inFolder: fc.boolean(),
  inFile: fc.boolean(),
  inTitle: fc.boolean(),
  inBody: fc.boolean(),
})
const page = fc.record({ title: sentence, body: sentence, place })

type Page = typeof page extends fc.Arbitrary<infer Value> ? Value : never

function fileOf(
  { title, body, place: { declared, inFolder, inFile, inTitle, inBody } }: Page,
  at: number,
  name: string,
): RunbookFile {
  const [first = ''] = title.split(' ')
  return {
    path: `runbooks/${inFolder ? `${name}/` : ''}${at}-${inFile ? `${name}-` : ''}${first}.md`,
    text: `---\nservices: [${declared ? name : 'other'}]\n---\n# ${inTitle ? `${name}: ` : ''}${title}\n\n${body}${inBody ? ` ${name}` : ''}\n\n## Steps\n\nRestart ${inBody ? name : 'it'}.\n`,
  }
}

/** What the board would link for the incident when the service goes by a name. */
function linksFor(
  name: string,
  pages: readonly Page[],
  { title, log }: { readonly title: string; readonly log: string },
) {
  const files = pages.map((one, at) => fileOf(one, at, name))
  const snapshot = buildSnapshot({
    settings: `services:\n  "${name}": { call: [alice] }\n  other: { call: [bob] }\n`,
    issue: {
      title: `${name}: ${title}`,
      body: `### Which service?\n\n${name}\n\n### What is happening?\n\n${title} on ${name}\n\n### Message or log\n\n${log} ${name}`,
      labels: ['incident', `service:${name}`],
    },
    surroundings: { corpus: buildCorpus(files) },
  })
  if (snapshot.surroundings === undefined) throw new Error('A snapshot without surroundings')
  const links = linkRunbooks(readFacts(snapshot).facts, snapshot, snapshot.surroundings)
  const shown = [...(links.runbook ? [links.runbook] : []), ...links.moreRunbooks]
  const neutral = (text: string) =>
    name.split('-').reduce((rest, one, at) => rest.replace(new RegExp(`\\b${one}\\b`, 'g'), `NAME${at}`), text)
  const tell = ({ match, url, contacts }: RunbookLink) => ({
    at: files.findIndex(({ path }) => path === match.runbook.path),
    anchor: url.split('#')[1],
    why: neutral(explainMatch(match).text),
    certain: match.certain,
    score: match.score.toFixed(9),
    contacts,
  })
  // Pages that tie stand in the order of their paths, which have the name in them.
  return shown.map(tell).sort((a, b) => Number(b.score) - Number(a.score) || a.at - b.at)
}

test('renaming a service everywhere – settings, folder, file, front matter, text, label, issue – changes nothing but the name', () => {
  fc.assert(
    fc.property(
      names,
      fc.array(page, { minLength: 1, maxLength: 8 }),
      fc.record({ title: sentence, log: sentence }),
      ([before, after], pages, incident) => {
        expect(linksFor(after, pages, incident)).toEqual(linksFor(before, pages, incident))
      },
    ),
    { numRuns: caseCount(60) },
  )
})
