import { afterEach, expect, test } from '@jest/globals'
import { isPrivateAddress } from '../../../src/chat/private-address.ts'
import { sendChat } from '../../../src/chat/send-chat.ts'
import type { Loopback } from '../github/loopback.ts'
import { startLoopback } from '../github/loopback.ts'

let server: Loopback | undefined
const quick = { pause: 1, timeout: 100 }

afterEach(async () => {
  await server?.close()
  server = undefined
})

test('sends exactly this', async () => {
  server = await startLoopback(() => ({ status: 200, text: 'ok' }))
  expect(await sendChat(`${server.url}/T/B`, 'SEV1 "Checkout"\n‹down›')).toEqual({ kind: 'ok' })
  const [request] = server.seen
  expect(request).toMatchObject({ method: 'POST', path: '/T/B', body: '{"text":"SEV1 \\"Checkout\\"\\n‹down›"}' })
  expect(request?.headers['content-type']).toBe('application/json; charset=utf-8')
})

test.each([500, 429])('%i is tried once more', async (status) => {
  server = await startLoopback((_, before) => ({ status: before === 0 ? status : 200, text: '' }))
  expect(await sendChat(server.url, 'x', quick)).toEqual({ kind: 'ok' })
})

test('two failures are a failure, without the address', async () => {
  server = await startLoopback(() => 'hang-up')
  const result = await sendChat(`${server.url}/secret`, 'x', quick)
  expect(result.kind).toBe('failed')
  expect(JSON.stringify(result)).not.toContain('secret')
  expect(server.seen).toHaveLength(2)
})

test('silence ends', async () => {
  server = await startLoopback(() => 'silence')
  expect(await sendChat(server.url, 'x', quick)).toEqual({ kind: 'failed', reason: 'the chat did not answer in time' })
})

test('a redirect is not followed and not tried again', async () => {
  server = await startLoopback(() => ({ status: 302, text: '', headers: { location: 'http://127.0.0.1/' } }))
  expect(await sendChat(server.url, 'x', quick)).toEqual({
    kind: 'failed',
    reason: 'the chat answered with status 302',
  })
  expect(server.seen).toHaveLength(1)
})

test.each([
  'http://hooks.example/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest',
  'https://[fd00::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://0x7f.1.2.3.4/',
  'file:///etc/passwd',
  'nonsense',
])('%s is never called', async (url) => {
  expect((await sendChat(url, 'x', quick)).kind).toBe('failed')
})

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['::ffff:192.168.0.1', true],
  ['fe80::1', true],
  ['2606:4700::1', false],
  ['8.8.8.8', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected)
})
