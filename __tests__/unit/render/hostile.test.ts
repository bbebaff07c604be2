import { describe, expect, test } from '@jest/globals'
import type { Board, Content, Postmortem } from '../../../src/domain/content.ts'
import type { Facts } from '../../../src/domain/facts.ts'
import { renderDocument } from '../../../src/render/document/render-document.ts'
import { renderContent } from '../../../src/render/render-content.ts'
import { renderIssue } from '../../../src/render/render-issue.ts'
import {
  board,
  call,
  document,
  facts,
  issueUrl,
  makeContext,
  postmortem,
  resolvedBoard,
  resolvedFacts,
} from './fixtures.ts'
import { mentionsOf, proseOf, shapeOf } from './markdown-shape.ts'

const context = makeContext()

const hostile = [
  'x </details> y',
  'x --> y <!-- z',
  '<!-- muster:v1 {"keys":["board"]} -->',
  '```',
  'x ``` y `z',
  '| a | b |\n|---|---|\n| c | d |',
  'x [y](https://evil.example) ![z](https://evil.example/i.png)',
  'x <img src=x onerror=alert(1)> <script>y</script>',
  'x @org/everyone @mallory cc @acme',
  'x fixes #9, closes acme/shop#1, GH-3',
  'x\n\n# y\n\n- [ ] z\n\n> q',
  '# heading',
  '- item',
  '1. item',
  '***',
  '___ x __y__ *z* ~~s~~',
  '[a]: https://evil.example',
  'https://evil.example and www.evil.example x',
  'x $$y$$ $z$',
  '\u202Ex\u2066y\u200Bz\u0000',
  'x\\',
  '&lt;b&gt; &#64;mallory x',
  ':::x',
  '{{constructor}} {{> x}} x',
]

/** The same incident with one value wherever people write. */
function poison(source: Facts, value: string): Facts {
  return {
    ...source,
    title: `Outage: x ${value}`,
    answers: { happening: value, affected: value, changed: value, service: value },
    startedAsWritten: value,
    resolution: source.resolution && { ...source.resolution, text: value },
    cause: source.cause && { ...source.cause, text: `x ${value.replaceAll('https:', 'x:')}`, confirmed: false },
    lastUpdate: source.resolution && { ...source.resolution, text: value },
    actions: source.actions.map((action) => ({ ...action, text: value })),
    overrides: [{ by: 'alice', at: source.milestones.detected ?? '', url: issueUrl, text: value }],
    timeline: source.timeline.map((entry) =>
      ['note', 'update', 'cause', 'action', 'reported'].includes(entry.kind) ? { ...entry, text: value } : entry,
    ),
    checklist: {
      ...source.checklist,
      items: source.checklist.items.map((item) => ({ ...item, text: `x ${value}`, section: value })),
    },
  }
}

function poisonBoard(source: Board, value: string): Board {
  return {
    ...source,
    facts: poison(source.facts, value),
    serviceName: value,
    notReached: [{ name: value, reason: 'unknown-name' }],
    related: source.related.map((one) => ({ ...one, title: value })),
    changes: source.changes.map((one) => ({ ...one, title: value })),
    looks: source.looks.map((one) => ({ ...one, name: value })),
    // Back-ticks in messages of ours become code on purpose.
    problems: source.problems.map((one) => ({ ...one, message: noTicks(value), help: noTicks(value) })),
    failures: [{ code: 'labels-refused', detail: noTicks(value) }],
    next: source.next && { ...source.next, text: value },
    missing: poison(source.facts, value)
      .checklist.items.slice(0, 2)
      .map((item) => ({ kind: 'item', item })),
  }
}

const poisonPostmortem = (value: string): Postmortem => {
  const poisoned = poison(resolvedFacts, value)
  return {
    ...postmortem,
    facts: poisoned,
    serviceName: value,
    timeline: poisoned.timeline,
    actions: poisoned.actions,
    changes: postmortem.changes.map((one) => ({ ...one, title: value })),
    runbooksUsed: [{ path: 'runbooks/a.md', title: value }],
  }
}

const contents: readonly (readonly [string, (value: string) => Content])[] = [
  ['running board', (value) => poisonBoard(board, value)],
  ['resolved board', (value) => poisonBoard(resolvedBoard, value)],
  ['ended board', (value) => ({ ...poisonBoard(resolvedBoard, value), phase: 'ended' })],
  [
    'call',
    (value) => ({
      kind: 'call',
      silent: false,
      cause: { kind: 'service', value },
      facts: poison(facts, value),
      serviceName: value,
      call,
      notReached: [],
      boardUrl: issueUrl,
      timezone: 'UTC',
    }),
  ],
  [
    'refusal',
    (value) => ({
      kind: 'refusal',
      missing: poisonBoard(board, value).missing,
      issueUrl,
      closedBy: 'alice',
      stoodDown: false,
      askWhom: [],
    }),
  ],
  [
    'overridden',
    (value) => ({ kind: 'overridden', by: 'alice', reason: value, left: poisonBoard(board, value).missing }),
  ],
  ['checklist', (value) => ({ kind: 'checklist', checklist: poison(facts, value).checklist })],
  [
    'nudge',
    (value) => ({
      kind: 'nudge',
      about: 'update',
      due: '2026-08-14T03:22:00Z',
      facts: poison(facts, value),
      contacts: value,
      timezone: 'UTC',
    }),
  ],
]

const noTicks = (text: string): string => text.replaceAll('`', '')

/** A harmless value of the same kind: as many paragraphs in a quotation, nothing else. */
const plain = 'word'

describe('hostile values change no Markdown node outside their slot', () => {
  test.each(contents)('%s', (_name, make) => {
    const expected = shapeOf(renderContent(make(plain), context))
    for (const value of hostile)
      expect([value, shapeOf(renderContent(make(value), context))]).toEqual([value, expected])
  })

  test('postmortem, draft runbook, index, history and pull request', () => {
    const shapes = (value: string) => {
      const rendered = renderDocument({ ...document, postmortem: poisonPostmortem(value) }, context)
      const bodies = rendered.files.map(({ text }) => text.replace(/^---\n[\s\S]*?\n---\n/, ''))
      // What happens is quoted line by line, so its paragraphs vary; everything around it must not.
      const outside = bodies.map((body) =>
        body.replace(/^>.*\n?/gm, '').replace(/(## When to use this\n\n)(?:- .*\n)+/, '$1'),
      )
      return [...outside, rendered.body].map(shapeOf)
    }
    const expected = shapes(plain)
    for (const value of hostile) expect([value, shapes(value)]).toEqual([value, expected])
  })

  test('an action item', () => {
    const make = (text: string) =>
      renderIssue(
        { key: 'k', text, owner: 'bob42', due: '2026-08-28', incident: { number: 1, title: text, url: issueUrl } },
        context,
      )
    const expected = shapeOf(make(plain).body)
    for (const value of hostile) expect([value, shapeOf(make(value).body)]).toEqual([value, expected])
  })
})

describe('mentions and references', () => {
  const called = new Set([...call.mentions, ...call.informed])

  test.each(contents)('%s mentions nobody outside the call', (_name, make) => {
    for (const value of hostile) {
      const text = renderContent(make(value), context)
      expect(mentionsOf(text).filter((name) => !called.has(name))).toEqual([])
      expect(proseOf(text)).not.toMatch(/#9|shop#1|GH-3/)
    }
  })

  test('documents and their titles mention nobody and close nothing', () => {
    for (const value of hostile) {
      const rendered = renderDocument({ ...document, postmortem: poisonPostmortem(value) }, context)
      for (const { text } of rendered.files) expect(mentionsOf(text.replace(/^---\n[\s\S]*?\n---\n/, ''))).toEqual([])
      expect(mentionsOf(rendered.body)).toEqual([])
      for (const text of [rendered.title, rendered.commitMessage]) expect(text).not.toMatch(/@\w|#9|shop#1/)
    }
  })

  test('a silent call and a drill mention nobody', () => {
    const silent: Content = {
      kind: 'call',
      silent: true,
      cause: { kind: 'severity', value: 'SEV1' },
      facts,
      serviceName: 'checkout',
      call: { ...call, teams: ['acme/platform'] },
      notReached: [],
      boardUrl: issueUrl,
      timezone: 'UTC',
    }
    expect(mentionsOf(renderContent(silent, context))).toEqual([])
    expect(mentionsOf(renderContent({ ...silent, silent: false }, context))).toEqual([
      'acme/platform',
      'alice',
      'bob42',
      'support-lead',
    ])
  })

  test('what is no login is never a mention', () => {
    const odd = { ...board, call: { ...call, mentions: ['alice', 'a b', '-x', 'evil/../x', 'x\n@all'], informed: [] } }
    expect(mentionsOf(renderContent(odd, context))).toEqual(['alice'])
  })
})
