import { describe, expect, test } from '@jest/globals'
import type { RenderedComment, RenderedPlan } from '../../../src/domain/rendered-plan.ts'
import { fingerprint } from '../../../src/text/hash.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { board, comment, effects, kinds, stood, written } from '../../support/build-effects.ts'
import { buildOwn } from '../../support/build-incident.ts'
import { buildComment, buildSnapshot, ourLogin } from '../../support/build-snapshot.ts'

describe('a comment', () => {
  const on = (planned: RenderedComment, ...comments: readonly ReturnType<typeof stood>[]) =>
    effects({ comments: [planned] }, buildSnapshot({ comments }))

  test('is posted with its keys and the fingerprint of its words', () => {
    expect(on(comment('note', { keys: ['note', 'more'] }))).toEqual([
      { kind: 'create-comment', key: 'note', body: written('note says', 'note', 'more') },
    ])
  })

  test('is brought up to date where its words or keys differ', () => {
    const update = { kind: 'update-comment', key: 'note', id: 500, body: written('note says', 'note') }
    expect(on(comment('note'), stood('note said', 'note'))).toEqual([update])
    expect(on(comment('note'), stood('note says', 'note', 'more'))).toEqual([update])
    expect(on(comment('note'), stood('note says', 'note'))).toEqual([])
    expect(on(comment('note', { existing: 'leave' }), stood('note said', 'note'))).toEqual([])
  })

  test('is left where the same keys stand in another order, or written for another state', () => {
    const planned = comment('note', { keys: ['note', 'b', 'a', 'as:1'] })
    expect(on(planned, stood('note says', 'note', 'a', 'b', 'as:2', 'text:1'))).toEqual([])
    expect(on(planned, stood('note says', 'note', 'ab'))).toHaveLength(1)
  })

  test('is left where it stands as its marker can hold it', () => {
    const twice = comment('note', { keys: ['note', 'said', 'said'] })
    expect(on(twice, stood('note says', 'note', 'said'))).toEqual([])
    const keys = ['note', ...Array.from({ length: 2_000 }, (_, index) => `reply:${index}-${'x'.repeat(30)}`)]
    const [create] = on(comment('note', { keys }))
    if (create?.kind !== 'create-comment') throw new Error('not created')
    expect(on(comment('note', { keys }), buildComment(ourLogin, create.body, { id: 500 }))).toEqual([])
    const blank = comment('note', { body: 'note says\r\n \n' })
    expect(on(blank, stood('note says', 'note'))).toEqual([])
  })

  test('goes where an older one of its key stands', () => {
    const other = buildOwn(['x'], { id: 499 })
    expect(on(comment('note'), stood('note says', 'note'), buildOwn(['note'], { id: 502 }), other)).toEqual([
      { kind: 'delete-comment', key: 'note', id: 502 },
    ])
  })

  test('of ours that says not what it is goes', () => {
    const bare = buildOwn([], { body: 'words\n\n<!-- muster:v1 {"keys":[]} -->', id: 503 })
    expect(on(comment('note'), stood('note says', 'note'), bare)).toEqual([
      { kind: 'delete-comment', key: '', id: 503 },
    ])
  })

  test('that is claimed is posted silently and finished once it holds its keys', () => {
    const call = comment('called:x', { claim: 'comment', keys: ['called:x', 'call:ann:x'], silent: 'quiet' })
    const create = {
      kind: 'create-claimed-comment',
      key: 'called:x',
      silent: `quiet\n\n${printMarker(['called:x'])}`,
      body: written('called:x says', 'called:x', 'call:ann:x'),
    }
    expect(on(call)).toEqual([create])
    expect(on(call, stood('quiet', 'called:x'))).toEqual([create])
    expect(on(call, stood('anything', 'called:x', 'call:ann:x'))).toEqual([])
    expect(on({ ...call, silent: undefined })).toMatchObject([{ silent: `\n\n${printMarker(['called:x'])}` }])
  })

  test('that is too long gives way to its keys', () => {
    const keys = ['note', ...Array.from({ length: 500 }, (_, index) => `judged:${index}`)]
    const room = 65_000 - printMarker([...keys, `text:${fingerprint('')}`]).length
    const [exact] = on(comment('note', { keys, body: 'x'.repeat(room) }))
    expect(exact).toMatchObject({ body: written('x'.repeat(room), ...keys) })
    const [cut] = on(comment('note', { keys, body: `${'word\n'.repeat(room / 5)}much longer` }))
    if (cut?.kind !== 'create-comment') throw new Error('nothing posted')
    expect(cut.body.length).toBeLessThanOrEqual(65_002)
    expect(cut.body.length).toBeGreaterThan(64_000)
    expect(cut.body).toContain('_This comment: cut for length._')
    expect(cut.body).toContain('"judged:499"')
  })
})

describe('a board', () => {
  const on = (planned: Partial<RenderedPlan>, parts: Parameters<typeof buildSnapshot>[0] = {}) =>
    effects({ comments: [board], ...planned }, buildSnapshot(parts))
  const old = stood('old', 'board', 'as:1')
  const update = { kind: 'update-comment', key: 'board', id: 500, body: written('board says', 'board') }

  test('is claimed before it is posted, whatever was claimed before', () => {
    const create = { kind: 'create-comment', key: 'board', body: written('board says', 'board') }
    expect(on({})).toEqual([{ kind: 'claim', on: { kind: 'issue' } }, create])
  })

  test('does not say for what state it was written until the opening is done', () => {
    const planned = comment('board', { claim: 'issue', keys: ['board', 'call:ann:opened', 'as:1'] })
    expect(on({ comments: [planned] })[1]).toEqual({
      kind: 'create-comment',
      key: 'board',
      body: written('board says', 'board', 'call:ann:opened'),
    })
  })

  test('is brought up to date last', () => {
    expect(on({ assignees: ['ann'] }, { comments: [old] })).toEqual([{ kind: 'assign', logins: ['ann'] }, update])
  })

  test('waits for what it has to remember: the chat, a later call, the closing link', () => {
    const left = (planned: Partial<RenderedPlan>, ...comments: readonly ReturnType<typeof stood>[]) =>
      kinds(on(planned, { comments: [old, ...comments] }))
    expect(left({ chat: [{ key: 'x', text: 'y' }] })).toEqual(['send-chat'])
    expect(left({ comments: [board, comment('called:x', { claim: 'comment' })] })).toEqual(['create-claimed-comment'])
    expect(left({ comments: [board, comment('closing')] })).toEqual(['create-comment'])
    const link = buildComment(ourLogin, written('old', 'closing'), { id: 501 })
    expect(left({ comments: [board, comment('closing')] }, link)).toEqual(['update-comment'])
    expect(left({ comments: [board, comment('note')] })).toEqual(['create-comment', 'update-comment'])
    const note = buildComment(ourLogin, written('old', 'note'), { id: 501 })
    expect(left({ comments: [board, comment('note')] }, note)).toEqual(['update-comment', 'update-comment'])
    const twice = buildOwn(['closing'], { id: 502 })
    const stands = buildComment(ourLogin, written('closing says', 'closing'), { id: 501 })
    expect(left({ comments: [board, comment('closing')] }, stands, twice)).toEqual(['delete-comment', 'update-comment'])
  })

  test('is left as it is where it says the same', () => {
    expect(on({}, { comments: [stood('board says', 'board', 'as:1')] })).toEqual([])
  })
})
