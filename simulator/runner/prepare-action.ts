import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fullName } from '../state/repository.ts'
import { cloneRepository, pointToServer, runGit } from './clone-repository.ts'
import type { ActionOrder } from './run-action.ts'
import { baseEnvironment, type RunFacts } from './run-facts.ts'
import { DEFAULT_RUNNER_OPTIONS } from './runner-options.ts'
import { StepFiles } from './step-files.ts'

/** What an action finds when it starts. */
export interface ActionPlace {
  readonly workspace: string
  /** The whole environment: nothing is inherited. */
  readonly environment: Record<string, string>
  readonly files: StepFiles
}

/** Lays out workspace, event, files and environment for a run of an action, below the empty folder `root`. */
export async function prepareAction(order: ActionOrder, root: string): Promise<ActionPlace> {
  const workspace = join(root, 'workspace')
  await fillWorkspace(order, workspace)
  const files = new StepFiles(join(root, 'files'), order.payload)
  return { workspace, environment: environmentOf(order, root, files), files }
}

function environmentOf(order: ActionOrder, root: string, files: StepFiles): Record<string, string> {
  const place = { job: 'run', workspace: join(root, 'workspace'), token: order.token }
  const folders = { temp: join(root, 'temp'), home: join(root, 'home'), path: DEFAULT_RUNNER_OPTIONS.path }
  for (const folder of [folders.temp, folders.home]) mkdirSync(folder, { recursive: true })
  const inputs = Object.entries({ token: order.token, ...order.inputs })
  const variables = inputs.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value])
  return {
    ...baseEnvironment(order.world, factsOf(order), { ...place, ...folders }),
    ...Object.fromEntries(variables),
    GITHUB_ACTION: '__self',
    ...files.environment,
    ...order.env,
  }
}

function factsOf({ world, repository, event, payload, actor }: ActionOrder): RunFacts {
  const user = world.user(actor ?? repository.owner.login) ?? repository.owner
  const ref = `refs/heads/${repository.defaultBranch}`
  const id = world.nextId()
  return {
    id,
    number: id,
    workflowName: 'Incident',
    workflowPath: '.github/workflows/incident.yml',
    repository: fullName(repository),
    repositoryId: repository.id,
    owner: repository.owner.login,
    ownerId: repository.owner.id,
    event,
    payload,
    actor: user.login,
    actorId: user.id,
    ref,
    sha: repository.git.resolve(ref)?.oid ?? '',
    headRef: '',
    baseRef: '',
  }
}

async function fillWorkspace(order: ActionOrder, workspace: string): Promise<void> {
  const { checkout = 'clone', repository, world, token } = order
  mkdirSync(workspace, { recursive: true })
  if (checkout === 'clone') {
    await cloneRepository(repository.git, workspace)
    await runGit(['-C', workspace, 'checkout', '--quiet', '--detach', `origin/${repository.defaultBranch}`])
    await pointToServer(workspace, `${world.urls.web}/${fullName(repository)}`, token)
  }
  const files = { ...(typeof checkout === 'object' && checkout), ...order.changed }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
}
