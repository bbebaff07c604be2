import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { GitRepository } from '../git/repository.ts'

const run = promisify(execFile)

/** Runs git without the settings of this machine and gives what it printed. Rejects when git fails. */
export async function runGit(args: readonly string[]): Promise<string> {
  const quiet = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0' }
  const { stdout } = await run('git', [...args], { env: { PATH: process.env.PATH, ...quiet } })
  return stdout
}

/** Clones a bare repository into a folder without checking anything out. The objects are shared, which is fast. */
export async function cloneRepository(repository: GitRepository, folder: string): Promise<void> {
  await runGit(['clone', '--quiet', '--shared', '--no-checkout', repository.directory, folder])
}
