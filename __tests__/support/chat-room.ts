import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A chat on this machine that takes what a Slack-compatible webhook is sent. */
export interface ChatRoom {
  readonly url: string
  /** Every message it took, as text. */
  readonly messages: readonly string[]
  /** Whether it is up; down, it answers 503. */
  up: boolean
  readonly close: () => Promise<void>
}

/** Opens a chat that is up. */
export async function openChatRoom(): Promise<ChatRoom> {
  const messages: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    if (room.up) messages.push(readText(body))
    response.writeHead(room.up ? 200 : 503).end('ok')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const room = {
    url: `http://127.0.0.1:${port}/hooks/secret`,
    messages,
    up: true,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return room
}

function readText(body: string): string {
  const { text }: { text: string } = JSON.parse(body)
  return text
}
