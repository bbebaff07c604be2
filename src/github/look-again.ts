import { hasCode } from './api-error.ts'
import type { GitHubClient } from './client.ts'

/** Milliseconds before each further look: copies of what was just written are usually there within a second. */
const pauses = [400, 1_600]

/** Milliseconds until a list usually shows what was just written. */
export const settling = 500

/** Reads until the answer is up to date; after the last look it counts as it is. */
export async function lookAgain<T>(
  client: GitHubClient,
  read: (look: number) => Promise<T>,
  isUpToDate: (answer: T) => boolean,
): Promise<T> {
  for (const [look, pause] of pauses.entries()) {
    const answer = await read(look)
    if (isUpToDate(answer)) return answer
    await client.pause(pause)
  }
  return await read(pauses.length)
}

/** Reads what may have been made a moment ago: a 404 means "not yet" until the last look. */
export async function readFresh<T>(client: GitHubClient, read: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await read()
    } catch (error) {
      if (!hasCode(error, 'not-found')) throw error
      await client.pause(pause)
    }
  }
  return await read()
}
