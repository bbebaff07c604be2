import { describe, expect, test } from '@jest/globals'
import type { Answers, Measured, Measurements, RaceSide, WorkflowLook } from '../../../scripts/live/answers.ts'
import { isBroken, joinAnswers, judgeAll } from '../../../scripts/live/judge/judge-all.ts'
import type { Row } from '../../../scripts/live/judge/row.ts'

const measured = <Value>(value: Value): Measured<Value> => ({ kind: 'measured', value })

/** The rows of one measurement alone, by the beginning of their experiment. */
function rowsOf<Name extends keyof Measurements>(name: Name, value: Measurements[Name]): readonly Row[] {
  const answers: Answers = { [name]: measured(value) }
  return judgeAll(answers).filter(({ found }) => found !== 'the job handed nothing on; see its log')
}

function verdictOf<Name extends keyof Measurements>(name: Name, value: Measurements[Name], at = 0): string {
  const row = rowsOf(name, value)[at]
  return `${row?.verdict}: ${row?.found}`
}

/** A side of a race whose every request takes 100 ms: `[sent, status]` for each round. */
const side = (...shots: readonly (readonly [sent: number, status: number])[]): Measured<RaceSide> => {
  const labels = shots.map(([sent, status], index) => ({ round: index + 1, sent, answered: sent + 100, status }))
  return measured({ labels, reactions: [] })
}

const raceOf = (left: Measured<RaceSide>, right: Measured<RaceSide>) => {
  const row = judgeAll(joinAnswers([{ left }, { right }]))[0]
  return `${row?.verdict}: ${row?.found}`
}

describe('a race', () => {
  test.each([
    [
      'one winner in each round',
      side([0, 201], [2000, 422]),
      side([50, 422], [1950, 201]),
      'as expected: rounds 2, at the same moment 2, one winner 2',
    ],
    [
      'requests that never met prove nothing',
      side([0, 201]),
      side([500, 422]),
      'not measured: rounds 1, at the same moment 0, one winner 1',
    ],
    [
      'two winners, even if they did not meet',
      side([0, 201], [2000, 201]),
      side([0, 422], [2500, 201]),
      'different: rounds 2, at the same moment 1, one winner 1, two winners 1',
    ],
    [
      'no winner',
      side([0, 422]),
      side([0, 422]),
      'different: rounds 1, at the same moment 1, one winner 0, no winner 1',
    ],
    [
      'a refused request takes its round out',
      side([0, 201], [2000, 403]),
      side([0, 422], [2000, 201]),
      'as expected: rounds 1, at the same moment 1, one winner 1, set aside 1 (answers 403, 201)',
    ],
    [
      'rounds that one side never reached do not count',
      side([0, 201], [2000, 201]),
      side([0, 422]),
      'as expected: rounds 1, at the same moment 1, one winner 1',
    ],
  ])('%s', (_what, left, right, expected) => {
    expect(raceOf(left, right)).toBe(expected)
  })

  test('without its other half is not measured, and says why', () => {
    const left: Measured<RaceSide> = { kind: 'unmeasured', why: 'The label did not come', broken: true }
    expect(raceOf(left, side([0, 201]))).toBe('not measured: The label did not come')
  })

  test('of a label that is deleted and made again holds only if it was made each time', () => {
    expect(verdictOf('relock', [201, 201])).toBe('as expected: 201 in 2 of 2')
    expect(verdictOf('relock', [201, 422])).toBe('different: 201 in 1 of 2')
  })
})

describe('labels in other letters', () => {
  const found = { real: true, asked: true }
  const answer = { real: 'Case', asked: 'case', shown: ['Case'], rest: found, graphql: { real: true, asked: false } }

  test('are the existing label, and each list says by which name it finds', () => {
    const rows = rowsOf('labelCase', answer).map(({ verdict }) => verdict)
    expect(rows).toEqual(['as expected', 'as expected', 'as expected'])
  })

  test.each([
    ['a second label', { shown: ['Case', 'case'] }, 0, 'different: `Case`, `case`'],
    ['a renamed label', { real: 'case', asked: 'Case', shown: ['case'] }, 0, 'different: `case`'],
    ['no label', { shown: [] }, 0, 'different: no label'],
    [
      'REST with its case',
      { rest: { real: true, asked: false } },
      1,
      'different: by its own name found, by the other not found',
    ],
    [
      'REST that lags behind',
      { rest: { real: false, asked: false } },
      1,
      'not measured: by its own name not found, by the other not found',
    ],
    ['GraphQL without case', { graphql: found }, 2, 'different: by its own name found, by the other found'],
  ])('%s', (_what, change, at, expected) => {
    expect(verdictOf('labelCase', { ...answer, ...change }, at)).toBe(expected)
  })
})

test('each kind of mention has a row of its own', () => {
  const rows = rowsOf('mentions', { body: 1, comment: 1, edit: 0 })
  expect(rows.map(({ verdict, found }) => `${verdict} ${found}`)).toEqual([
    'as expected 1',
    'as expected 1',
    'different 0',
  ])
})

test('a mention of a stranger may be a link or text', () => {
  expect(verdictOf('stranger', 'link')).toBe('as expected: a link')
  expect(verdictOf('stranger', 'text')).toBe('different: plain text')
})

describe('the limits', () => {
  const before = { limit: 1000, remaining: 990, used: 10, resource: 'core' }
  const after = { ...before, used: 11, remaining: 989 }

  test('fit when headers and answer agree and asking was free', () => {
    const rows = rowsOf('rateLimits', { before, after, told: { limit: 1000, used: 10 } })
    expect(rows.map(({ verdict }) => verdict)).toEqual(['as expected', 'as expected'])
  })

  test.each([
    ['another limit', { after: { ...after, limit: 15_000 } }, 0, 'different: 15000 an hour'],
    ['an answer that differs', { told: { limit: 5000, used: 0 } }, 0, 'different: 1000 an hour'],
    ['a price', { after: { ...after, used: 13 } }, 1, 'different: 10 used, then 13'],
    ['an hour that began anew meanwhile', { after: { ...after, used: 1 } }, 1, 'not measured: 10 used, then 1'],
  ])('%s', (_what, change, at, expected) => {
    const usual = { before, after, told: { limit: 1000, used: 10 } }
    expect(verdictOf('rateLimits', { ...usual, ...change }, at)).toMatch(new RegExp(`^${expected}`))
  })

  test('a job that begins at one has a budget of its own', () => {
    const look: WorkflowLook = { isPrivate: true, status: 403, state: '', accepted: 'actions=read', used: 1 }
    expect(verdictOf('workflowWithout', look)).toBe('different: 1 used after the first request of its job')
    expect(verdictOf('workflowWithout', { ...look, used: 40 })).toMatch(/^as expected/)
  })
})

describe('the state of a workflow', () => {
  const open: WorkflowLook = { isPrivate: false, status: 200, state: 'active', accepted: '', used: 5 }
  const shut: WorkflowLook = { ...open, isPrivate: true, status: 403, state: '', accepted: 'actions=read' }

  test.each([
    ['public and open', open, 'as expected: public: 200 active'],
    ['private and shut', shut, 'as expected: private: 403 (GitHub accepts actions=read)'],
    ['public and shut', { ...shut, isPrivate: false }, 'different: public: 403 (GitHub accepts actions=read)'],
    ['private and open', { ...open, isPrivate: true }, 'different: private: 200 active'],
  ])('without the permission: %s', (_what, look, expected) => {
    expect(verdictOf('workflowWithout', look, 1)).toBe(expected)
  })

  test('with the permission has to be there', () => {
    expect(verdictOf('workflowWith', { ...open, isPrivate: true })).toBe('as expected: private: 200 active')
    expect(verdictOf('workflowWith', shut)).toMatch(/^different/)
  })
})

describe('an issue with pull-requests alone', () => {
  const reads = { issue: 200, list: 200, reactions: 200, comments: 200, events: 200, 'write a comment': 201 }
  const byTheTable = { ...reads, issue: 403, list: 403, reactions: 404 }

  test.each([
    ['public, all open', false, reads, 'as expected'],
    ["private, by GitHub's table", true, byTheTable, 'as expected'],
    ['private, all open', true, reads, 'different'],
    ['private, comments shut', true, { ...byTheTable, comments: 403 }, 'different'],
    ['public, issue shut', false, { ...reads, issue: 403 }, 'different'],
  ])('%s', (_what, isPrivate, statuses, verdict) => {
    expect(rowsOf('issueAccess', { isPrivate, statuses })[0]?.verdict).toBe(verdict)
  })
})

test.each([
  ['taken', { own: 200, join: 200, message: '' }, 'as expected: own file 200, join 200'],
  ['refused', { own: 200, join: 403, message: 'no workflows' }, 'different: own file 200, join 403: "no workflows"'],
  ['not reached', { own: 422, join: 0, message: 'a rule' }, 'not measured: own file 422, join –: "a rule"'],
])('a join with a change of a workflow: %s', (_what, value, expected) => {
  expect(verdictOf('workflowJoin', value)).toBe(expected)
})

test.each([
  ['dropped and kept', {}, ['as expected', 'as expected']],
  ['a queue', { firstWaiting: true }, ['different', 'as expected']],
  ['the waiting one was pushed out', { secondWaiting: false }, ['different', 'different']],
  ['nobody held the group', { holder: false }, ['not measured', 'not measured']],
  ['the skipped run never ended', { skippedEnded: false }, ['as expected', 'not measured']],
])('turns in a group: %s', (_what, change, verdicts) => {
  const turns = { holder: true, firstWaiting: false, secondWaiting: true, skippedEnded: true, ...change }
  expect(rowsOf('groups', turns).map(({ verdict }) => verdict)).toEqual(verdicts)
})

describe('a run', () => {
  const all: Answers = {
    ...joinAnswers([{ left: side([0, 201]) }, { right: side([0, 422]) }]),
    relock: measured([201]),
    labelCase: measured({
      real: 'A',
      asked: 'a',
      shown: ['A'],
      rest: { real: true, asked: true },
      graphql: { real: true, asked: false },
    }),
    mentions: measured({ body: 1, comment: 1, edit: 1 }),
    stranger: { kind: 'unmeasured', why: 'nobody was named', broken: false },
    rateLimits: measured({
      before: { limit: 1000, remaining: 999, used: 1, resource: 'core' },
      after: { limit: 1000, remaining: 998, used: 2, resource: 'core' },
      told: { limit: 1000, used: 1 },
    }),
    workflowWithout: measured({ isPrivate: true, status: 403, state: '', accepted: '', used: 9 }),
    workflowWith: measured({ isPrivate: true, status: 200, state: 'active', accepted: '', used: 9 }),
    issueAccess: measured({
      isPrivate: false,
      statuses: { issue: 200, list: 200, reactions: 200, comments: 200, events: 200, 'write a comment': 201 },
    }),
    workflowJoin: measured({ own: 200, join: 200, message: '' }),
    groups: measured({ holder: true, firstWaiting: false, secondWaiting: true, skippedEnded: true }),
  }

  test('is sound when what could be asked was answered, whatever the answers are', () => {
    expect(isBroken(all)).toBe(false)
    expect(isBroken({ ...all, stranger: measured('text') })).toBe(false)
  })

  test('is broken when an experiment failed or its job handed nothing on', () => {
    expect(isBroken({ ...all, groups: { kind: 'unmeasured', why: 'no label', broken: true } })).toBe(true)
    const { relock: _gone, ...rest } = all
    expect(isBroken(rest)).toBe(true)
  })

  test('says in every row what it means', () => {
    for (const row of judgeAll(all)) expect(row.meaning.length).toBeGreaterThan(10)
  })
})
