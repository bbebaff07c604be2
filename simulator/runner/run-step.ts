import { type ExpressionScope, evaluateCondition } from './expression.ts'
import type { JobSession } from './job-session.ts'
import { performAction } from './perform-action.ts'
import { performScript } from './perform-script.ts'
import type { Conclusion, StepRun } from './run.ts'
import { effectsWithoutProcess, type StepEffects } from './run-process.ts'
import { StepLog } from './step-log.ts'
import { evaluateMapping, evaluateText, type Template } from './template.ts'
import type { Job, Step } from './workflow.ts'

/** The longest a step may take, in minutes, and the same as milliseconds where nothing is said. */
const UNLIMITED = 2 ** 31 - 1

/** Runs one step, or skips it by its `if:`; its result is added to the session. */
export async function runStep(session: JobSession, job: Job, step: Step): Promise<void> {
  const started = performance.now()
  const log = new StepLog(session.masks)
  const finish = (conclusion: Conclusion, effects: StepEffects = effectsWithoutProcess(log)) => {
    session.steps.push(toStepRun(session, step, { conclusion, effects, duration: performance.now() - started }))
  }
  try {
    const environment = evaluateMapping(step.env, session.scope())
    const scope = session.scope(environment)
    if (!evaluateCondition(step.condition, scope)) return finish('skipped')
    const timeout = toMilliseconds(step.timeoutMinutes, { scope, minute: session.setting.options.minute })
    const order = { job, step, environment, timeout, log }
    const effects = await (step.action.kind === 'run' ? performScript : performAction)(session, order)
    Object.assign(session.environment, withoutNodeOptions(effects.writings.environment))
    session.extraPath.unshift(...[...effects.writings.path].reverse())
    if (effects.succeeded) finish('success', effects)
    else finish(session.setting.cancel.aborted && effects.signal !== null ? 'cancelled' : 'failure', effects)
  } catch (error) {
    finish('failure', effectsWithoutProcess(log, error instanceof Error ? error.message : String(error)))
  }
}

/**
 * Reads `timeout-minutes`, unlimited where it is absent. Throws for anything but a positive integer: the runner cuts
 * fractions off, and what is left of half a minute is no limit at all (`EvaluateStepTimeout` of actions/runner).
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepstimeout-minutes
 */
export function toMilliseconds(
  minutes: Template | undefined,
  { scope, minute }: { readonly scope: ExpressionScope; readonly minute: number },
): number {
  if (minutes === undefined) return UNLIMITED
  const value = Number(evaluateText(minutes, scope))
  if (!Number.isInteger(value) || value <= 0) throw new Error('timeout-minutes must be a positive integer')
  return Math.min(value * minute, UNLIMITED)
}

/** The runner takes no NODE_OPTIONS from GITHUB_ENV. */
function withoutNodeOptions(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.toUpperCase() !== 'NODE_OPTIONS'))
}

function toStepRun(
  session: JobSession,
  step: Step,
  result: { readonly conclusion: Conclusion; readonly effects: StepEffects; readonly duration: number },
): StepRun {
  const { conclusion: outcome, effects, duration } = result
  const tolerated = outcome === 'failure' && evaluateText(step.continueOnError, session.scope()) === 'true'
  const { action } = step
  const named = action.kind === 'uses' ? `Run ${action.reference}` : 'Run a script'
  return {
    id: step.id,
    name: step.name === undefined ? named : evaluateText(step.name, session.scope()),
    outcome,
    conclusion: tolerated ? 'success' : outcome,
    exitCode: effects.exitCode,
    signal: effects.signal,
    outputs: { ...effects.log.outputs, ...effects.writings.outputs },
    log: effects.log.lines,
    commands: effects.log.commands,
    annotations: effects.log.annotations,
    summary: effects.writings.summary,
    problems: effects.problems,
    duration,
  }
}
