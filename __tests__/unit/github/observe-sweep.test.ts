import { describe, expect, test } from '@jest/globals'
import { nameLabels } from '../../../src/domain/label-names.ts'
import { defineLabel } from '../../../src/domain/labels.ts'
import type { SweepWish } from '../../../src/github/observe-sweep.ts'
import { observeSweep } from '../../../src/github/observe-sweep.ts'
import { fakeClient, refusal } from './fake-client.ts'
import { names, place, where } from './simulated.ts'

const now = '2026-12-20T12:00:00.000Z'
const installed = '2026-12-01T00:00:00.000Z'
/** That many hours ago. */
const ago = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString()
const before = '2026-11-30T23:59:59Z'

/** A label as lists of issues show it: with what Muster writes about it. */
const ours = (name: string) => defineLabel(name, names)

const issue = (number: number, labels: readonly (string | object)[], more: object = {}) => ({
  number,
  html_url: `#${number}`,
  title: `Issue ${number}`,
  body: '',
  user: { login: 'rita' },
  state: 'open',
  labels,
  created_at: ago(2),
  updated_at: ago(1),
  closed_at: null,
  comments: 0,
  ...more,
})
const closed = (at: string) => ({ state: 'closed', closed_at: at, updated_at: at, created_at: before })

const allLabels = ['incident', 'incident:unconfirmed', 'outage-report', 'postmortem:open', 'bug']

interface Lists {
  /** By `label state`, and `newest`. */
  readonly issues?: Readonly<Record<string, readonly object[]>>
  readonly labels?: readonly string[]
  readonly wish?: Partial<SweepWish>
}

async function sweep({ issues = {}, labels = allLabels, wish = {} }: Lists) {
  const { client, asked } = fakeClient({
    'issues.listLabelsForRepo': () => labels.map((name) => ({ name })),
    'issues.listForRepo': ({ labels: label, state, direction }) =>
      issues[direction === 'desc' ? 'newest' : `${label} ${state}`] ?? [],
    query: ({ text }) => ({
      repository: Object.fromEntries(
        [...String(text).matchAll(/(i\d+): issue/g)].map(([, alias]) => [
          alias,
          { userContentEdits: { nodes: [{ editedAt: ago(3), diff: alias, editor: null }] } },
        ]),
      ),
    }),
  })
  const asks = (body: string) => body.includes('filled')
  const found = await observeSweep(client, where, { now, names, installed, asks, ...wish })
  return {
    ...found,
    numbers: found.issues.map((one) => one.issue.number),
    lateNumbers: found.late.map(({ number }) => number),
    lists: asked.filter(({ name }) => name === 'issues.listForRepo').map(({ parameters }) => parameters),
    asked,
  }
}

describe('a sweep looks after what is open', () => {
  test('oldest first and once each, with its edits', async () => {
    const { issues, numbers, lists } = await sweep({
      issues: {
        'incident open': [issue(9, ['incident']), issue(2, ['incident'])],
        'incident:unconfirmed open': [issue(5, ['incident:unconfirmed'])],
        'outage-report all': [issue(5, ['incident:unconfirmed', 'outage-report']), issue(6, ['outage-report'])],
        newest: [
          issue(8, [], { body: 'filled' }),
          issue(7, [], { body: 'a question' }),
          issue(4, [], { body: null }),
          issue(3, [], { body: 'filled', pull_request: {} }),
        ],
      },
    })
    expect(numbers).toEqual([2, 5, 6, 8, 9])
    expect(issues[0]?.edits).toEqual([{ at: ago(3), editor: 'ghost', body: 'i2' }])
    const order = { ...place, sort: 'created', direction: 'asc', per_page: 100, page: 1 }
    expect(lists).toEqual([
      { ...order, labels: 'incident', state: 'open' },
      { ...order, labels: 'incident:unconfirmed', state: 'open' },
      { ...order, labels: 'outage-report', state: 'all', since: ago(25) },
      { ...order, labels: 'postmortem:open', state: 'closed' },
      { ...order, labels: 'incident', state: 'all', since: installed },
      { ...place, state: 'open', sort: 'created', direction: 'desc', per_page: 100 },
    ])
  })

  test('by the names that the repository spells in its own way, and by no name that it has not', async () => {
    const { numbers, lists, asked } = await sweep({
      labels: ['INCIDENT', 'Outage-Report', 'bug'],
      issues: {
        'INCIDENT open': [issue(1, ['INCIDENT'])],
        'Outage-Report all': [issue(2, ['Outage-Report'])],
      },
    })
    expect(numbers).toEqual([1, 2])
    expect(lists.map(({ labels, state }) => [labels, state])).toEqual([
      ['INCIDENT', 'open'],
      ['Outage-Report', 'all'],
      ['INCIDENT', 'all'],
      [undefined, 'open'],
    ])
    expect(asked.filter(({ name }) => name === 'issues.listLabelsForRepo')).toHaveLength(1)
  })

  test('by the names that the settings give', async () => {
    const renamed = nameLabels('outage', { report: 'outage-form', postmortem: 'pm:' })
    const { lists } = await sweep({
      labels: ['outage', 'outage:unconfirmed', 'outage-form', 'pm:open', ...allLabels],
      wish: { names: renamed },
    })
    expect(lists.map(({ labels }) => labels)).toEqual([
      'outage',
      'outage:unconfirmed',
      'outage-form',
      'pm:open',
      'outage',
      undefined,
    ])
  })

  test.each([
    ['runs by our own status label', issue(1, ['incident', ours('status:monitoring')], { updated_at: before }), true],
    ['waits for somebody to confirm it', issue(1, ['Incident:Unconfirmed'], { updated_at: before }), true],
    ['was labelled in the last day', issue(1, ['incident'], { created_at: before, updated_at: ago(24) }), true],
    ['was last touched more than a day ago', issue(1, ['incident'], { updated_at: ago(26) }), false],
    [
      'carries a status of the repository’s own, from before',
      issue(1, ['status:resolved'], { updated_at: before }),
      false,
    ],
    [
      'carries a status, and was touched since the installation',
      issue(1, ['incident', 'status:resolved'], { updated_at: ago(300) }),
      true,
    ],
    ['carries a status in other words', issue(1, ['incident', 'status: blocked'], { updated_at: ago(26) }), false],
  ])('%s', async (_, one, isLookedAt) => {
    expect((await sweep({ issues: { 'incident open': [one] } })).numbers).toEqual(isLookedAt ? [1] : [])
  })

  test('and what lies before the installation costs nothing', async () => {
    const young = ago(5)
    const { numbers, asked } = await sweep({
      wish: { installed: young },
      issues: {
        'incident open': [
          issue(1, ['incident'], { updated_at: ago(6) }),
          issue(2, ['incident'], { updated_at: young }),
        ],
        newest: [issue(3, [], { body: 'filled', updated_at: ago(6) })],
      },
    })
    expect(numbers).toEqual([2])
    expect(asked.find(({ name }) => name === 'query')?.parameters.text).not.toMatch(/i[13]:/)
  })
})

describe('a sweep looks after closed incidents that are not finished', () => {
  const all = async (...issues: readonly object[]) => (await sweep({ issues: { 'incident all': issues } })).numbers

  test('until their postmortem is published or not owed', async () => {
    const recent = closed(ago(2))
    expect(
      await all(
        issue(1, ['incident', 'postmortem:published'], recent),
        issue(2, ['incident', 'Postmortem:None'], recent),
        issue(3, ['incident', 'Postmortem:Open'], recent),
        issue(4, ['incident', ours('status:resolved')], recent),
        issue(5, ['incident'], { state: 'closed' }),
      ),
    ).toEqual([3, 4])
  })

  test('for thirty days, where Muster ran them', async () => {
    const wish = { installed: '2026-10-01T00:00:00.000Z' }
    const run = ['incident', ours('status:resolved')]
    const issues = { 'incident all': [issue(1, run, closed(ago(720))), issue(2, run, closed(ago(721)))] }
    const { numbers, lists } = await sweep({ wish, issues })
    expect(numbers).toEqual([1])
    expect(lists.find(({ labels, state }) => labels === 'incident' && state === 'all')).toMatchObject({
      since: ago(720),
    })
  })

  test('however long ago, while their pull request waits', async () => {
    const waits = [issue(1, ['incident', 'Postmortem:Open', ours('status:resolved')], closed('2026-06-01T00:00:00Z'))]
    expect((await sweep({ issues: { 'postmortem:open closed': waits } })).numbers).toEqual([1])
  })

  test('for a day, where Muster never saw them open', async () => {
    expect(await all(issue(1, ['incident'], closed(ago(24))), issue(2, ['incident'], closed(ago(26))))).toEqual([1])
    const reports = [issue(3, ['outage-report'], closed(ago(24))), issue(4, ['outage-report'], closed(ago(26)))]
    expect((await sweep({ issues: { 'outage-report all': reports } })).numbers).toEqual([3])
  })

  test('and not what was over before the installation: that is history', async () => {
    const old = closed(before)
    const issues = {
      'postmortem:open closed': [issue(1, ['incident', 'postmortem:open'], old)],
      'incident all': [
        issue(2, ['incident'], { ...old, updated_at: ago(1) }),
        // A status of the repository's own is no sign that Muster ran it.
        issue(3, ['incident', { name: 'status:resolved', description: 'Done' }], { ...old, updated_at: ago(1) }),
      ],
    }
    const { numbers, asked } = await sweep({ issues })
    expect([numbers, asked.some(({ name }) => name === 'query')]).toEqual([[], false])
  })
})

describe('what nobody saw in time', () => {
  const late = { created_at: ago(48), updated_at: ago(48) }

  test('is named and left alone', async () => {
    const { numbers, late: found } = await sweep({
      issues: {
        'incident open': [issue(1, ['Incident'], late)],
        'outage-report all': [issue(2, ['outage-report'], late)],
        newest: [issue(3, [], { ...late, body: 'filled' })],
      },
    })
    expect(numbers).toEqual([])
    expect(found).toEqual([1, 2, 3].map((number) => ({ number, createdAt: ago(48) })))
  })

  test.each([
    ['was there before the installation', issue(1, ['incident'], { ...late, created_at: before })],
    ['is younger than a day', issue(1, ['incident'], { created_at: ago(23), updated_at: ago(23) })],
    ['is run', issue(1, ['incident', 'status:investigating'], late)],
    ['waits already', issue(1, ['incident', 'incident:unconfirmed'], late)],
    ['is closed', issue(1, ['incident'], { ...late, ...closed(ago(47)) })],
  ])('is not what %s', async (_, one) => {
    expect((await sweep({ issues: { 'incident open': [one] } })).lateNumbers).toEqual([])
  })

  test('is not what somebody answered, where only its words ask', async () => {
    const answered = issue(1, [], { ...late, body: 'filled', comments: 1 })
    expect((await sweep({ issues: { newest: [answered] } })).lateNumbers).toEqual([])
  })
})

test('a sweep may find nothing', async () => {
  const { issues, late, asked } = await sweep({ labels: [] })
  expect([issues, late, asked.map(({ name }) => name)]).toEqual([
    [],
    [],
    ['issues.listLabelsForRepo', 'issues.listForRepo'],
  ])
})

test('a sweep that cannot read a list finds nothing out', async () => {
  const { client } = fakeClient({ 'issues.listLabelsForRepo': () => refusal('unavailable') })
  const wish = { now, names, installed, asks: () => false }
  await expect(observeSweep(client, where, wish)).rejects.toMatchObject({ code: 'unavailable' })
})
