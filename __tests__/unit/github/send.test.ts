import { describe, expect, test } from '@jest/globals'
import { realPace } from '../../../src/github/pace.ts'
import { makePatience } from '../../../src/github/patience.ts'
import type { Answer } from '../../../src/github/send.ts'
import { send } from '../../../src/github/send.ts'
import { makeServerClock } from '../../../src/github/server-clock.ts'
import { meterUsage } from '../../../src/github/usage.ts'

const read = { method: 'GET', url: '/x', query: false }
const post = { method: 'POST', url: '/issues', query: false }
const date = 'Fri, 20 Nov 2026 03:12:00 GMT'
const fine: Answer = { status: 200, headers: { date }, data: { id: 1 } }
const failed = (status: number, headers: Readonly<Record<string, string>> = {}, message = 'no') =>
  Object.assign(new Error(message), { response: { status, headers } })
const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })

/** Sends against these outcomes in turn; time passes only by waiting. */
async function play(outcomes: readonly unknown[], { shape = read, cancel = false, budget = 60_000 } = {}) {
  const waits: number[] = []
  const log: string[] = []
  const controller = new AbortController()
  if (cancel) controller.abort()
  let now = 0
  const pace = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds)
      now += milliseconds
    },
  }
  const usage = meterUsage()
  const clock = makeServerClock()
  const sender = {
    patience: makePatience(budget, controller.signal, pace),
    clock,
    usage,
    cancelled: controller.signal,
    log: (line: string) => log.push(line),
  }
  const queue = [...outcomes]
  const attempt = async () => {
    const next = queue.shift()
    if (next instanceof Error) throw next
    return next as Answer
  }
  const end = await send(sender, shape, attempt).catch((error: unknown) => error)
  return { end, waits, log, usage: usage.read(), left: queue.length, now: clock.now() }
}

describe('a request', () => {
  test('that is answered is counted, and tells the time', async () => {
    const { end, usage, waits, log, now } = await play([fine])
    expect([end, usage, waits, log, now]).toEqual([
      fine,
      { requests: 1, writes: 0, roundTrips: 1 },
      [],
      [],
      '2026-11-20T03:12:00.000Z',
    ])
    expect((await play([fine], { shape: post })).usage.writes).toBe(1)
  })

  test.each([204, 205])('may be answered with nothing: %i', async (status) => {
    const empty = { status, headers: {}, data: '' }
    expect((await play([empty], { shape: post })).end).toBe(empty)
  })

  test.each([
    ['text', '<html>'],
    ['nothing', undefined],
    ['null', null],
    ['bytes', new ArrayBuffer(2)],
  ])('is asked again where the answer is no JSON but %s', async (_, data) => {
    const { end, log, waits } = await play([{ ...fine, data }, fine])
    expect([end, log]).toEqual([fine, ['No good answer to GET /x (the answer is no JSON); trying again']])
    expect(waits).toHaveLength(1)
    const never = await play([
      { ...fine, data },
      { ...fine, data },
      { ...fine, data },
    ])
    expect(never.end).toMatchObject({
      code: 'malformed',
      status: 200,
      request: 'GET /x',
      message: 'the answer is no JSON',
    })
    expect(never.usage).toEqual({ requests: 3, writes: 0, roundTrips: 3 })
  })

  test('whose answer was lost is asked three times, if it may be', async () => {
    const { end, waits, log, left } = await play([failed(502), failed(503), failed(500), fine])
    expect(end).toMatchObject({ code: 'unavailable', status: 500, message: 'no' })
    expect([waits.length, log.length, left]).toEqual([2, 2, 1])
    expect(waits[0]).toBeLessThanOrEqual(200)
    expect(waits[1]).toBeGreaterThanOrEqual(400)
    const lost = await play([failed(502), fine], { shape: post })
    expect(lost.end).toMatchObject({ code: 'ambiguous', status: 502 })
    expect([lost.left, lost.usage.writes]).toEqual([1, 0])
    const cut = await play([new Error('reset'), new Error('reset'), new Error('reset')])
    expect(cut.end).toMatchObject({ code: 'unavailable', status: undefined })
    expect((await play([{ ...fine, data: '<html>' }], { shape: post })).end).toMatchObject({ code: 'ambiguous' })
  })

  test('that is refused says so at once, with the permissions that GitHub would have accepted', async () => {
    const accepted = 'issues=write; pull_requests=write'
    const { end, left } = await play([failed(403, { 'x-accepted-github-permissions': accepted }), fine], {
      shape: post,
    })
    expect(end).toMatchObject({ code: 'forbidden', status: 403, request: 'POST /issues', message: 'no', accepted })
    expect(left).toBe(1)
    const bare = await play([failed(403)], { shape: post })
    expect(bare.end).toMatchObject({ code: 'forbidden', accepted: undefined })
  })

  test('that never left may always be sent again', async () => {
    expect((await play([refused, fine], { shape: post })).end).toBe(fine)
    const dead = await play([refused, refused, refused], { shape: post })
    expect(dead.end).toMatchObject({ code: 'unavailable', message: 'refused', status: undefined })
  })

  test('that GitHub refuses is not asked again', async () => {
    const { end, left } = await play([failed(404), fine])
    expect(end).toMatchObject({ code: 'not-found', status: 404, message: 'no', request: 'GET /x' })
    expect(left).toBe(1)
  })

  test('whose target moved is not followed', async () => {
    const { end } = await play([{ status: 301, headers: {}, data: { id: 1 } }])
    expect(end).toMatchObject({ code: 'moved', status: 301, message: 'it has moved' })
    expect((await play([{ status: 300, headers: {}, data: {} }])).end).toMatchObject({ code: 'moved' })
  })
})

describe('a limit', () => {
  test('is waited for, however often, within the budget', async () => {
    const limited = failed(429, { 'retry-after': '7' }, 'slow down')
    const { end, waits, log } = await play([limited, limited, limited, limited, fine], { shape: post })
    expect([end, waits]).toEqual([fine, [7_000, 7_000, 7_000, 7_000]])
    expect(log[0]).toBe('GitHub asks to wait 7 s before POST /issues: slow down')
    const long = await play([fine, failed(429, { 'retry-after': '61' }, 'later')].slice(1))
    expect(long.end).toMatchObject({ code: 'rate-limited', status: 429, message: 'later', request: 'GET /x' })
    expect(long.waits).toEqual([])
  })

  test('tells when it opens by the server’s clock', async () => {
    const first = { ...fine, data: 'no JSON' }
    const { end } = await play([first, failed(429, { 'retry-after': '90' })])
    expect(end).toMatchObject({ code: 'rate-limited', retryAt: '2026-11-20T03:13:30.000Z' })
  })
})

test('a cancelled run sends no write, and repeats nothing', async () => {
  const write = await play([fine], { shape: post, cancel: true })
  expect(write.end).toMatchObject({ code: 'stopped', message: 'the run was cancelled', request: 'POST /issues' })
  expect([write.left, write.usage.requests]).toEqual([1, 0])
  expect((await play([fine], { cancel: true })).end).toBe(fine)
  expect(await play([failed(502), fine], { cancel: true })).toMatchObject({ end: { code: 'unavailable' }, left: 1 })
})

describe('waiting', () => {
  test('takes its time, or ends with the run, and leaves no timer', async () => {
    const { signal } = new AbortController()
    const began = realPace.now()
    await realPace.sleep(40, signal)
    expect(realPace.now() - began).toBeGreaterThan(35)
    await realPace.sleep(-5, signal)
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    const before = timers()
    const controller = new AbortController()
    const waiting = realPace.sleep(60_000, controller.signal)
    expect(timers()).toBe(before + 1)
    controller.abort()
    await waiting
    expect(timers()).toBe(before)
    await realPace.sleep(60_000, controller.signal)
    expect(timers()).toBe(before)
  })

  test('side by side uses the budget once', async () => {
    let now = 100
    const patience = makePatience(1_000, new AbortController().signal, { now: () => now, sleep: async () => {} })
    expect([patience.close(600), patience.close(600), patience.close(500)]).toEqual([true, true, true])
    now = 400
    expect([patience.close(700), patience.close(701), patience.close(700)]).toEqual([true, false, true])
  })

  test('ends where every limit has opened, or the run has ended', async () => {
    let now = 0
    const waits: number[] = []
    const controller = new AbortController()
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds)
      now += milliseconds / 2
    }
    const patience = makePatience(1_000, controller.signal, { now: () => Math.round(now), sleep })
    await patience.pass()
    patience.close(8)
    await patience.pass()
    expect(waits.slice(0, 3)).toEqual([8, 4, 2])
    patience.close(100)
    controller.abort()
    const before = waits.length
    await patience.pass()
    expect(waits).toHaveLength(before)
  })
})

test('the clock never goes back, and takes no nonsense', () => {
  const clock = makeServerClock()
  expect(Math.abs(Date.parse(clock.now()) - Date.now())).toBeLessThan(5_000)
  for (const header of [undefined, 'soon', date, 'Fri, 20 Nov 2026 03:11:00 GMT']) clock.learn(header)
  expect(clock.now()).toBe('2026-11-20T03:12:00.000Z')
})

test('round trips are the longest chain', () => {
  const meter = meterUsage()
  const [first, second] = [meter.start(), meter.start()]
  first({ written: true })
  const third = meter.start()
  second({ written: false })
  third({ written: false })
  expect(meter.read()).toEqual({ requests: 3, writes: 1, roundTrips: 2 })
})
