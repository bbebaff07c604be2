import { HttpClient } from './http-client.ts'
import type { Login } from './seed-repository.ts'
import type { Stage } from './stage.ts'

/** What to write, by whom and in which issue. */
export interface Mail {
  readonly from: Login
  readonly issue: number
  readonly text: string
}

/** Somebody replies to a notification mail, a minute after whatever was before. */
export async function writeByMail({ github, world }: Stage, { from, issue, text }: Mail): Promise<void> {
  world.clock.advance(60_000)
  const web = new HttpClient(`${github.url}/_simulator`, '')
  await web.send('POST', `/repos/acme/shop/issues/${issue}/mail`, { login: from, text })
}
