import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { draftPath, isPostmortemOf, postmortemPath } from '../../../src/domain/postmortem.ts'
import { loadTemplates } from '../../../src/render/templates.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { explainMatch } from '../../../src/runbooks/explain-match.ts'
import { lintCorpus } from '../../../src/runbooks/lint.ts'
import { matchRunbooks } from '../../../src/runbooks/match.ts'
import * as readers from '../../../src/text/command-arguments.ts'
import { commandNames, readCommand } from '../../../src/text/command-line.ts'
import { bodyLength } from '../../../src/text/limit.ts'
import { printMarker, readMarker } from '../../../src/text/marker.ts'
import { readPlainIssue } from '../../../src/text/plain-issue.ts'
import { buildSnapshot } from '../../support/build-snapshot.ts'
import { caseCount } from '../../support/case-count.ts'
import { nastyText } from '../../support/nasty-text.ts'

describe('whatever people type', () => {
  test('as a comment is one line of a known command, or none', () => {
    const comment = fc.tuple(fc.constantFrom('', '/', ...commandNames.map((name) => `/${name} `)), nastyText)
    fc.assert(
      fc.property(comment, ([start, text]) => {
        const command = readCommand(start + text)
        if (!command || command.name === 'unknown') return
        expect(commandNames).toContain(command.name)
        expect(`${command.rest}${command.line}`).not.toMatch(/[\n\r\p{Cf}]/u)
      }),
    )
  })

  test('as an argument is read or refused in words', () => {
    const { readText, ...others } = readers
    fc.assert(
      fc.property(nastyText, (text) => {
        for (const read of [...Object.values(others), (rest: string) => readText(rest, 'x')]) {
          const reading = read(text)
          if (!reading.ok) expect(reading.expected).not.toBe('')
        }
        const path = readers.readPath(text)
        if (path.ok) expect(path.value.split('/')).not.toEqual(expect.arrayContaining(['..']))
        const login = readers.readLogin(text)
        if (login.ok && login.value !== undefined) expect(login.value).toMatch(/^[a-z\d][a-z\d_-]*$/i)
        const numbers = readers.readItemNumbers(text)
        if (numbers.ok) expect(numbers.value.every((one) => one >= 1 && one <= 999)).toBe(true)
      }),
    )
  })

  test('as an issue without a form is taken as it stands', () => {
    fc.assert(
      fc.property(nastyText, (body) => {
        const { text, ...values } = readPlainIssue(body)
        expect(text).not.toContain('<!--')
        for (const value of Object.values(values)) expect(value.trim()).not.toBe('')
      }),
      { examples: [['- ~~~\r\n```']] },
    )
  })

  test('as the keys of a marker comes back, and is one quiet line', () => {
    fc.assert(
      fc.property(fc.array(nastyText, { minLength: 1, maxLength: 6 }), nastyText, (keys, text) => {
        const line = printMarker(keys)
        expect(line).toMatch(/^<!-- muster:v1 [ -~]* -->$/)
        expect(line.slice(4, -3)).not.toMatch(/--|[<>@#]/)
        expect(readMarker(`${text}\n\n${line}`)?.keys).toEqual([...new Set(keys)])
        expect(readMarker(`${line}\n${text}x`)?.keys ?? []).not.toEqual(keys)
      }),
    )
  })
})

describe('whatever a title holds', () => {
  test('100,000 incidents have sound paths, each its own', () => {
    const { record, ...rest } = buildSnapshot()
    const base = readFacts({ ...rest, record }).facts
    const seen = new Set<string>()
    let number = 0
    fc.assert(
      fc.property(
        fc.oneof(nastyText, fc.string({ unit: 'binary' })),
        fc.constantFrom('', 'runbooks', 'a/b'),
        (title, folder) => {
          number += 1
          const facts = { ...base, number, title }
          const snapshot = { ...rest, record, runbooksFolder: folder }
          const path = postmortemPath(facts, snapshot)
          for (const one of [path, draftPath(facts, snapshot)])
            expect(one).toMatch(/^(?:[a-z0-9]+(?:[-/][a-z0-9]+)*)\.md$/)
          expect(isPostmortemOf(number, path, folder)).toBe(true)
          expect(isPostmortemOf(number + 1, path, folder)).toBe(false)
          expect(path.length).toBeLessThan(120)
          expect(/(?:^|\/)(?:con|nul|aux|prn|readme|com\d|lpt\d)\.md$/.test(draftPath(facts, snapshot))).toBe(false)
          expect(seen.has(path)).toBe(false)
          seen.add(path)
        },
      ),
      { numRuns: caseCount(1_000, 100_000), endOnFailure: true },
    )
  }) // prettier-ignore
})

describe('whatever a repository holds', () => {
  test('as runbooks, the good page is found and nothing costs its reader', () => {
    const good = { path: 'runbooks/pool.md', text: '---\nsignatures: [ECANARY]\n---\n# Pool exhausted\n\ntext' }
    const page = fc
      .tuple(nastyText, nastyText)
      .map(([head, text]) => `---\nservices: ${head}\nsignatures: ["${head}"]\n---\n${text}`)
    fc.assert(
      fc.property(fc.array(fc.oneof(page, nastyText), { maxLength: 5 }), nastyText, nastyText, (texts, title, body) => {
        const evil = texts.map((text, index) => ({ path: `runbooks/${index}.md`, text }))
        const corpus = buildCorpus([good, ...evil])
        lintCorpus(corpus)
        const matches = matchRunbooks(corpus, { title, body: `${body}\nfailed with ECANARY` })
        expect(matches.map(({ runbook }) => runbook.path)).toContain(good.path)
        for (const match of matches) {
          expect(match.confidence >= 0 && match.confidence <= 1).toBe(true)
          explainMatch(match)
        }
      }),
    )
  }) // prettier-ignore

  test('as a template, the board is theirs within limits, or ours with a reason', () => {
    const bit = fc.oneof(
      fc.constantFrom(
        '{{title}}',
        '{{#if title}}',
        '{{/if}}',
        '{{#each items}}',
        '{{/each}}',
        '{{this}}',
        '{{name}}',
        '{{else}}',
        '{{#each this}}',
      ),
      fc.constantFrom(
        '{{lookup title "constructor"}}',
        '{{#with title}}',
        '{{../title}}',
        '{{{title}}}',
        '{{> x}}',
        '{{!-- c --}}',
        '{{@root}}',
        '{{log title}}',
      ),
      fc.constantFrom(
        '{{title.constructor}}',
        '{{__proto__}}',
        '{{helperMissing}}',
        '{{title.length}}',
        '{{join items ", "}}',
        '{{plural 2 "a"}}',
        '{{#if (x)}}',
      ),
      nastyText,
    )
    const view = { title: 'Pay', items: Array.from({ length: 60 }, (_, index) => ({ name: `n${index}` })) }
    const plain = 'ours'
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 10 }), (bits) => {
        const templates = loadTemplates({ postmortem: bits.join(''), call: plain })
        const before = templates.failures.length
        let text = ''
        try {
          text = templates.render('postmortem', view)
        } catch {
          // Ours wants the fields of a real postmortem: that it was asked at all is the point.
        }
        expect(before).toBe(1)
        expect(templates.failures.length).toBeLessThanOrEqual(2)
        expect(templates.failures.every(({ detail }) => !detail.includes('\n'))).toBe(true)
        expect(templates.failures.length === 2 || bodyLength(text) <= 60_000).toBe(true)
        expect(text).not.toMatch(/\[native code\]/)
      }),
      { examples: [[['!!js/function']]] },
    )
  }) // prettier-ignore
})
