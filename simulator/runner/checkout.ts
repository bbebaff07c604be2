import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cloneRepository, pointToServer, runGit } from './clone-repository.ts'
import type { JobSession } from './job-session.ts'
import { effectsWithoutProcess, type StepEffects } from './run-process.ts'
import type { StepLog } from './step-log.ts'

/**
 * Stands in for `actions/checkout`: a real clone of the bare repository, detached at the run's commit (or at the
 * input `ref`), with `path`, `sparse-checkout`, `sparse-checkout-cone-mode` and `persist-credentials` honoured.
 * Needs `contents: read`, as there. The history always comes whole: `fetch-depth` only saves time.
 */
export async function performCheckout(
  session: JobSession,
  inputs: Readonly<Record<string, string>>,
  log: StepLog,
): Promise<StepEffects> {
  const { repository, permissions, facts, world, token } = session.setting
  if (inputs.repository && inputs.repository !== facts.repository) {
    return effectsWithoutProcess(log, `Not found: only ${facts.repository} can be checked out here`)
  }
  if (repository.private && permissions.contents === undefined) {
    return effectsWithoutProcess(log, `remote: Repository not found: the token has no permission 'contents'`)
  }
  const folder = join(session.workspace, inputs.path ?? '')
  const git: Git = (...args) => runGit(['-C', folder, ...args])
  try {
    await rm(folder, { recursive: true, force: true })
    await cloneRepository(repository.git, folder)
    const kept = inputs['persist-credentials'] === 'false' ? undefined : token
    await pointToServer(folder, `${world.urls.web}/${facts.repository}`, kept)
    await setSparse(git, inputs)
    await git('checkout', '--quiet', '--detach', await findCommit(git, inputs.ref || facts.sha))
  } catch (error) {
    return effectsWithoutProcess(log, error instanceof Error ? error.message : String(error))
  }
  log.add(`Checked out ${facts.repository} at ${inputs.ref || facts.sha}`)
  return effectsWithoutProcess(log)
}

type Git = (...args: readonly string[]) => Promise<string>

async function setSparse(git: Git, inputs: Readonly<Record<string, string>>): Promise<void> {
  const patterns = (inputs['sparse-checkout'] ?? '').split('\n').filter((line) => line.trim() !== '')
  if (patterns.length === 0) return
  const mode = inputs['sparse-checkout-cone-mode'] === 'false' ? '--no-cone' : '--cone'
  await git('sparse-checkout', 'set', mode, ...patterns)
}

async function findCommit(git: Git, ref: string): Promise<string> {
  const names = [ref, `refs/remotes/origin/${ref.replace(/^refs\/heads\//, '')}`, `refs/tags/${ref}`]
  for (const name of names) {
    const found = await git('rev-parse', '--quiet', '--verify', `${name}^{commit}`).catch(() => null)
    if (found) return found.trim()
  }
  throw new Error(`A branch or tag with the name '${ref}' could not be found`)
}
