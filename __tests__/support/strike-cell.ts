import type { FaultRule } from '../../simulator/http/faults.ts'
import type { RequestLogEntry } from '../../simulator/http/request-log.ts'
import { compareStates } from './compare-states.ts'
import type { EndState } from './end-state.ts'
import type { NamedMode } from './fault-modes.ts'
import { isKill } from './fault-modes.ts'
import type { JobsRun } from './run-jobs.ts'
import type { Played, PlayedRun, StoryPlayer } from './story-player.ts'

/** A fault that a cell asks for: how, and which matching request of its run, counting from 1. */
export interface WantedFault {
  readonly mode: NamedMode
  readonly nth: number
}

/** What a story comes to when nothing goes wrong. */
export interface Reference {
  readonly state: EndState
  /** Requests of the run, by which a sample picks. */
  readonly requests: number
  /** Warnings that the run gives all the same. */
  readonly annotations: ReadonlySet<string>
}

/** One cell: runs that were struck, then a clean one. Every list is empty where all is well. */
export interface Cell {
  readonly story: string
  readonly faults: readonly { readonly mode: string; readonly nth: number; readonly request: string }[]
  readonly write: boolean
  readonly kill: boolean
  /** How the end differs from the one without faults. */
  readonly differences: readonly string[]
  /** The same, right after the last run that was struck and before the clean one. */
  readonly unhealed: readonly string[]
  /** Runs that claimed to be done and left something undone: what they said, and what was left. */
  readonly silent: readonly string[]
  /** Comments and issues of ours of which there are several. */
  readonly duplicates: readonly string[]
  /** Notifications beyond those of the end without faults. */
  readonly calledAgain: readonly string[]
}

/** Plays a story twice without a fault. Throws unless the second run finds all done. */
export async function playReference(player: StoryPlayer): Promise<Reference> {
  const { runs, violations } = await player.play([undefined, undefined])
  const [first, second] = runs
  if (!first || !second) throw new Error('A run is missing')
  const moved = [...violations, ...compareStates(first.state, second.state)]
  if (moved.length > 0) throw new Error(`${player.story.name} is not steady: ${moved.join(' | ')}`)
  const annotations = new Set(resultsOf(first.run).flatMap(saidBy))
  return { state: first.state, requests: first.run.requests.length, annotations }
}

/** Plays one cell; `undefined` where a fault found no request to strike, `idle` where it changed nothing. */
export async function playCell(
  player: StoryPlayer,
  reference: Reference,
  wanted: readonly WantedFault[],
): Promise<Cell | 'idle' | undefined> {
  const rules = wanted.map(({ mode, nth }): FaultRule => ({ ...mode.rule, nth }))
  const played = await player.play([...rules, undefined])
  const struck = played.runs.flatMap((one) => one.struck ?? [])
  if (struck.length < wanted.length) return undefined
  if (struck.some(({ idle }) => idle)) return 'idle'
  return judge(player.story.name, { wanted, played, struck, reference })
}

interface Trial {
  readonly wanted: readonly WantedFault[]
  readonly played: Played
  readonly struck: readonly RequestLogEntry[]
  readonly reference: Reference
}

function judge(story: string, { wanted, played, struck, reference }: Trial): Cell {
  const { runs, violations } = played
  const end = runs.at(-1)?.state
  const differencesOf = (run: PlayedRun | undefined) => compareStates(reference.state, run?.state)
  return {
    story,
    faults: wanted.map(({ mode, nth }, index) => ({ mode: mode.name, nth, request: nameOf(struck[index]) })),
    write: struck.some(isWrite),
    kill: wanted.some(({ mode }) => isKill(mode)),
    differences: [...violations.map((text) => `violation: ${text}`), ...differencesOf(runs.at(-1))],
    unhealed: differencesOf(runs.at(-2)),
    silent: runs.slice(0, -1).flatMap((run) => silenceOf(run, reference, differencesOf(run))),
    duplicates: end ? findDuplicates(end) : [],
    calledAgain: end ? findCalledAgain(reference.state.told, end.told) : [],
  }
}

/** Outcomes that say by themselves that something is left for the next run. */
const unfinished: ReadonlySet<string> = new Set(['stopped-by-rate-limit', 'cancelled', 'permission-unknown', 'failed'])

/**
 * A silent success: every job that ran ended with 0, none with an outcome that says that something is left, none gave a
 * warning that it does not give otherwise – and yet GitHub does not hold what it should.
 */
function silenceOf({ run }: PlayedRun, reference: Reference, left: readonly string[]): readonly string[] {
  if (left.length === 0) return []
  const results = resultsOf(run)
  const failed = results.some(({ exitCode }) => exitCode !== 0)
  const told = results.some(({ outputs }) => unfinished.has(outputs.outcome ?? ''))
  const warned = results.flatMap(saidBy).some((text) => !reference.annotations.has(text))
  return failed || told || warned ? [] : [`${run.outcome}, but ${left.join(' | ')}`]
}

function resultsOf({ run, document }: JobsRun): readonly JobsRun['run'][] {
  return document ? [run, document] : [run]
}

function saidBy({ annotations }: JobsRun['run']): readonly string[] {
  return annotations.filter(({ level }) => level !== 'notice').map(({ message }) => message)
}

function findDuplicates({ issues }: EndState): readonly string[] {
  return Object.entries(issues).flatMap(([number, { ours }]) =>
    Object.keys(ours)
      .filter((key) => / \(\d+\)$/.test(key) && !key.includes('…'))
      .map((key) => `${number} ${key}`),
  )
}

function findCalledAgain(wanted: EndState['told'], found: EndState['told']): readonly string[] {
  return found.filter((line) => !wanted.includes(line))
}

function isWrite({ method, path }: RequestLogEntry): boolean {
  return method !== 'GET' && path !== '/graphql'
}

function nameOf(entry: RequestLogEntry | undefined): string {
  return entry ? `${entry.method} ${entry.template ?? entry.path}` : ''
}
