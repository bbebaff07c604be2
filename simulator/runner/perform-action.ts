import { join } from 'node:path'
import { type ActionManifest, readActionManifest } from './action-manifest.ts'
import { performCheckout } from './checkout.ts'
import type { JobSession } from './job-session.ts'
import type { StepOrder } from './perform-script.ts'
import { effectsWithoutProcess, runProcess, type StepEffects } from './run-process.ts'
import { evaluateMapping, evaluateText } from './template.ts'

/** Performs a `uses:` step: the checkout, or a JavaScript action in a child process on this Node. */
export async function performAction(session: JobSession, order: StepOrder): Promise<StepEffects> {
  const { action, id } = order.step
  if (action.kind !== 'uses') throw new Error('Not an action')
  const given = evaluateMapping(action.inputs, session.scope(order.environment))
  const { actions } = session.setting.options
  if (/^actions\/checkout@/i.test(action.reference) && !actions['actions/checkout']) {
    return performCheckout(session, given, order.log)
  }
  let manifest: ActionManifest
  try {
    manifest = readActionManifest(locateAction(session, action.reference))
  } catch (error) {
    return effectsWithoutProcess(order.log, error instanceof Error ? error.message : String(error))
  }
  const [repository, ref] = action.reference.startsWith('.') ? ['', ''] : action.reference.split('@')
  return runProcess(session, {
    file: process.execPath,
    args: [join(manifest.folder, manifest.main)],
    directory: session.workspace,
    environment: {
      ...order.environment,
      ...inputVariables(session, manifest, { given, order }),
      GITHUB_ACTION: id,
      GITHUB_ACTION_REPOSITORY: repository ?? '',
      GITHUB_ACTION_REF: ref ?? '',
    },
    timeout: order.timeout,
    log: order.log,
  })
}

function locateAction(session: JobSession, reference: string): string {
  const { actions } = session.setting.options
  if (reference.startsWith('.')) return actions[reference] ?? join(session.workspace, reference)
  const [path = '', ref] = reference.split('@')
  const [owner, name, ...folders] = path.split('/')
  const folder = actions[`${owner}/${name}`]
  if (folder === undefined || ref === undefined) {
    throw new Error(`Unable to resolve action '${reference}', repository not found`)
  }
  return join(folder, ...folders)
}

function inputVariables(
  session: JobSession,
  manifest: ActionManifest,
  { given, order }: { readonly given: Readonly<Record<string, string>>; readonly order: StepOrder },
): Record<string, string> {
  const scope = session.scope(order.environment)
  const defaults = [...manifest.inputs].map(([name, value]) => [name, evaluateText(value, scope)] as const)
  const declared = new Set([...manifest.inputs.keys()].map((name) => name.toLowerCase()))
  const unexpected = Object.keys(given).filter((name) => !declared.has(name.toLowerCase()))
  if (unexpected.length > 0) {
    const valid = [...manifest.inputs.keys()].map((name) => `'${name}'`).join(', ')
    order.log.warn(`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are [${valid}]`)
  }
  const variable = (name: string) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
  return Object.fromEntries([...defaults, ...Object.entries(given)].map(([name, value]) => [variable(name), value]))
}
