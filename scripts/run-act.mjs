// Runs a workflow file of this repository under act (https://github.com/nektos/act), in a clone of a repository of the
// embedded GitHub, with that GitHub in the place of github.com.
//
// `-self-hosted` makes act run the steps on this machine instead of in a container. In place of actions/checkout it copies
// the clone, so that nothing is fetched; it knows neither concurrency nor the permissions of a job, and no limit of time.
// What of those GitHub does is played by `simulator/runner`.
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The longest that one run may take, in milliseconds; it takes two or three seconds. */
const limit = 60_000

/** What the action is made of, beside the folder with its bundle. */
const parts = ['action.yml', 'templates']

/**
 * Runs the workflow for an event: `{ ok, output }`. `order` names the program, the folder of the action with its bundle,
 * the stage, the workflow's file, the event, and the token that stands for the workflow's own.
 */
export async function runAct({ program, root, bundle, stage, workflow, event, token }) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-act-'))
  try {
    const clone = join(folder, stage.repository.name)
    execFileSync('git', ['clone', '--quiet', stage.repository.git.directory, clone])
    // `uses: ./` is the repository itself.
    for (const part of parts) cpSync(join(root, part), join(clone, part), { recursive: true })
    cpSync(dirname(bundle), join(clone, 'dist'), { recursive: true })
    const payload = join(folder, 'event.json')
    writeFileSync(payload, JSON.stringify(event.payload))
    const { apiUrl, graphqlUrl, url } = stage.github
    const variables = {
      GITHUB_API_URL: apiUrl,
      GITHUB_GRAPHQL_URL: graphqlUrl,
      GITHUB_SERVER_URL: url,
      GITHUB_REPOSITORY: `${stage.repository.owner.login}/${stage.repository.name}`,
    }
    const args = [
      ...[event.name, '--eventpath', payload, '--workflows', join('.github', 'workflows', workflow)],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--defaultbranch', 'main', '--actor', event.actor],
      ...['--secret', `GITHUB_TOKEN=${token}`, '--no-cache-server', '--action-offline-mode', '--pull=false'],
      ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ]
    return await run(program, args, { cwd: clone, env: environmentIn(folder) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Nothing of this machine's own settings, caches and secrets; the Node that runs this is the Node of the steps. */
function environmentIn(folder) {
  return {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    // Otherwise act asks its own site for news at every start.
    ACT_DISABLE_VERSION_CHECK: '1',
  }
}

/** Not `spawnSync`: the embedded GitHub answers in this process. */
function run(program, args, { cwd, env }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: limit })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}
