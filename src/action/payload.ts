import { readFileSync } from 'node:fs'

/** The event's payload, as the runner left it in a file; `undefined` where there is none or it is no JSON. */
export function readPayload(env: { readonly GITHUB_EVENT_PATH?: string | undefined }): unknown {
  if (!env.GITHUB_EVENT_PATH) return undefined
  try {
    return JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'))
  } catch {
    return undefined
  }
}
