import { sendChat } from '../chat/send-chat.ts'
import type { ChatMessage } from '../domain/plan.ts'
import { renderChat } from '../render/render-chat.ts'
import type { Session } from './session.ts'

/**
 * Tells the channels that people are owed a call which Muster could not make. A red run alone tells only whoever started
 * it. Never rejects; says what became of it, for the log.
 */
export async function tellMissed(session: Session, message: ChatMessage): Promise<string> {
  const { chatUrl } = session.inputs
  if (chatUrl === undefined) return 'No channel is configured, so nobody was told: call people yourself.'
  const text = (await session.redactor.redact(renderChat(message, session))).text
  const result = await sendChat(chatUrl, text)
  return result.kind === 'ok'
    ? 'The channel was told to call people.'
    : `The channel was not told either (${result.reason}): call people yourself.`
}
