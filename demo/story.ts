import type { WorkflowRun } from '../simulator/runner/run.ts'
import { annotationsOf, logOf } from '../simulator/runner/run.ts'
import { expectThat } from './expect.ts'
import { measure } from './figures.ts'
import { composeTalk, type Page } from './pages/pages.ts'
import type { Stage } from './stage.ts'

/** One thing that somebody does, and what has to come of it. */
export interface Step {
  /** What the person does, in the present tense. */
  readonly does: string
  readonly act: () => Promise<unknown>
  /** Reads back from the server, throws when it does not hold, and tells what Muster did, a line for each fact. */
  readonly holds: () => Promise<readonly string[]>
}

/** Plays the steps one by one and prints them. Time on the server passes between steps, two minutes unless told. */
export class Story {
  readonly stage: Stage
  readonly totals = { steps: 0, runs: 0, requests: 0 }
  /** Pages of issues as they stood on the way. */
  readonly moments: Page[] = []
  readonly #print: (line: string) => void

  constructor(stage: Stage, print: (line: string) => void) {
    this.stage = stage
    this.#print = print
  }

  /** Begins a chapter. */
  chapter(title: string): void {
    this.#print(`\n── ${title} ${'─'.repeat(Math.max(3, 76 - title.length))}`)
  }

  /** Plays one step. Throws when it does not hold. */
  async play(step: Step, minutes = 2): Promise<void> {
    const { world } = this.stage.github
    const { runner } = this.stage
    world.clock.advance(minutes * 60_000)
    const before = runner.runs.length
    this.totals.steps += 1
    this.#print(`\n${this.#time()}  ${step.does}`)
    await step.act()
    await runner.idle()
    const runs = runner.runs.slice(before)
    for (const run of runs) expectGreen(run)
    const [violation] = world.violations
    expectThat(violation === undefined, "no request or answer against GitHub's own description", violation)
    for (const fact of await step.holds()) this.#print(`         → ${fact}`)
    for (const run of runs) this.#tell(run)
  }

  /** Keeps the page of an issue as it stands now, under a name that says what can be seen on it. */
  async remember(issue: number, what: string): Promise<void> {
    const page = await composeTalk(this.stage, await this.stage.facts.issue(issue))
    const name = `issue-${issue}-${what.toLowerCase().replaceAll(' ', '-')}.html`
    this.moments.push({ ...page, name, places: [], title: `${what} (#${issue}, ${this.#time()} UTC)` })
  }

  #tell(run: WorkflowRun): void {
    const { requests, roundTrips, milliseconds, outcome, jobs } = measure(run)
    this.totals.runs += 1
    this.totals.requests += requests
    const what = `${run.event}${run.action === null ? '' : `.${run.action}`}`
    if (run.conclusion === 'cancelled') this.#print(`           ${what}: dropped for a newer run of the same issue`)
    else if (jobs.length === 0) this.#print(`           ${what}: no runner started`)
    else {
      const cost = `${requests} requests, ${roundTrips} round trips, ${milliseconds} ms`
      this.#print(`           ${what}: ${jobs.join(' + ')} · ${outcome} · ${cost}`)
    }
  }

  #time(): string {
    return this.stage.github.world.clock.now().toISOString().slice(11, 16)
  }
}

/** No run may fail: a refusal is no failure, and nothing else may go wrong here. */
function expectGreen(run: WorkflowRun): void {
  const errors = annotationsOf(run).filter(({ level }) => level === 'error')
  const fine = run.conclusion !== 'failure' && errors.length === 0
  const broken = run.jobs.flatMap((job) => job.steps).filter(({ conclusion }) => conclusion === 'failure')
  const steps = broken.flatMap(({ name, exitCode, signal, problems }) => [
    `${name}: exit code ${exitCode}, signal ${signal}`,
    ...problems,
  ])
  const found = [...run.problems, ...steps, ...errors.map(({ message }) => message), ...logOf(run).slice(-30)]
  expectThat(fine, `run ${run.number} (${run.event}.${run.action}) to be green`, found.join('\n'))
}
