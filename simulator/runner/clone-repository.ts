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

/** Makes a clone's remote the address that people clone from, with the token that a checkout leaves for later steps. */
export async function pointToServer(folder: string, url: string, token: string | undefined): Promise<void> {
  await runGit(['-C', folder, 'remote', 'set-url', 'origin', url])
  if (token === undefined) return
  const secret = Buffer.from(`x-access-token:${token}`).toString('base64')
  const key = `http.${new URL(url).origin}/.extraheader`
  await runGit(['-C', folder, 'config', '--local', key, `AUTHORIZATION: basic ${secret}`])
}

/** Clones a bare repository into a folder without checking anything out. The objects are shared, which is fast. */
export async function cloneRepository(repository: GitRepository, folder: string): Promise<void> {
  await runGit(['clone', '--quiet', '--shared', '--no-checkout', repository.directory, folder])
}
