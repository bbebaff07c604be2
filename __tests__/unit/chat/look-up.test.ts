import type { LookupAddress } from 'node:dns'
import { beforeEach, expect, jest, test } from '@jest/globals'

type Answer = (error: Error | null, addresses?: readonly LookupAddress[]) => void

/** What the resolver says of any name; a test decides. */
const lookup = jest.fn<(name: string, options: object, answer: Answer) => void>()
jest.unstable_mockModule('node:dns', () => ({ lookup }))
const { sendChat } = await import('../../../src/chat/send-chat.ts')

const send = async () => await sendChat('https://hooks.example/T/B', 'x', { pause: 1, timeout: 5_000 })
const resolve = (...addresses: readonly string[]) => {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  lookup.mockImplementation((_name, _options, answer) => answer(null, found))
}

beforeEach(() => {
  lookup.mockReset()
})

test.each([[['10.0.0.1']], [['127.0.0.1']], [['fd00::1']], [['93.184.215.14', '10.0.0.1']]])(
  'a name is looked up when it is called, and not called where it leads to %j',
  async (addresses) => {
    resolve(...addresses)
    expect(await send()).toEqual({ kind: 'failed', reason: 'the address is private' })
    expect(lookup).toHaveBeenCalledTimes(2)
    expect(lookup).toHaveBeenCalledWith('hooks.example', expect.objectContaining({ all: true }), expect.anything())
  },
)

test('a name that leads nowhere is told by the resolver’s word for it', async () => {
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND hooks.example'), { code: 'ENOTFOUND' })
  lookup.mockImplementation((_name, _options, answer) => answer(unknown))
  expect(await send()).toEqual({ kind: 'failed', reason: 'the chat could not be reached (ENOTFOUND)' })
})

test('a name without any address is one, too', async () => {
  resolve()
  expect(await send()).toEqual({ kind: 'failed', reason: 'the chat could not be reached (no connection)' })
})
