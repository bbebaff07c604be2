import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { type ChatRoom, openChatRoom } from '../support/chat-room.ts'
import { boardOf } from '../support/expectations.ts'
import { finishWork, openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import type { Stage } from '../support/stage.ts'

jest.setTimeout(180_000)

let room: ChatRoom

beforeEach(async () => {
  room = await openChatRoom()
})
afterEach(() => room.close())

/** Gives both jobs the chat's address from here on. */
function connect(stage: Stage): void {
  Object.assign(stage.jobs.inputs, { 'chat-url': room.url })
}

test(
  'the general channel hears the opening, updates, the status and the end, each once',
  onStage({}, async (stage) => {
    connect(stage)
    const issue = await finishWork(stage)
    await stage.people.erin.says(issue, '/update payments are back, we are watching')
    const [update] = stage.inbox.take()
    if (!update) throw new Error('No event of the update')
    await stage.deliver(update)
    await stage.deliver(update)
    await stage.people.alice.closes(issue)
    await stage.settle()
    const said = room.messages.join('\n')
    expect(said).toMatch(/38 % of payments fail/)
    expect(said).toMatch(/payments are back, we are watching/)
    expect(new Set(room.messages).size).toBe(room.messages.length)
    expect(said).not.toMatch(/<!channel>|@alice/)
    expect(boardOf(stage, issue)).not.toContain('/hooks/secret')
  }),
)

test(
  'a chat that is down does not stop the incident, is shown, and is told later',
  onStage({}, async (stage) => {
    connect(stage)
    room.up = false
    const issue = await openIncident(stage)
    expect(boardOf(stage, issue)).toMatch(/The chat was not told/)
    room.up = true
    await stage.people.erin.says(issue, '/ack')
    await stage.settle()
    expect(room.messages.join('\n')).toMatch(/38 % of payments fail/)
    expect(boardOf(stage, issue)).not.toMatch(/The chat was not told/)
  }),
)
