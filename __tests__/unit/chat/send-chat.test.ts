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
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-length': '40',
    'user-agent': 'muster-action',
  })
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

test('what is taken is any status of success, and a second failure is told by its status', async () => {
  server = await startLoopback((_, before) => ({ status: [299, 300, 404, 503, 500][before] ?? 0, text: '' }))
  const send = async () => await sendChat(server?.url ?? '', 'x', quick)
  expect(await send()).toEqual({ kind: 'ok' })
  expect(await send()).toEqual({ kind: 'failed', reason: 'the chat answered with status 300' })
  expect(await send()).toEqual({ kind: 'failed', reason: 'the chat answered with status 404' })
  expect(await send()).toEqual({ kind: 'failed', reason: 'the chat answered with status 500' })
  expect(server.seen).toHaveLength(5)
})

test('a connection that ends or never begins is told by the network’s word for it', async () => {
  server = await startLoopback(() => 'hang-up')
  const reached = (code: string) => ({ kind: 'failed', reason: `the chat could not be reached (${code})` })
  expect(await sendChat(server.url, 'x', quick)).toEqual(reached('ECONNRESET'))
  expect((await sendChat(server.url.replace('http:', 'https:'), 'x', quick)).kind).toBe('failed')
  await server.close()
  expect(await sendChat(server.url, 'x', quick)).toEqual(reached('ECONNREFUSED'))
  expect(await sendChat(server.url.replace('127.0.0.1', '127.10.20.30'), 'x', quick)).toEqual(reached('ECONNREFUSED'))
  expect(await sendChat(server.url.replace('127.0.0.1', 'localhost'), 'x', quick)).toEqual(reached('ECONNREFUSED'))
  server = undefined
})

/** Far too long for a test: what is refused is not tried again. */
const patient = { pause: 60_000, timeout: 5_000 }
const noHttps = 'the address is no https address'
const isPrivate = 'the address is private'

test.each([
  ['http://hooks.example/', noHttps],
  ['http://localhost.example/', noHttps],
  ['http://127.0.0.1.example/', noHttps],
  ['http://10.0.0.1/', noHttps],
  ['ftp://localhost/', noHttps],
  ['file:///etc/passwd', noHttps],
  ['https://10.0.0.1/', isPrivate],
  ['https://169.254.169.254/latest', isPrivate],
  ['https://[fd00::1]/', isPrivate],
  ['https://[::ffff:10.0.0.1]/', isPrivate],
  ['https://0x0a.1.2.3/', isPrivate],
  ['nonsense', 'the address cannot be read'],
])('%s is never called: %s', async (url, reason) => {
  expect(await sendChat(url, 'x', patient)).toEqual({ kind: 'failed', reason })
})

test('https to this very machine is called, too', async () => {
  expect(await sendChat('https://127.0.0.1:1/', 'x', { pause: 0 })).toEqual({
    kind: 'failed',
    reason: 'the chat could not be reached (ECONNREFUSED)',
  })
})

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['::ffff:192.168.0.1', true],
  ['::FFFF:c0a8:1', true],
  ['::ffff:8.8.8.8', false],
  ['fe80::1', true],
  ['64:ff9b::a00:1', true],
  ['2606:4700::1', false],
  ['8.8.8.8', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected)
})
