import type { Repository } from '../state/repository.ts'
import type { World } from '../state/world.ts'
import { Children } from './child.ts'
import { ConcurrencyGroups, evaluateConcurrency } from './concurrency.ts'
import { isDueBetween } from './cron.ts'
import type { RunnerEvent } from './event-facts.ts'
import { findStarts, type Start } from './find-starts.ts'
import { workflowScope } from './job-scope.ts'
import { makeRun, titleOf, toRunFacts } from './make-run.ts'
import type { WorkflowRun } from './run.ts'
import { runWorkflow } from './run-workflow.ts'
import { makeScheduleEvent, toRunnerEvent } from './runner-event.ts'
import { DEFAULT_RUNNER_OPTIONS, type RunnerOptions } from './runner-options.ts'
import { takeTurn } from './take-turn.ts'
import type { Workflow } from './workflow.ts'
import { WorkflowFiles } from './workflow-files.ts'

/** Runs the workflows of all repositories of a world, as GitHub Actions does. */
export class Runner {
  /** Every run since the start, oldest first. */
  readonly runs: WorkflowRun[] = []
  readonly #world: World
  readonly #options: RunnerOptions
  readonly #children = new Children()
  readonly #files = new WorkflowFiles()
  readonly #groups = new Map<number, ConcurrencyGroups>()
  readonly #work = new Set<Promise<void>>()
  readonly #cancels = new Map<number, () => void>()
  readonly #approvals = new Map<number, () => void>()
  readonly #stopListening: () => void
  #admission: Promise<void> = Promise.resolve()
  #lastTick: Date

  /** Starts to listen. `options.directory` is a folder for the workspaces. */
  constructor(world: World, options: Partial<RunnerOptions> & Pick<RunnerOptions, 'directory'>) {
    this.#world = world
    this.#options = { ...DEFAULT_RUNNER_OPTIONS, ...options }
    this.#lastTick = world.clock.now()
    this.#stopListening = world.onEvent((event) => this.#take(toRunnerEvent(event)))
    world.killHook = () => this.#children.killAll()
  }

  /** Resolves when nothing runs and nothing waits for a place; runs that wait for approval do not count. */
  async idle(): Promise<void> {
    do {
      await this.#admission
      await Promise.all(this.#work)
    } while (this.#work.size > 0)
  }

  /**
   * Starts what schedules have made due since the last tick (or the start), by the world's clock. Several missed
   * times of one schedule give one run; a workflow that is switched off gives none, and makes up for none later.
   */
  async tick(): Promise<void> {
    const now = this.#world.clock.now()
    for (const repository of this.#world.repositories.values()) {
      const head = repository.git.resolve(`refs/heads/${repository.defaultBranch}`)?.oid
      if (head === undefined) continue
      for (const { path, reading } of await this.#files.at(repository, head)) {
        if (reading.kind === 'broken') continue
        const crons = reading.workflow.triggers.flatMap((trigger) => trigger.crons ?? [])
        for (const cron of crons) {
          if (isDueBetween(cron, this.#lastTick, now))
            this.#take(makeScheduleEvent(this.#world, repository, { cron, path }))
        }
      }
    }
    this.#lastTick = now
  }

  /** Cancels a run, as the button on its page does. */
  cancel(run: WorkflowRun): void {
    this.#cancels.get(run.id)?.()
  }

  /** Lets a run go on that waits for approval. */
  approve(run: WorkflowRun): void {
    const start = this.#approvals.get(run.id)
    if (!start) throw new Error(`Run ${run.id} does not wait for approval`)
    this.#approvals.delete(run.id)
    start()
  }

  /** Stops listening, kills what still runs and waits for its end. */
  async close(): Promise<void> {
    this.#stopListening()
    this.#world.killHook = null
    for (const cancel of this.#cancels.values()) cancel()
    await this.#children.killAll()
    await this.idle()
  }

  #take(event: RunnerEvent): void {
    this.#admission = this.#admission.then(async () => {
      try {
        for (const start of await findStarts(event, this.#files)) this.#open(event, start)
      } catch (error) {
        // For instance a dispatch with inputs that are not declared, which GitHub's API had to refuse.
        const message = error instanceof Error ? error.message : String(error)
        this.#world.violate({ kind: 'server-error', method: 'RUN', path: event.name, message })
      }
    })
  }

  #open(event: RunnerEvent, start: Start): void {
    const run = makeRun(event, start, { world: this.#world, earlier: this.runs })
    this.runs.push(run)
    if (start.workflow === null) {
      Object.assign(run, { status: 'completed', conclusion: 'failure' })
      return
    }
    const { workflow } = start
    const go = () => this.#track(this.#perform(run, workflow, { event, start }))
    if (start.waits) this.#approvals.set(run.id, go)
    else go()
  }

  #track(work: Promise<void>): void {
    this.#work.add(work)
    work.finally(() => this.#work.delete(work))
  }

  async #perform(
    run: WorkflowRun,
    workflow: Workflow,
    { event, start }: { readonly event: RunnerEvent; readonly start: Start },
  ): Promise<void> {
    const { repository } = event
    const abort = new AbortController()
    const groups = this.#groupsOf(repository)
    const common = { world: this.#world, options: this.#options, children: this.#children, inputs: start.inputs }
    const facts = toRunFacts(run, event, start)
    const { secrets } = this.#options
    const setting = { ...common, repository, facts, workflow, secrets, inherited: [], cancel: abort.signal }
    this.#cancels.set(run.id, () => abort.abort())
    try {
      const scope = workflowScope(setting)
      run.title = titleOf(workflow, scope)
      const concurrency = evaluateConcurrency(workflow.concurrency, scope)
      run.concurrencyGroup = concurrency?.group ?? null
      const turn = await takeTurn(groups, concurrency, {
        cancel: abort.signal,
        held: [],
        onWait: () => Object.assign(run, { status: 'pending' }),
        work: async (cancel) => {
          run.status = 'in_progress'
          await runWorkflow({ ...setting, cancel }, run, groups)
        },
      })
      if (turn !== 'done') run.conclusion = 'cancelled'
    } catch (error) {
      run.conclusion = 'failure'
      run.problems.push(error instanceof Error ? error.message : String(error))
    } finally {
      run.status = 'completed'
      this.#cancels.delete(run.id)
    }
  }

  #groupsOf(repository: Repository): ConcurrencyGroups {
    const groups = this.#groups.get(repository.id) ?? new ConcurrencyGroups()
    this.#groups.set(repository.id, groups)
    return groups
  }
}
