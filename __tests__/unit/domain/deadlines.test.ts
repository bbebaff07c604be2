import { describe, expect, test } from '@jest/globals'
import { readDeadlines } from '../../../src/domain/deadlines.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { say } from '../../support/build-incident.ts'
import { buildEvent, minutes } from '../../support/build-snapshot.ts'
import { buildClosed, buildSnapshot } from './installed.ts'

const settings = 'services: { checkout: { call: [alice] } }'
const roles = { roles: { alice: 'admin' } } as const
const none = { acknowledge: undefined, acknowledgeOverdue: false, update: undefined, updateOverdue: false }
const of = (snapshot: Snapshot) => readDeadlines(readFacts(snapshot), snapshot.settings, snapshot.now)
const at = (now: string, comments: readonly Comment[] = [], yaml = settings) =>
  of(buildSnapshot({ comments, settings: yaml }, { ...roles, now }))

describe('the deadlines', () => {
  test('of an unknown severity are those of a SEV2', () => {
    const due = { acknowledge: minutes(30), acknowledgeOverdue: false, update: minutes(60), updateOverdue: false }
    expect(at(minutes(10))).toEqual(due)
    expect(at(minutes(30))).toEqual(due)
    expect(at(minutes(31))).toEqual({ ...due, acknowledgeOverdue: true })
    expect(at(minutes(60))).toEqual({ ...due, acknowledgeOverdue: true })
    expect(at(minutes(61))).toEqual({ ...due, acknowledgeOverdue: true, updateOverdue: true })
  })

  test('count from the severity, for an answer, and from the last word, for an update', () => {
    const raised = [say(5, '/severity SEV1')]
    expect(at(minutes(10), raised)).toMatchObject({ acknowledge: minutes(15), update: minutes(30) })
    const told = [...raised, say(7, '/update still down'), say(9, '/note restarted'), say(8, '/status identified')]
    expect(at(minutes(10), told)).toMatchObject({ acknowledge: minutes(15), update: minutes(38) })
    expect(at(minutes(10), told.slice(0, 3))).toMatchObject({ update: minutes(37) })
  })

  test('count from the declaration where something was said before it', () => {
    const events = [buildEvent('tom', minutes(3), { kind: 'labeled', label: 'status:identified' })]
    const repository = { ...buildSnapshot().repository, private: false }
    const people = { alice: 'admin', rita: 'read' } as const
    const snapshot = buildSnapshot({ comments: [say(5, '/confirm')], events, settings }, { roles: people, repository })
    expect(of(snapshot)).toMatchObject({ acknowledge: minutes(35), update: minutes(65) })
  })

  test('end with an answer, a resolution and a closing', () => {
    expect(at(minutes(90), [say(5, '/ack')])).toEqual({ ...none, update: minutes(60), updateOverdue: true })
    expect(at(minutes(90), [say(5, '/status resolved')])).toEqual(none)
    expect(of(buildClosed({ settings }))).toEqual(none)
  })

  test('are none for a SEV3, without settings, and for what nobody declared', () => {
    expect(at(minutes(90), [say(5, '/severity SEV3')])).toEqual(none)
    expect(at(minutes(90), [], '')).toEqual(none)
    expect(at(minutes(90), [], `${settings}\ndeclare: write`)).toEqual(none)
  })
})
