import type { World } from '../state/world.ts'

/** Notes what an answer says was made, by its address. */
export function noteCreated({ history, urls }: World, body: unknown): void {
  const url = body !== null && typeof body === 'object' && 'url' in body ? body.url : null
  if (typeof url === 'string') history.noteCreated(url.slice(urls.api.length))
}
