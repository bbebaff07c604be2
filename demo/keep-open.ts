import { once } from 'node:events'
import { servePages } from './pages/serve-pages.ts'
import type { Stage } from './stage.ts'

/** Leaves the simulator running until the process is stopped, and says how to look at it. */
export async function keepOpen(stage: Stage, print: (line: string) => void): Promise<void> {
  const { github, repository, adminToken, runner } = stage
  github.world.clock.run()
  servePages(stage)
  const schedule = setInterval(() => void runner.tick(), 30_000)
  const { host } = new URL(github.url)
  print(`
The embedded GitHub stays open, and workflows go on running. Stop it with Ctrl+C.

Browser   ${github.url}/${repository}
git       git clone http://x-access-token:${adminToken}@${host}/${repository}.git
curl      curl -H "Authorization: Bearer ${adminToken}" "${github.apiUrl}/repos/${repository}/issues?state=all"
          curl -H "Authorization: Bearer ${adminToken}" -d '{"body": "/help"}' \\
            ${github.apiUrl}/repos/${repository}/issues/2/comments`)
  await once(process, 'SIGINT')
  clearInterval(schedule)
  await stage.close()
}
