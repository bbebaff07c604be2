import type { RefChange } from './branch-rules.ts'
import { decodePackets, encodePacket, FLUSH } from './pkt-line.ts'

/** What a `git push` asks for, read from the head of its request. */
export interface PushCommands {
  readonly changes: readonly RefChange[]
  readonly capabilities: readonly string[]
}

const NOTHING = '0'.repeat(40)

/** Reads the commands of a `git-receive-pack` request; the pack behind them is left alone. */
export function readPushCommands(request: Buffer): PushCommands {
  const lines = decodePackets(request).map((packet) => packet.toString('utf8').replace(/\n$/, ''))
  const changes = lines.flatMap((line) => {
    const [, before = '', after = '', name = ''] = /^([0-9a-f]{40}) ([0-9a-f]{40}) ([^\0]+)/.exec(line) ?? []
    if (name === '') return []
    return [{ name, before: before === NOTHING ? null : before, after: after === NOTHING ? null : after }]
  })
  return { changes, capabilities: lines[0]?.split('\0')[1]?.trim().split(' ') ?? [] }
}

/** The pack behind the commands of a push; empty where it only deletes. */
export function packOf(request: Buffer): Buffer {
  const head = decodePackets(request).reduce((length, packet) => length + packet.length + 4, FLUSH.length)
  return request.subarray(head)
}

/** Answers a push that is refused as a whole: `message` is printed by the client, each ref is rejected. */
export function refusePush({ changes, capabilities }: PushCommands, message: string, reason: string): Buffer {
  const results = changes.map(({ name }) => encodePacket(`ng ${name} ${reason}\n`))
  const report = Buffer.concat([encodePacket('unpack ok\n'), ...results, FLUSH])
  if (!capabilities.some((capability) => capability.startsWith('side-band'))) return report
  const band = (number: number, data: Buffer) => encodePacket(Buffer.concat([Buffer.from([number]), data]))
  return Buffer.concat([band(2, Buffer.from(message)), band(1, report), FLUSH])
}
