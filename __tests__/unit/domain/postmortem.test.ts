import { describe, expect, test } from '@jest/globals'
import { documentPaths } from '../../../src/domain/document-paths.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { PostmortemContext } from '../../../src/domain/postmortem.ts'
import {
  composePostmortem,
  isPostmortemOf,
  planDocument,
  postmortemPath,
  readFigures,
  usedRunbooks,
} from '../../../src/domain/postmortem.ts'
import { linkRunbooks } from '../../../src/domain/runbook-links.ts'
import type { DocumentState, Snapshot } from '../../../src/domain/snapshot.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { buildDocument, say } from '../../support/build-incident.ts'
import { minutes } from '../../support/build-snapshot.ts'
import { buildSnapshot } from './installed.ts'

const page =
  '---\nowners: [olga, acme/dba]\n---\n# Payments fail\n\nPayments fail with `ETIMEDOUT`: restart the pool.\n'
const corpus = buildCorpus([{ path: 'runbooks/pay.md', text: page }])
const settings = `
timezone: Europe/Berlin
people: { Al: { github: alice }, Bea: { github: bea-x } }
teams: { platform: { members: [Al] } }
services: { checkout: { aliases: [pay], call: [platform, acme/ops, Bea, Olga, carl, dora, ed, flo] } }
`
const story = [say(1, '/severity SEV1'), say(2, '/service pay'), say(3, '/lead @carl'), say(4, 'me too', 'Rita')]
const roles = { roles: { alice: 'admin' } } as const

function context(
  comments = story,
  changes: Partial<Snapshot> = {},
): PostmortemContext & { facts: ReturnType<typeof factsOf> } {
  const issue = { title: 'Payments fail', createdAt: '2026-11-20T23:30:00.000Z' }
  const snapshot = buildSnapshot({ settings, comments, issue, surroundings: { corpus } }, { ...roles, ...changes })
  const facts = factsOf(snapshot)
  const around = buildSnapshot({ surroundings: { corpus } }).surroundings
  const { runbook } = linkRunbooks(facts, snapshot, around ?? fail())
  return { facts, snapshot, board: { runbook, changes: [] }, reopened: false }
}

const factsOf = (snapshot: Snapshot) => readFacts(snapshot).facts

function fail(): never {
  throw new Error('no surroundings')
}

describe('a postmortem', () => {
  test('is made of the facts, in the zone of the settings, by roles', () => {
    const { facts, ...rest } = context()
    expect(composePostmortem(facts, rest)).toEqual({
      facts,
      date: '2026-11-21',
      path: 'runbooks/postmortems/2026-11-21-7-payments-fail.md',
      timezone: 'Europe/Berlin',
      serviceName: 'checkout',
      milestones: { detected: '2026-11-20T23:30:00.000Z' },
      figures: {},
      timeline: facts.timeline,
      names: { carl: 'commander', rita: 'reporter', alice: 'responder 1' },
      runbooksUsed: [{ path: 'runbooks/pay.md', title: 'Payments fail' }],
      actions: [],
      changes: [],
      severity: 'SEV1',
      status: 'investigating',
      repositoryUrl: 'https://github.test/acme/shop',
      runbooksFolder: 'runbooks',
    })
  })

  test('names people by the order in which they appear, those who ticked last', () => {
    const more = [say(5, '/note hm', 'Bob'), say(6, '/note x', 'Zoe'), say(7, '/done 1', 'Yves'), say(8, '/ack', 'bob')]
    const { facts, ...rest } = context(more)
    const names = { rita: 'reporter', bob: 'responder 1', zoe: 'responder 2', yves: 'responder 3' }
    expect(composePostmortem(facts, rest).names).toEqual(names)
    const ticked = facts.checklist.items.map((item) => ({ ...item, by: item.number === 2 ? 'Una' : undefined }))
    const checklist = { ...facts.checklist, items: ticked }
    expect(composePostmortem({ ...facts, checklist }, rest).names).toEqual({ ...names, una: 'responder 4' })
  })

  test('names them by their logins where the settings say so, and a service that the settings do not know as it was typed', () => {
    const snapshot = buildSnapshot(
      { settings: 'postmortem: { names: logins }', comments: [say(2, '/service Billing')] },
      roles,
    )
    const { names, serviceName } = composePostmortem(factsOf(snapshot), { ...context(), snapshot })
    expect([names, serviceName]).toEqual([{}, 'Billing'])
  })

  test('takes a milestone minus a milestone, where both are known and in order', () => {
    const at = {
      started: minutes(0),
      detected: minutes(1),
      acknowledged: minutes(3),
      mitigated: minutes(7),
      resolved: minutes(15),
    }
    expect(readFigures(at)).toStrictEqual({ detect: 60_000, acknowledge: 120_000, mitigate: 420_000, resolve: 900_000 })
    expect(readFigures({ ...at, started: minutes(1), mitigated: minutes(0) })).toStrictEqual({
      detect: 0,
      acknowledge: 120_000,
      resolve: 840_000,
    })
    expect(readFigures({ detected: minutes(1) })).toStrictEqual({})
    expect(readFigures({ acknowledged: minutes(1), resolved: minutes(2) })).toStrictEqual({})
  })
})

describe("a postmortem's file", () => {
  const path = (document: Partial<DocumentState> | undefined, runbooksFolder = 'runbooks') => {
    const { facts, snapshot } = context()
    return postmortemPath(facts, { ...snapshot, runbooksFolder, document: document && buildDocument(document) })
  }
  test.each([
    ['runbooks/postmortems/2026-11-20-7-old-title.md', 7, true],
    ['runbooks/postmortems/2026-11-20-77-other.md', 7, false],
    ['runbooks/postmortems/2026-11-20-7.md', 7, false],
    ['runbooks/postmortems/x-2026-11-20-7-a.md', 7, false],
    ['runbooks/postmortems/12026-11-20-7-a.md', 7, false],
    ['docs/postmortems/2026-11-20-7-a.md', 7, false],
    ['runbooksxpostmortemsx2026-11-20-7-a.md', 7, false],
  ])('%s is that of %i: %s', (file, incident, is) => expect(isPostmortemOf(incident, file, 'runbooks')).toBe(is))

  test('keeps the name under which it was first written', () => {
    const name = 'runbooks/postmortems/2026-11-20-7-old-title.md'
    expect(path(undefined)).toBe('runbooks/postmortems/2026-11-21-7-payments-fail.md')
    expect(path({ postmortems: ['runbooks/postmortems/2026-11-20-8-x.md', name] })).toBe(name)
    expect(path({ branchFiles: { 'README.md': '', [name]: '' } })).toBe(name)
    expect(path({ branchFiles: { 'README.md': '' } })).toBe('runbooks/postmortems/2026-11-21-7-payments-fail.md')
    expect(path(undefined, '')).toBe('postmortems/2026-11-21-7-payments-fail.md')
  })

  test('is cut to sixty characters of the title', () => {
    const { facts, snapshot } = context()
    const title = `${'word '.repeat(11)}fivex more`
    expect(postmortemPath({ ...facts, title }, snapshot)).toBe(
      `runbooks/postmortems/2026-11-21-7-${'word-'.repeat(11)}fivex.md`,
    )
  })
})

describe('the runbooks that were used', () => {
  test('are those that were named, else the one to start with', () => {
    const { facts, snapshot, board } = context()
    const start = board.runbook?.match
    expect(usedRunbooks(facts, undefined, snapshot)).toEqual([])
    expect(usedRunbooks(facts, start, snapshot)).toEqual([{ path: 'runbooks/pay.md', title: 'Payments fail' }])
    const runbooksUsed = ['pay.md', 'runbooks/db/full.md', 'runbooks/pay.md']
    expect(usedRunbooks({ ...facts, runbooksUsed }, start, snapshot)).toEqual([
      { path: 'runbooks/pay.md', title: 'Payments fail' },
      { path: 'runbooks/db/full.md', title: 'full.md' },
      { path: 'runbooks/pay.md', title: 'Payments fail' },
    ])
    expect(usedRunbooks({ ...facts, runbooksUsed: ['pay.md'] }, undefined, snapshot)).toEqual([
      { path: 'runbooks/pay.md', title: 'pay.md' },
    ])
  })
})

describe('the pull request of a postmortem', () => {
  const plan = (comments = story, document: Partial<DocumentState> = {}, changes: Partial<Snapshot> = {}) => {
    const { facts, ...rest } = context(comments, changes)
    return planDocument(facts, buildDocument(document), rest)
  }
  const file = 'runbooks/postmortems/2026-11-21-7-payments-fail.md'

  test('holds the postmortem, the index and the history of the runbook that was used', () => {
    const { facts, ...rest } = context()
    expect(plan(story, { files: { 'runbooks/pay.md': page, 'runbooks/README.md': '# All' } })).toEqual({
      deliver: 'pull-request',
      branch: 'muster/7',
      postmortem: composePostmortem(facts, rest),
      files: [
        { kind: 'postmortem', path: file, current: undefined },
        { kind: 'index', path: 'runbooks/README.md', current: '# All' },
        { kind: 'history', path: 'runbooks/pay.md', current: page },
      ],
      reviewers: ['carl', 'Olga', 'bea-x', 'dora', 'ed'],
      reopened: false,
    })
  })

  test('continues what is there, and says nothing of a runbook that is gone', () => {
    expect(plan(story, { files: { [file]: '# Before' } }).files).toEqual([
      { kind: 'postmortem', path: file, current: '# Before' },
      { kind: 'index', path: 'runbooks/README.md', current: undefined },
    ])
  })

  test.each([
    ['SEV1', {}, true],
    ['SEV2', {}, true],
    ['SEV3', {}, false],
    ['SEV1', { 'runbooks/shop-is-down.md': '# There' }, false],
  ])('of a %s without a runbook, where %j is there, holds a draft: %s', (severity, files, drafts) => {
    const snapshot = buildSnapshot(
      { comments: [say(1, `/severity ${severity}`)], issue: { title: 'Shop is down' } },
      roles,
    )
    const board = { runbook: undefined, changes: [] }
    const document = planDocument(factsOf(snapshot), buildDocument({ files }), { snapshot, board, reopened: true })
    const draft = { kind: 'draft-runbook', path: 'runbooks/shop-is-down.md' }
    expect(document.files.slice(2)).toEqual(drafts ? [draft] : [])
    expect(document).toMatchObject({ reviewers: [], reopened: true })
  })

  test('asks nobody twice, and no team', () => {
    const comments = [say(1, '/service checkout'), say(2, '/lead @OLGA')]
    expect(plan(comments).reviewers).toEqual(['Olga', 'bea-x', 'carl', 'dora', 'ed'])
  })

  test('is a branch alone where the settings say so', () => {
    const byBranch = buildSnapshot({ settings: 'postmortem: { deliver: branch }' })
    expect(plan(story, {}, { settings: byBranch.settings }).deliver).toBe('branch')
  })

  test('needs these files to be read before', () => {
    const { snapshot } = context()
    expect(documentPaths(snapshot, corpus)).toEqual([
      'runbooks/README.md',
      'runbooks/pay.md',
      'runbooks/payments-fail.md',
    ])
    expect(documentPaths({ ...snapshot, runbooksFolder: '' }, buildCorpus([]))).toEqual([
      'README.md',
      'payments-fail.md',
    ])
  })
})
