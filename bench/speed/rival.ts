import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkOut } from '../../__tests__/support/check-out.ts'
import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import type { Stage } from '../../__tests__/support/stage.ts'
import { type ActionManifest, readActionManifest } from '../../simulator/runner/action-manifest.ts'
import { freshProgress } from '../../simulator/runner/expression.ts'
import { type ActionResult, runAction } from '../../simulator/runner/run-action.ts'
import { evaluateText } from '../../simulator/runner/template.ts'

/** A published action, as it lies in a folder of this machine; nothing of it belongs to this repository. */
export interface Rival {
  /** As workflows name it: `owner/name`. */
  readonly name: string
  readonly version: string
  readonly manifest: ActionManifest
}

/** One step of a workflow that uses such an action. */
export interface RivalStep {
  readonly name: string
  readonly inputs: Readonly<Record<string, string>>
  /** Files that the repository has for it. */
  readonly files?: Readonly<Record<string, string>>
}

/** The published actions in a folder, one in each `owner+name@version`. */
export function findRivals(folder: string): readonly Rival[] {
  return readdirSync(folder).flatMap((entry) => {
    const [, owner, name, version] = /^([^+]+)\+([^@]+)@(.+)$/.exec(entry) ?? []
    if (owner === undefined || version === undefined) return []
    const manifest = readActionManifest(join(folder, entry))
    const bundle = join(manifest.folder, manifest.main)
    if (!existsSync(bundle) || readFileSync(bundle).length === 0) throw new Error(`${entry} has no ${manifest.main}`)
    return [{ name: `${owner}/${name}`, version, manifest }]
  })
}

/** Runs it for an event, with the defaults that its manifest declares. Throws where it fails or asks what nobody knows. */
export async function runRival(
  rival: Rival,
  step: RivalStep,
  {
    stage,
    event,
    env,
  }: { readonly stage: Stage; readonly event: CapturedEvent; readonly env: Readonly<Record<string, string>> },
): Promise<ActionResult> {
  const { world, repository } = stage
  const permissions = { contents: 'read', issues: 'write', actions: 'write' } as const
  const token = world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions })
  const github = { token, repository: 'acme/shop', actor: event.actor, event: event.payload }
  const scope = { contexts: { github }, progress: freshProgress }
  const defaults = [...rival.manifest.inputs].map(([name, value]) => [name, evaluateText(value, scope)] as const)
  const result = await runAction({
    world,
    repository,
    bundle: join(rival.manifest.folder, rival.manifest.main),
    event: event.name,
    payload: event.payload,
    actor: event.actor,
    token,
    inputs: { ...Object.fromEntries(defaults), ...step.inputs },
    checkout: { ...checkOut(repository), ...step.files },
    env,
  })
  const [violation] = world.violations
  if (violation) throw new Error(`${rival.name} needs ${violation.method} ${violation.path}: ${violation.message}`)
  if (result.exitCode !== 0) throw new Error(`${rival.name} failed:\n${result.log.slice(-20).join('\n')}`)
  return result
}
