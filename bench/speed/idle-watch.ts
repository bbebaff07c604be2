import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'

/** Knows when a measured process has nothing left to do but to wait. */
export interface IdleWatch {
  /** Variables of the process, so that it can be asked. */
  readonly env: Readonly<Record<string, string>>
  /** Resolves once the event loop of the process has gone round; at once where there is none any more. */
  readonly turn: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Asks the process itself, by `tell-idle.cjs`: no clock is needed, however busy the machine is. */
export async function watchIdle(): Promise<IdleWatch> {
  let current: Socket | undefined
  const waiting: (() => void)[] = []
  const goOn = () => {
    for (const resolve of waiting.splice(0)) resolve()
  }
  const server = createServer((socket) => {
    current = socket
    socket.on('error', () => {})
    socket.on('data', goOn)
    socket.on('close', () => {
      if (current === socket) current = undefined
      goOn()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The watch listens on no port')
  return {
    env: {
      NODE_OPTIONS: `--require "${join(import.meta.dirname, 'tell-idle.cjs')}"`,
      MUSTER_BENCH_GATE: String(address.port),
    },
    turn: async () => {
      if (!current) return
      current.write('?')
      await new Promise<void>((resolve) => waiting.push(resolve))
    },
    close: async () => {
      current?.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
