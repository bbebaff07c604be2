import { type GitHub, type GitHubOptions, startGitHub } from '../../simulator/server.ts'
import type { Repository } from '../../simulator/state/repository.ts'
import type { TokenPermissions } from '../../simulator/state/token.ts'
import type { World } from '../../simulator/state/world.ts'
import {
  buildRepositoryDispatchPayload,
  buildWorkflowDispatchPayload,
} from '../../simulator/webhooks/payloads/dispatch.ts'
import { buildSchedulePayload } from '../../simulator/webhooks/payloads/schedule.ts'
import { HttpClient } from './http-client.ts'
import { type CapturedEvent, Inbox } from './inbox.ts'
import { Person } from './person.ts'
import type { InProcessOptions } from './run-in-process.ts'
import { type JobSetting, type JobsRun, jobPermissions, type Part, runJobs } from './run-jobs.ts'
import { type cast, type Login, type RepositoryWish, seedRepository } from './seed-repository.ts'

/** What a test wants to differ from the usual stage. */
export interface StageWish extends RepositoryWish {
  /** What this GitHub lacks or limits. */
  readonly github?: Omit<GitHubOptions, 'port' | 'directory'>
  readonly permissions?: Partial<Record<Part, TokenPermissions>>
  readonly inputs?: Readonly<Record<string, string>>
  /** `false`: the workflow checks nothing out. */
  readonly checkout?: boolean
  /** Variables of the step, beside the runner's own. */
  readonly env?: Readonly<Record<string, string>>
  /**
   * Plays the sources in this process instead of the bundle in one of its own: for proofs of many runs. Default: `false`,
   * but where MUSTER_IN_PROCESS=yes: the mutation tester changes the sources, and no bundle.
   */
  readonly inProcess?: boolean | InProcessOptions
}

/** When every story begins. */
export const beginning = '2026-11-20T03:10:00Z'

/** A GitHub of its own with one repository, its people, and the bundle that runs for what they do. */
export interface Stage {
  readonly github: GitHub
  readonly world: World
  readonly repository: Repository
  readonly people: Readonly<Record<Login, Person>>
  readonly inbox: Inbox
  /** How the jobs run; a test may hand a changed one to `deliver`. */
  readonly jobs: JobSetting
  /** Lets minutes pass on the server. */
  readonly wait: (minutes: number) => void
  /** Runs the jobs for one event. */
  readonly deliver: (event: CapturedEvent, jobs?: Partial<JobSetting>) => Promise<JobsRun>
  /** Runs the jobs for every event that waits, in order; gives the last run. Fails when none waits. */
  readonly settle: () => Promise<JobsRun>
  /** Runs the jobs for the newest event alone, as when older pending runs are dropped. */
  readonly settleNewest: () => Promise<JobsRun>
  readonly close: () => Promise<void>
}

/** Sets the stage. Time stands still but for a minute before each act of a person, and for `wait`. */
export async function setStage(wish: StageWish = {}): Promise<Stage> {
  const github = await startGitHub({ primaryLimit: null, secondaryLimits: false, ...wish.github })
  const { world } = github
  world.clock.set(beginning)
  const repository = await seedRepository(world, wish)
  const inbox = new Inbox(world)
  const inProcess = wish.inProcess ?? process.env.MUSTER_IN_PROCESS === 'yes'
  const jobs: JobSetting = {
    world,
    repository,
    permissions: { ...jobPermissions, ...wish.permissions },
    inputs: { settings: '.github/muster.yml', runbooks: 'runbooks', ...wish.inputs },
    checkout: wish.checkout ?? true,
    ...(wish.env && { env: wish.env }),
    ...(inProcess && { play: playInProcess(inProcess === true ? {} : inProcess) }),
  }
  const deliver = (event: CapturedEvent, changes: Partial<JobSetting> = {}) => runJobs({ ...jobs, ...changes }, event)
  return {
    github,
    world,
    repository,
    people: makePeople(github),
    inbox,
    jobs,
    wait: (minutes) => world.clock.advance(minutes * 60_000),
    deliver,
    settle: async () => {
      let last: JobsRun | undefined
      for (const event of inbox.take()) last = await deliver(event)
      if (!last) throw new Error('No event waits')
      return last
    },
    settleNewest: () => deliver(inbox.takeNewest()),
    close: async () => {
      inbox.close()
      await github.close()
    },
  }
}

/** The sources are loaded only where a test asks for them. */
function playInProcess(options: InProcessOptions): NonNullable<JobSetting['play']> {
  return async (order) => (await import('./run-in-process.ts')).runInProcess(order, options)
}

/** What the hourly schedule starts the workflow with. */
export function scheduled({ world, repository }: Stage): CapturedEvent {
  const payload = buildSchedulePayload(world, repository, {
    cron: '37 * * * *',
    path: '.github/workflows/incident-sweep.yml',
  })
  return { name: 'schedule', action: null, payload, actor: repository.owner.login }
}

/** What a person starts by the button on the Actions page. */
export function dispatched({ world, repository }: Stage, inputs: Readonly<Record<string, string>>): CapturedEvent {
  const sender = world.user('dana') ?? repository.owner
  const workflow = '.github/workflows/incident.yml'
  const payload = buildWorkflowDispatchPayload({ world, repository, sender }, { workflow, inputs })
  return { name: 'workflow_dispatch', action: null, payload, actor: sender.login }
}

/** What another tool starts by the API. */
export function remotelyDispatched(stage: Stage, clientPayload: Readonly<Record<string, unknown>>): CapturedEvent {
  const { world, repository } = stage
  const sender = world.user('dana') ?? repository.owner
  const payload = buildRepositoryDispatchPayload({ world, repository, sender }, { type: 'muster', clientPayload })
  return { name: 'repository_dispatch', action: 'muster', payload, actor: sender.login }
}

function makePeople({ world, apiUrl, url }: GitHub): Readonly<Record<Login, Person>> {
  const web = new HttpClient(`${url}/_simulator`, '')
  const pace = () => world.clock.advance(60_000)
  const person = (login: Login) => {
    const api = new HttpClient(apiUrl, world.addToken({ kind: 'person', login }))
    return new Person(login, { api, web, repository: 'acme/shop', pace })
  }
  return {
    alice: person('alice'),
    bob: person('bob'),
    carol: person('carol'),
    dana: person('dana'),
    erin: person('erin'),
    frank: person('frank'),
    sam: person('sam'),
    stranger: person('stranger'),
  } satisfies Record<keyof typeof cast, Person>
}
