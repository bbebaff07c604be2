import { describe, expect, test } from '@jest/globals'
import type { ApiErrorCode } from '../../../src/github/api-error.ts'
import { ApiError, hasCode, isDefinite, refusalIn } from '../../../src/github/api-error.ts'
import { codeOf, readFailure } from '../../../src/github/failed-attempt.ts'
import { backoff, isWrite, mayRepeat } from '../../../src/github/send-again.ts'
import { refusal } from './fake-client.ts'

const now = Date.parse('2026-11-20T03:12:00Z')
type Headers = Readonly<Record<string, string>>
const answered = (status: number, headers: Headers = {}, message = 'no') =>
  Object.assign(new Error(message), { response: { status, headers } })
const read = (...answer: Parameters<typeof answered>) => readFailure(answered(...answer), now)

describe('what an attempt came to', () => {
  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [410, 'gone'],
    [422, 'invalid'],
    [400, 'rejected'],
    [300, 'moved'],
    [301, 'moved'],
    [399, 'moved'],
    [418, 'rejected'],
    [299, 'rejected'],
  ])('%i: GitHub means it', (status, code) => {
    expect(codeOf(status)).toBe(code)
    expect(read(status)).toEqual({ kind: 'definite', code, status, message: 'no' })
  })

  test.each([500, 502, 599])('%i: nobody knows', (status) => {
    expect(read(status)).toEqual({ kind: 'lost', status, malformed: false, message: 'no' })
  })

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])('%s: never sent', (code) => {
    const bare = Object.assign(new Error('no way'), { code })
    const wrapped = new Error('no way', { cause: new TypeError('fetch failed', { cause: bare }) })
    for (const error of [bare, wrapped])
      expect(readFailure(error, now)).toEqual({ kind: 'not-sent', message: 'no way' })
  })

  test.each([
    ['a reset', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    ['a timeout', new Error('reset')],
    ['a code that is no text', Object.assign(new Error('reset'), { code: 7 })],
    ['a response that is none', Object.assign(new Error('reset'), { response: 'none' })],
    ['no response', Object.assign(new Error('reset'), { response: null })],
    ['a response without status', Object.assign(new Error('reset'), { response: {} })],
    ['a cause that is none', Object.assign(new Error('reset'), { cause: null })],
    ['no error at all', 'reset'],
  ])('%s: nobody knows', (_, error) => {
    expect(readFailure(error, now)).toEqual({ kind: 'lost', status: undefined, malformed: false, message: 'reset' })
  })

  test('a code that is no text is passed over for that of the cause', () => {
    const cause = Object.assign(new Error('x'), { code: 'ENOTFOUND' })
    const error = Object.assign(new Error('no way', { cause }), { code: 7 })
    expect(readFailure(error, now)).toEqual({ kind: 'not-sent', message: 'no way' })
  })

  test('headers may be missing', () => {
    const error = Object.assign(new Error('no'), { response: { status: 403 } })
    expect(readFailure(error, now)).toMatchObject({ kind: 'definite', code: 'forbidden' })
  })

  test('GitHub may name the permissions that would have done', () => {
    const accepted = 'contents=write; contents=write,workflows=write'
    expect(read(403, { 'x-accepted-github-permissions': accepted })).toEqual({
      ...{ kind: 'definite', code: 'forbidden', status: 403, message: 'no' },
      accepted,
    })
    expect(read(403)).not.toHaveProperty('accepted')
    expect(read(403, { 'x-accepted-github-permissions': '' })).not.toHaveProperty('accepted')
    // A limit says nothing about permissions, nor does an answer that tells nothing.
    expect(read(429, { 'x-accepted-github-permissions': accepted })).not.toHaveProperty('accepted')
    expect(read(502, { 'x-accepted-github-permissions': accepted })).not.toHaveProperty('accepted')
  })

  test('a message is cut to 500 characters', () => {
    expect(read(404, {}, 'x'.repeat(500)).message).toBe('x'.repeat(500))
    expect(read(404, {}, 'x'.repeat(501)).message).toBe(`${'x'.repeat(500)}…`)
  })
})

describe('a limit', () => {
  const limited = (wait: number, status: number, message = 'no') => ({ kind: 'limited', wait, status, message })

  test.each([403, 429])('%i: opens when GitHub says', (status) => {
    expect(read(status, { 'retry-after': '7' })).toEqual(limited(7_000, status))
    expect(read(status, { 'retry-after': '0' })).toEqual(limited(1_000, status))
    const reset = String(now / 1000 + 90)
    expect(read(status, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })).toEqual(limited(90_000, status))
    const past = String(now / 1000 - 90)
    expect(read(status, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': past })).toEqual(limited(1_000, status))
    expect(read(status, { 'x-ratelimit-remaining': '0' })).toEqual(limited(1_000, status))
    expect(read(status, { 'retry-after': '7', 'x-ratelimit-remaining': '0' })).toEqual(limited(7_000, status))
  })

  test('429 is one, whatever it says', () => {
    expect(read(429)).toEqual(limited(60_000, 429))
    expect(read(429, { 'retry-after': 'soon' })).toEqual(limited(60_000, 429))
    expect(read(429, { 'x-ratelimit-remaining': '10' })).toEqual(limited(60_000, 429))
  })

  test.each([
    'You have exceeded a secondary rate limit',
    'You have triggered an abuse detection mechanism',
    'was submitted too quickly',
    'api rate limit exceeded for installation',
  ])('403 and 422 are one by their words: %s', (message) => {
    expect(read(403, {}, message)).toEqual(limited(60_000, 403, message))
    expect(read(422, {}, message)).toEqual(limited(60_000, 422, message))
    expect(read(404, {}, message)).toMatchObject({ kind: 'definite' })
  })

  test('no other answer is one, whatever its headers say', () => {
    expect(read(403, { 'x-ratelimit-remaining': '1' })).toMatchObject({ kind: 'definite', code: 'forbidden' })
    expect(read(422, { 'retry-after': '7' })).toMatchObject({ kind: 'definite', code: 'invalid' })
    expect(read(503, { 'retry-after': '7' })).toMatchObject({ kind: 'lost', status: 503 })
  })
})

describe('sending again', () => {
  const shape = (method: string, url: string, query = false) => ({ method, url, query })
  const issue = '/repos/{owner}/{repo}/issues/{issue_number}'

  test.each([
    ['GET', issue, false],
    ['HEAD', issue, false],
    ['POST', `${issue}/comments`, true],
    ['PATCH', issue, true],
    ['DELETE', `${issue}/labels/{name}`, true],
    ['PUT', issue, true],
  ])('%s %s changes something: %s', (method, url, writes) => {
    expect(isWrite(shape(method, url))).toBe(writes)
    expect(isWrite(shape(method, url, true))).toBe(false)
  })

  test.each([
    'labels',
    'assignees',
    'reactions',
    'requested_reviewers',
    'git/blobs',
    'git/trees',
    'git/commits',
    'git/refs',
  ])('POST …/%s may be sent twice', (path) => {
    expect(mayRepeat(shape('POST', `/repos/{owner}/{repo}/${path}`))).toBe(true)
    expect(mayRepeat(shape('POST', `/repos/{owner}/{repo}/${path}/more`))).toBe(false)
  })

  test.each(['comments', 'issues', 'pulls', 'sublabels'])('POST …/%s may not', (path) => {
    expect(mayRepeat(shape('POST', `/repos/{owner}/{repo}/${path}`))).toBe(false)
    expect(mayRepeat(shape('POST', `/repos/{owner}/{repo}/${path}`, true))).toBe(true)
  })

  test('every other method may', () => {
    for (const method of ['GET', 'PATCH', 'PUT', 'DELETE']) expect(mayRepeat(shape(method, issue))).toBe(true)
  })

  test('waits four times as long each time, and never the same', () => {
    expect([1, 2, 3].map((tries) => backoff(tries, () => 0))).toEqual([100, 400, 1_600])
    expect([1, 2, 3].map((tries) => backoff(tries, () => 1))).toEqual([200, 800, 3_200])
  })
})

describe('an error', () => {
  const definite = [
    'unauthorized',
    'forbidden',
    'not-found',
    'gone',
    'moved',
    'conflict',
    'invalid',
    'rejected',
  ] as const
  const open = ['rate-limited', 'unavailable', 'malformed', 'graphql', 'ambiguous', 'stopped'] as const

  test('is GitHub’s answer, or none', () => {
    for (const code of definite) expect(isDefinite(refusal(code))).toBe(true)
    for (const code of open) expect(isDefinite(refusal(code))).toBe(false)
    expect(isDefinite(new Error('forbidden'))).toBe(false)
  })

  test('refuses the request, unless the token is unknown or nobody answered', () => {
    for (const code of definite.filter((one) => one !== 'unauthorized')) {
      const error = refusal(code)
      expect(refusalIn(error)).toBe(error)
    }
    for (const code of [...open, 'unauthorized'] as const) expect(refusalIn(refusal(code))).toBeUndefined()
    expect(refusalIn(new Error('no'))).toBeUndefined()
  })

  test('is known by its code, and carries what was asked', () => {
    expect(hasCode(refusal('gone'), 'not-found', 'gone')).toBe(true)
    expect(hasCode(refusal('gone'), 'not-found')).toBe(false)
    expect(hasCode({ code: 'gone' as ApiErrorCode }, 'gone')).toBe(false)
    const error = new ApiError('rate-limited', 'later', { request: 'GET /', status: 429, retryAt: 'then' })
    expect({ ...error, message: error.message }).toEqual({
      name: 'ApiError',
      code: 'rate-limited',
      request: 'GET /',
      status: 429,
      retryAt: 'then',
      message: 'later',
    })
  })
})
