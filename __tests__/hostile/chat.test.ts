import { afterAll, beforeAll, expect, jest } from '@jest/globals'
import { sendChat } from '../../src/chat/send-chat.ts'
import { type ChatRoom, openChatRoom } from '../support/chat-room.ts'
import { fillForm } from '../support/fill-form.ts'
import { paymentsFail } from '../support/incidents.ts'
import { type Stage, setStage } from '../support/stage.ts'
import { expandText, type HostileCase, type Text } from './support/hostile-case.ts'
import { walkGroup } from './support/walk-group.ts'

jest.setTimeout(120_000)

walkGroup<HostileCase & { readonly url: string }>('chat-addresses', async ({ url }) => {
  const started = performance.now()
  const sent = await sendChat(url, 'text', { timeout: 400, pause: 0 })
  expect(sent).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/private|no https|cannot be read/) })
  // Refused by what it is, not by what became of calling it.
  expect(performance.now() - started).toBeLessThan(300)
})

let stage: Stage
let room: ChatRoom
beforeAll(async () => {
  room = await openChatRoom()
  stage = await setStage({ inProcess: true, inputs: { 'chat-url': room.url } })
})
afterAll(async () => {
  await stage.close()
  await room.close()
})

walkGroup<HostileCase & { readonly input: Text }>('chat-texts', async ({ input }) => {
  const { carol } = stage.people
  const text = expandText(input)
  const line = text.replaceAll('\n', ' ')
  const issue = await carol.opens(`Payments fail ${line}`, fillForm({ ...paymentsFail, affected: text }), ['incident'])
  await stage.settleNewest()
  await carol.says(issue, `/update ${line}`)
  const { run } = await stage.settleNewest()
  const messages = room.messages.filter((message) => message.includes(`/issues/${issue}`))
  expect(messages.length).toBeGreaterThanOrEqual(2)
  for (const message of messages) {
    // By Slack's own format: everything between angle brackets is a mention or a link; ours is the one to the issue.
    const marked = Array.from(message.matchAll(/<([^>]*)>/g), ([, inside]) => inside)
    expect(marked.filter((inside) => !inside?.startsWith(`${stage.github.url}/acme/shop/issues/${issue}`))).toEqual([])
    expect(message).not.toMatch(/@[a-z]/i)
  }
  // The address of the chat is a secret.
  expect([run.log.join('\n'), run.summary, JSON.stringify(run.outputs)].join('\n')).not.toContain(room.url)
  await carol.closes(issue, 'not_planned')
  await stage.settleNewest()
})
