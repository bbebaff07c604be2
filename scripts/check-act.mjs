// Plays the workflows as they are shipped, with the bundle as it is shipped, under act, which reads and runs them without
// a line of ours. Where act is not installed it is built by Go; without Go the check says that it was skipped, and passes.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findBundle } from '../__tests__/support/bundle.ts'
import { ownTexts } from '../__tests__/support/end-state.ts'
import { boardOf, calledIn } from '../__tests__/support/expectations.ts'
import { fillForm } from '../__tests__/support/fill-form.ts'
import { finishWork, paymentsFail } from '../__tests__/support/incidents.ts'
import { scheduled, setStage } from '../__tests__/support/stage.ts'
import { isThere, run, skip, toolsFolder } from './check-tool.mjs'
import { runAct } from './run-act.mjs'

const VERSION = 'v0.2.89'

const root = fileURLToPath(new URL('..', import.meta.url))
const names = ['incident.yml', 'incident-sweep.yml']
const workflows = Object.fromEntries(
  names.map((name) => {
    const path = `.github/workflows/${name}`
    return [path, readFileSync(`${root}/${path}`, 'utf8')]
  }),
)
const powers = { contents: 'write', 'pull-requests': 'write', issues: 'write' }

/** Each gives what it found wrong; nothing where all is well. */
const plays = {
  'a new issue, by incident.yml: the board stands and whoever is on the list is called': async (play) => {
    const issue = await play.stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
    await play.under(play.stage.inbox.takeNewest())
    const called = calledIn(play.stage, issue)
    return [
      ...(boardOf(play.stage, issue).includes('Payment provider times out') ? [] : ['the board names no runbook']),
      ...(called.length > 0 ? [] : ['nobody was called']),
    ]
  },
  'a closed incident, by incident.yml: the second job opens the pull request': async (play) => {
    const issue = await finishWork(play.stage)
    await play.stage.people.alice.closes(issue)
    await play.under(play.stage.inbox.takeNewest())
    const pulls = [...play.stage.repository.pulls.values()].filter(({ head }) => head.ref === `muster/${issue}`)
    return pulls.length === 1 ? [] : [`${pulls.length} pull requests from muster/${issue}`]
  },
  'the clock, by incident-sweep.yml: an issue whose event was lost is found': async (play) => {
    const issue = await play.stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
    play.stage.inbox.take()
    await play.under(scheduled(play.stage), 'incident-sweep.yml')
    const keys = ownTexts(play.stage.repository, issue).map(({ key }) => key)
    return keys.includes('board') ? [] : ['there is no board']
  },
  'a comment on a pull request, by incident.yml: no job runs': async (play) => {
    const { stage } = play
    await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
    const { payload, ...event } = stage.inbox.takeNewest()
    const issue = { ...payload.issue, labels: [{ name: 'incident' }], pull_request: {} }
    const before = stage.world.requests.length
    await play.under({ ...event, name: 'issue_comment', payload: { ...payload, action: 'created', issue } })
    const asked = stage.world.requests.length - before
    return asked === 0 ? [] : [`${asked} requests`]
  },
}

const program = findProgram()
if (program) {
  for (const [name, play] of Object.entries(plays)) await perform(name, play)
}

async function perform(name, play) {
  const stage = await setStage({ files: workflows })
  let output = ''
  try {
    const token = stage.world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions: powers })
    const given = { program, root, bundle: findBundle(), stage, token }
    const under = async (event, workflow = names[0]) => {
      const done = await runAct({ ...given, workflow, event })
      output = done.output
      if (!done.ok) throw new Error('act failed')
    }
    report(
      name,
      [...(await play({ stage, under })), ...stage.world.violations.map((one) => JSON.stringify(one))],
      output,
    )
  } catch (error) {
    report(name, [error instanceof Error ? error.message : String(error)], output)
  } finally {
    await stage.close()
  }
}

function report(name, problems, output) {
  if (problems.length > 0) process.exitCode = 1
  console.log(problems.length === 0 ? `act: ${name}` : `act: ${name}: FAILED: ${problems.join('; ')}\n${output}`)
}

function findProgram() {
  const built = `${toolsFolder}/act-${VERSION}/act`
  if (existsSync(built)) return built
  if (!isThere('go', ['version'])) return skip('act', 'there is no Go to build it with')
  const env = { ...process.env, GOBIN: `${toolsFolder}/act-${VERSION}` }
  const install = run('go', ['install', `github.com/nektos/act@${VERSION}`], { env })
  return install.ok ? built : skip('act', `Go could not build it: ${install.lastLine}`)
}
