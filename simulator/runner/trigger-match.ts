import type { Trigger, Workflow } from './workflow.ts'

/** An event as far as `on:` filters look at it. */
export interface TriggerSubject {
  readonly event: string
  readonly action: string | null
  /** The branch pushed to, or the base branch of a pull request. */
  readonly branch?: string
  readonly tag?: string
  /** Paths that a push or pull request changed. */
  readonly paths?: readonly string[]
}

/** The activity types that GitHub uses where `types:` is left out; every type for the other events. */
const defaultTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
}

/** The trigger of a workflow that admits the event, or undefined. */
export function findTrigger(workflow: Workflow, subject: TriggerSubject): Trigger | undefined {
  return workflow.triggers.find((trigger) => admits(trigger, subject))
}

function admits(trigger: Trigger, subject: TriggerSubject): boolean {
  if (trigger.event !== subject.event) return false
  const types = trigger.types ?? defaultTypes[trigger.event]
  if (types && subject.action !== null && !types.includes(subject.action)) return false
  return admitsRef(trigger, subject) && admitsPaths(trigger, subject.paths)
}

function admitsRef(trigger: Trigger, { branch, tag }: TriggerSubject): boolean {
  if (tag !== undefined) {
    if (trigger.tags) return matchesPatterns(trigger.tags, tag)
    return trigger.branches === undefined && trigger.branchesIgnore === undefined
  }
  if (branch === undefined) return true
  if (trigger.branches) return matchesPatterns(trigger.branches, branch)
  if (trigger.branchesIgnore) return !matchesPatterns(trigger.branchesIgnore, branch)
  return trigger.tags === undefined
}

function admitsPaths(trigger: Trigger, paths: readonly string[] | undefined): boolean {
  if (paths === undefined) return true
  const { paths: wanted, pathsIgnore: ignored } = trigger
  if (wanted) return paths.some((path) => matchesPatterns(wanted, path))
  if (ignored) return paths.some((path) => !matchesPatterns(ignored, path))
  return true
}

/** Whether a name matches a list of GitHub's filter patterns, of which later ones with `!` take away again. */
export function matchesPatterns(patterns: readonly string[], name: string): boolean {
  let matched = false
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!')
    if (toExpression(negated ? pattern.slice(1) : pattern).test(name)) matched = !negated
  }
  return matched
}

/** `*` stops at a slash and `**` does not; `?`, `+` and `[…]` are as in a regular expression. */
function toExpression(pattern: string): RegExp {
  const source = pattern
    .replace(/[.^$(){}|\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*/g, (stars) => (stars === '**/' ? '(?:.*/)?' : stars === '**' ? '.*' : '[^/]*'))
  return new RegExp(`^${source}$`)
}
