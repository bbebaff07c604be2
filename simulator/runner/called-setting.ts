import { type ExpressionScope, evaluateExpression } from './expression.ts'
import type { RunSetting } from './run-job.ts'
import { evaluateMapping, readText, type Template } from './template.ts'
import type { DeclaredInput, Job, WorkflowCall } from './workflow.ts'

/**
 * What the jobs of a called workflow get: the event, the variables and the name of the run are its caller's; inputs and
 * secrets are what the call hands on and nothing else, and so is `env`, which is none.
 * https://docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations
 */
export function settingOfCall(
  setting: RunSetting,
  { job, call, scope }: { readonly job: Job; readonly call: WorkflowCall; readonly scope: ExpressionScope },
): RunSetting {
  const { workflow } = call
  return {
    ...setting,
    workflow,
    inputs: readInputs(workflow.triggers.find(({ event }) => event === 'workflow_call')?.inputs ?? {}, call, scope),
    secrets: handOn(setting, call.secrets, scope),
    inherited: [job.permissions, setting.workflow.permissions, ...setting.inherited],
  }
}

/** `inherit` hands on all, a mapping what it names, silence nothing. */
function handOn({ secrets }: RunSetting, given: Template | undefined, scope: ExpressionScope): Record<string, string> {
  if (readText(given) === 'inherit') return { ...secrets }
  return evaluateMapping(given, { ...scope, contexts: { ...scope.contexts, secrets } })
}

/** GitHub's parser has refused inputs that are not declared, and missed those that are required. */
function readInputs(
  declared: Readonly<Record<string, DeclaredInput>>,
  { inputs }: WorkflowCall,
  scope: ExpressionScope,
): Record<string, unknown> {
  const given = new Map(
    typeof inputs === 'object' && inputs !== null && inputs.type === 2
      ? inputs.map.map(({ Key, Value }) => [readText(Key)?.toLowerCase(), Value])
      : [],
  )
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => {
      const value = evaluateValue(given.get(name.toLowerCase()), scope)
      if (value === undefined) return [name, initialOf(input)]
      if (typeof value !== input.kind) throw new Error(`Invalid value for input ${name}: it has to be a ${input.kind}`)
      return [name, value]
    }),
  )
}

function evaluateValue(template: Template | undefined, scope: ExpressionScope): unknown {
  if (typeof template !== 'object' || template === null) return template
  return template.type === 3 ? evaluateExpression(template.expr, scope) : undefined
}

/** Without a default it is `false`, 0 or an empty text, by "on.workflow_call.inputs" of the workflow syntax. */
function initialOf({ kind, initial }: DeclaredInput): unknown {
  return kind === 'boolean' ? initial === 'true' : kind === 'number' ? Number(initial ?? 0) : (initial ?? '')
}
