import { setOutput } from '@actions/core'
import type { Outcome } from '../domain/outcome.ts'
import type { Severity, Status } from '../domain/vocabulary.ts'

/** Every output that the action has, as `action.yml` lists them. */
export const outputNames = [
  'outcome',
  'document',
  'incident',
  'severity',
  'status',
  'board-url',
  'pull-request-url',
  'writes',
] as const
export type OutputName = (typeof outputNames)[number]

/** What a run tells the steps and jobs after it. */
export interface Outputs {
  readonly outcome: Outcome
  /** A postmortem is due: the job `document` has work. */
  readonly document: boolean
  readonly incident: number | undefined
  readonly severity: Severity | undefined
  readonly status: Status | undefined
  readonly boardUrl: string | undefined
  readonly pullRequestUrl: string | undefined
  /** Changes made on GitHub. */
  readonly writes: number
}

/** Writes every output; what is not known is empty. */
export function writeOutputs(outputs: Outputs): void {
  const values: Readonly<Record<OutputName, string | number | boolean | undefined>> = {
    outcome: outputs.outcome,
    document: outputs.document,
    incident: outputs.incident,
    severity: outputs.severity,
    status: outputs.status,
    'board-url': outputs.boardUrl,
    'pull-request-url': outputs.pullRequestUrl,
    writes: outputs.writes,
  }
  for (const name of outputNames) setOutput(name, String(values[name] ?? ''))
}
