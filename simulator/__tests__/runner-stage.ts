import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobRun, WorkflowRun } from '../runner/run.ts'
import { Runner } from '../runner/runner.ts'
import type { RunnerOptions } from '../runner/runner-options.ts'
import type { WorldEvent } from '../state/event.ts'
import type { PullRequest } from '../state/pull.ts'
import type { Repository } from '../state/repository.ts'
import { World } from '../state/world.ts'

const fixtures = join(import.meta.dirname, 'runner-fixtures')

/** What the puppet does in the jobs that have this `part`. */
export interface Orders {
  readonly outputs?: Readonly<Record<string, string>>
  readonly exitCode?: number
}

/** A repository with workflows, and a runner that plays `uses: ./` by the puppet of the fixtures. */
export class RunnerStage {
  readonly repository: Repository
  readonly runner: Runner
  readonly world: World
  readonly #folder: string

  private constructor(world: World, repository: Repository, runner: Runner, folder: string) {
    this.world = world
    this.repository = repository
    this.runner = runner
    this.#folder = folder
  }

  /** Opens a stage with these files of `.github/workflows`, and others by their whole path. */
  static async open(
    workflows: Readonly<Record<string, string>>,
    options: Partial<RunnerOptions> = {},
    more: Readonly<Record<string, string>> = {},
  ): Promise<RunnerStage> {
    const directory = mkdtempSync(join(tmpdir(), 'runner-'))
    const web = 'http://127.0.0.1:1'
    const world = new World({ web, api: `${web}/api/v3`, graphql: `${web}/api/graphql` }, { directory })
    const named = Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text])
    const files = { 'README.md': '# Shop\n', ...Object.fromEntries(named), ...more }
    const repository = await world.addRepository({ owner: 'acme', name: 'shop', files })
    const actions = { './': join(fixtures, 'puppet'), ...options.actions }
    const runner = new Runner(world, { directory, patience: [100, 100], ...options, actions })
    return new RunnerStage(world, repository, runner, directory)
  }

  /** Somebody does something; `by` says with what kind of token. */
  emit(event: Partial<WorldEvent> & { name: string }, by: 'person' | 'workflow' = 'person'): void {
    const { owner } = this.repository
    const byToken = { user: owner, kind: by, app: null, allows: () => true }
    this.world.emit({ action: null, repository: this.repository, sender: owner, payload: {}, byToken, ...event })
  }

  /** The same for an event that starts one run; resolves when that has come as far as it can for now. */
  async emitAndAdmit(event: Partial<WorldEvent> & { name: string }): Promise<void> {
    const before = this.runner.runs.length
    this.emit(event)
    while (this.runner.runs.length === before) await new Promise((resolve) => setImmediate(resolve))
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  /** Adds a pull request to `main`, open unless `merged` says that it was merged as it stands. */
  addPull(number: number, head: PullRequest['head'], { merged = false } = {}): void {
    const { world, repository } = this
    repository.pulls.set(number, {
      ...world.nextIdentity('PullRequest'),
      number,
      head,
      base: { ref: 'main', sha: repository.git.resolve('main')?.oid ?? '' },
      draft: false,
      mergedAt: merged ? world.clock.now() : null,
      mergedBy: merged ? repository.owner : null,
      mergeCommitSha: merged ? head.sha : null,
      requestedReviewers: [],
      requestedTeams: [],
      reviews: [],
      maintainerCanModify: false,
    })
  }

  /** Tells the puppet what to do, by `part`. */
  order(orders: Readonly<Record<string, Orders>>): void {
    writeFileSync(join(this.#folder, 'orders.json'), JSON.stringify(orders))
  }

  /** Makes every puppet wait until `letGo`. */
  hold(): void {
    writeFileSync(join(this.#folder, 'closed'), '')
  }

  /** Lets all go on that wait. */
  letGo(): void {
    rmSync(join(this.#folder, 'closed'), { force: true })
  }

  /** Waits until so many puppets have started, however slow the machine is. */
  async started(count: number): Promise<void> {
    const folder = join(this.#folder, 'started')
    while (!existsSync(folder) || readdirSync(folder).length < count) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** Lets all go on and waits for the end of everything. */
  async finish(): Promise<readonly WorkflowRun[]> {
    this.letGo()
    await this.runner.idle()
    return this.runner.runs
  }

  async close(): Promise<void> {
    this.letGo()
    await this.runner.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** The job of this id, which must be there. */
export function jobOf(run: WorkflowRun | undefined, id: string): JobRun {
  const job = run?.jobs.find((one) => one.id === id)
  if (!job) throw new Error(`The run has no job ${id}, but ${run?.jobs.map((one) => one.id).join(', ') || 'none'}`)
  return job
}
