import { postJson } from './post-json.ts'

/** Whether the chat took the message; `reason` says why not, without the address, which is a secret. */
export type ChatResult = { readonly kind: 'ok' } | { readonly kind: 'failed'; readonly reason: string }

export interface ChatOptions {
  /** Milliseconds for one try. */
  readonly timeout?: number
  /** Milliseconds before the second try. */
  readonly pause?: number
}

/**
 * Sends a text to a Slack-compatible webhook, at most twice. Only https, or http to this very machine; no redirect is
 * followed and no private address is called. Never rejects: a chat that is down does not stop an incident.
 */
export async function sendChat(url: string, text: string, options: ChatOptions = {}): Promise<ChatResult> {
  const { timeout = 5_000, pause = 500 } = options
  const post = () => postJson(url, { body: JSON.stringify({ text }), timeout })
  const first = await post()
  if (first.kind === 'answered' && isTaken(first.status)) return { kind: 'ok' }
  if (first.kind === 'refused') return { kind: 'failed', reason: first.reason }
  if (first.kind === 'answered' && first.status < 500 && first.status !== 429)
    return { kind: 'failed', reason: answered(first.status) }
  await new Promise((resolve) => setTimeout(resolve, pause))
  const second = await post()
  if (second.kind !== 'answered') return { kind: 'failed', reason: second.reason }
  return isTaken(second.status) ? { kind: 'ok' } : { kind: 'failed', reason: answered(second.status) }
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300
}

function answered(status: number): string {
  return `the chat answered with status ${status}`
}
