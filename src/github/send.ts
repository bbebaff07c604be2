import { ApiError } from './api-error.ts'
import type { FailedAttempt } from './failed-attempt.ts'
import { codeOf, readFailure } from './failed-attempt.ts'
import type { Patience } from './patience.ts'
import type { RequestShape } from './send-again.ts'
import { backoff, isWrite, maxTries, mayRepeat } from './send-again.ts'
import type { ServerClock } from './server-clock.ts'
import type { UsageMeter } from './usage.ts'

/** What every request of a run shares. */
export interface Sender {
  readonly patience: Patience
  readonly clock: ServerClock
  readonly usage: UsageMeter
  readonly cancelled: AbortSignal
  /** Told, in one line, of every wait and every repeated request. */
  readonly log: (line: string) => void
}

/** An answer as the HTTP client gives it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number | undefined>>
  readonly data: unknown
}

/**
 * Sends a request until it is answered for good: waits for limits within the run's patience, repeats what may be
 * repeated, and turns every other failure into an `ApiError`.
 */
export async function send<T extends Answer>(
  sender: Sender,
  shape: RequestShape,
  attempt: () => Promise<T>,
): Promise<T> {
  const name = `${shape.method} ${shape.url}`
  for (let tries = 1; ; ) {
    await sender.patience.pass()
    if (sender.cancelled.aborted && isWrite(shape))
      throw new ApiError('stopped', 'the run was cancelled', { request: name })
    const outcome = await tryOnce(sender, shape, attempt)
    if ('answer' in outcome) return outcome.answer
    const { failure } = outcome
    if (failure.kind === 'limited') {
      sender.log(`GitHub asks to wait ${Math.ceil(failure.wait / 1000)} s before ${name}: ${failure.message}`)
      if (!sender.patience.close(failure.wait)) throw limitError(failure, name, sender.clock)
      continue
    }
    if (!goesOn(failure, shape, tries) || sender.cancelled.aborted) throw finalError(failure, shape, name)
    sender.log(`No good answer to ${name} (${failure.message}); trying again`)
    await sender.patience.sleep(backoff(tries))
    tries += 1
  }
}

type Outcome<T> = { readonly answer: T } | { readonly failure: FailedAttempt }

async function tryOnce<T extends Answer>(
  sender: Sender,
  shape: RequestShape,
  attempt: () => Promise<T>,
): Promise<Outcome<T>> {
  const end = sender.usage.start()
  try {
    const answer = await attempt()
    sender.clock.learn(answer.headers.date)
    const failure = judge(answer)
    end({ written: isWrite(shape) && !failure })
    return failure ? { failure } : { answer }
  } catch (error) {
    end({ written: false })
    return { failure: readFailure(error, Date.parse(sender.clock.now())) }
  }
}

/** What came with a status of success and is none: a redirect that was not followed, an HTML page, half a body. */
function judge({ status, data }: Answer): FailedAttempt | undefined {
  if (status >= 300) return { kind: 'definite', code: codeOf(status), status, message: 'it has moved' }
  const empty = status === 204 || status === 205
  if (empty || (typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer))) return undefined
  return { kind: 'lost', status, malformed: true, message: 'the answer is no JSON' }
}

function goesOn(failure: FailedAttempt, shape: RequestShape, tries: number): boolean {
  if (tries >= maxTries) return false
  return failure.kind === 'not-sent' || (failure.kind === 'lost' && mayRepeat(shape))
}

function finalError(
  failure: Exclude<FailedAttempt, { kind: 'limited' }>,
  shape: RequestShape,
  request: string,
): ApiError {
  if (failure.kind === 'definite')
    return new ApiError(failure.code, failure.message, {
      request,
      status: failure.status,
      ...(failure.accepted && { accepted: failure.accepted }),
    })
  if (failure.kind === 'not-sent') return new ApiError('unavailable', failure.message, { request })
  const status = failure.status === undefined ? {} : { status: failure.status }
  const code = isWrite(shape) && !mayRepeat(shape) ? 'ambiguous' : failure.malformed ? 'malformed' : 'unavailable'
  return new ApiError(code, failure.message, { request, ...status })
}

function limitError(
  limit: { readonly wait: number; readonly status: number; readonly message: string },
  request: string,
  clock: ServerClock,
): ApiError {
  const retryAt = new Date(Date.parse(clock.now()) + limit.wait).toISOString()
  return new ApiError('rate-limited', limit.message, { request, status: limit.status, retryAt })
}
