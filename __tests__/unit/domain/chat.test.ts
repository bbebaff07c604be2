import { describe, expect, test } from '@jest/globals'
import { chatTold, planChat } from '../../../src/domain/chat.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { buildClosed, buildOwn, say } from '../../support/build-incident.ts'
import { buildEvent, buildSnapshot, minutes } from '../../support/build-snapshot.ts'

const settings = 'services: { checkout: { aliases: [pay] } }'
const chat = { configured: true, sent: [], failed: [] }
const messages = (comments: readonly Comment[], changes: Partial<Snapshot> = {}, ended = false) => {
  const snapshot = buildSnapshot({ comments, settings }, { roles: { alice: 'admin' }, chat, ...changes })
  return planChat(readFacts(snapshot).facts, snapshot, ended)
}
const opened = buildOwn(['board', 'chat:opened'])

describe('the chat is told', () => {
  test('of an opening, in the words of the issue', () => {
    const body = [say(1, '/severity SEV2'), say(2, '/service pay')]
    expect(messages(body)).toEqual([
      {
        key: 'opened',
        about: 'opened',
        title: 'Checkout: payments fail',
        severity: 'SEV2',
        status: 'investigating',
        serviceName: 'checkout',
        text: 'Payments fail with `ETIMEDOUT`.',
        issueUrl: 'https://github.test/acme/shop/issues/7',
        drill: false,
      },
    ])
    const unnamed = { settings: buildSnapshot().settings }
    expect(messages([say(1, '/service Billing'), say(2, '/drill')], unnamed)).toMatchObject([
      { serviceName: 'Billing', drill: true, severity: undefined },
    ])
  })

  test('of the last of each kind of news', () => {
    const story = [
      opened,
      say(2, '/severity SEV2'),
      say(3, '/severity SEV1'),
      say(4, '/status identified'),
      say(5, '/status monitoring'),
      say(6, '/update one'),
      say(7, '/update two'),
    ]
    expect(messages(story).map(({ key, about, text }) => [key, about, text])).toEqual([
      [`severity:${minutes(3)}`, 'severity', undefined],
      [`status:${minutes(5)}`, 'status', undefined],
      [`update:${minutes(7)}`, 'update', 'two'],
    ])
    expect(messages([...story, say(8, '/status resolved rolled back')]).map(({ key, text }) => [key, text])).toEqual([
      [`severity:${minutes(3)}`, undefined],
      [`update:${minutes(7)}`, 'two'],
      [`resolved:${minutes(8)}`, 'rolled back'],
    ])
    expect(messages([opened, say(8, '/status resolved')])).toMatchObject([{ about: 'resolved', text: undefined }])
  })

  test('of the end, where it was accepted', () => {
    const snapshot = buildClosed({ comments: [opened], settings }, { chat })
    const { facts } = readFacts(snapshot)
    expect(planChat(facts, snapshot, true)).toMatchObject([{ key: 'closed:900', about: 'closed' }])
    expect(planChat(facts, snapshot, false)).toEqual([])
    expect(messages([opened], {}, true)).toEqual([])
  })

  test('once, by earlier runs or by this one, and no more where it failed', () => {
    const sent = buildSnapshot({ comments: [opened] }, { chat: { ...chat, sent: ['x'] } })
    expect([...chatTold(sent)]).toEqual(['opened', 'x'])
    expect(messages([], { chat: { ...chat, sent: ['opened'] } })).toEqual([])
    expect(messages([], { chat: { ...chat, failed: ['opened'] } })).toEqual([])
    expect(messages([opened])).toEqual([])
  })

  test('of nothing where there is none', () => {
    expect(messages([], { chat: { ...chat, configured: false } })).toEqual([])
  })

  test('of a label as of a command', () => {
    const events = [buildEvent('alice', minutes(3), { kind: 'labeled', label: 'severity:SEV1' })]
    const snapshot = buildSnapshot({ comments: [opened], events, settings }, { chat })
    expect(planChat(readFacts(snapshot).facts, snapshot, false)).toMatchObject([{ key: `severity:${minutes(3)}` }])
  })
})
