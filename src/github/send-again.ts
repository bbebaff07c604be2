/** What decides whether a request may be sent a second time: its method and its path template. */
export interface RequestShape {
  readonly method: string
  readonly url: string
  /** A GraphQL query (no mutation): it reads, whatever its method. */
  readonly query: boolean
}

/** Tries for one request, the first included. */
export const maxTries = 3

/**
 * POSTs that end in the same state however often they are carried out. A branch or label that exists is refused the second
 * time, and then it is there. A comment, an issue or a pull request is none of them: a 502 does not say that GitHub has not stored it.
 */
const repeatablePosts =
  /\/(?:labels|assignees|reactions|requested_reviewers|git\/blobs|git\/trees|git\/commits|git\/refs)$/

/** Whether a request changes anything at GitHub. */
export function isWrite({ method, query }: RequestShape): boolean {
  return !query && method !== 'GET' && method !== 'HEAD'
}

/** Whether a request whose fate is unknown may be sent again. */
export function mayRepeat(shape: RequestShape): boolean {
  return shape.query || shape.method !== 'POST' || repeatablePosts.test(shape.url)
}

/** Milliseconds before the try after that many: grows fourfold, with jitter so that parallel requests spread out. */
export function backoff(tries: number, random: () => number = Math.random): number {
  return 200 * 4 ** (tries - 1) * (0.5 + random() / 2)
}
