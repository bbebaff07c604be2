/**
 * Who may do what, written down from the rules alone: nothing here is imported from the product, so that the table that
 * follows from it can be held against the product.
 *
 * What the rules leave open is denied:
 * - A bot or an App has no role, so it is nobody in the table. It may declare as "anyone" may, and by opening an issue with
 *   the label `incident` (an alert bridge does); a label that it sets later is no word of a person. Its comments are never
 *   commands and are not answered, so that no two bots talk to each other; its labels set no fact; its closing is undone.
 * - Another workflow has the login that Muster has: what it labels later may as well be Muster's own, and asks for nothing.
 * - Of a deleted account GitHub no longer says who it was. What it left unjudged is refused, even where anyone may.
 *   Only a label that it set counts: GitHub let nobody below triage set it.
 * - A closing is no label: the author of an issue may close it with any role, so that nothing is proved by it.
 * - Reopening is GitHub's own state. Muster never closes an issue, and a reopened incident meets the gate again, so there is
 *   nothing to deny.
 * - A ticked box and an edited text are what the issue says now. GitHub lets nobody but the author and those with write
 *   change it, and does not always tell who did.
 */

/** Roles on a repository, weakest first. */
export const ladder = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const

/** One of GitHub's own roles. */
export type Rung = (typeof ladder)[number]

/** A role, or an organisation's custom role with the role that it is built on. */
export type Role = Rung | `custom on ${Rung}`

/** Everything that a role can be. */
export const everyRole = [
  ...ladder,
  'custom on read',
  'custom on triage',
  'custom on write',
  'custom on maintain',
] as const satisfies readonly Role[]

/** Public repository, or a private one. */
export type Where = 'private' | 'public'

/** Who acts in an incident. */
export type Who =
  | 'author'
  | 'other'
  /** Somebody else, to whom an admin gave the command. */
  | 'commander'
  | 'author and commander'
  /** Another workflow of the repository: it has the login that Muster has. */
  | 'bot'
  /** An installed App with `issues: write`. */
  | 'App'
  | 'App as author'
  /** The account was deleted after the act and before Muster looked. */
  | 'deleted'
  | 'deleted author'

/** Who acts, with which role. Bots and Apps have none. */
export interface Actor {
  readonly who: Who
  readonly role: Role
}

/** The settings that decide. */
export interface Rules {
  readonly where: Where
  readonly declare: 'auto' | 'anyone' | 'triage' | 'write'
  readonly override: 'triage' | 'write' | 'maintain' | 'admin'
}

/** What the default settings say. */
export function usualRules(where: Where): Rules {
  return { where, declare: 'auto', override: 'write' }
}

/** Commands by what they need. `lead itself` is `/lead` without a name. */
export const answer = ['ack'] as const
export const work = ['note', 'update', 'cause', 'done', 'action', 'runbook', 'help'] as const
export const direct = ['severity', 'service', 'status', 'lead', 'milestone', 'confirm', 'drill'] as const
export const override = ['override', 'postmortem'] as const
export const commands = [...answer, ...work, ...direct, ...override, 'lead itself'] as const

/** One command of the table. */
export type CommandColumn = (typeof commands)[number]

/** Whether a role reaches another; a custom role counts by the one under it. */
export function reaches(role: Role, needed: Rung): boolean {
  const rung = role.replace('custom on ', '') as Rung
  return ladder.indexOf(rung) >= ladder.indexOf(needed)
}

/** Somebody with an account that is still there. */
export function isPerson({ who }: Actor): boolean {
  return who === 'author' || who === 'other' || who.endsWith('commander')
}

/** Bots and Apps. */
export function isMachine({ who }: Actor): boolean {
  return who === 'bot' || who.startsWith('App')
}

/** The least role that declares an incident. */
export function declareNeeds({ where, declare }: Rules): Rung {
  if (declare === 'anyone') return 'none'
  if (declare !== 'auto') return declare
  return where === 'private' ? 'none' : 'triage'
}

/** Whether somebody's word declares an incident. */
export function mayDeclare(actor: Actor, rules: Rules): boolean {
  const needed = declareNeeds(rules)
  if (isMachine(actor)) return needed === 'none'
  return isPerson(actor) && reaches(actor.role, needed)
}

/** Whether somebody may direct an incident: set its severity, close it. */
export function mayDirect(actor: Actor): boolean {
  return isPerson(actor) && (actor.who.endsWith('commander') || reaches(actor.role, 'triage'))
}

/** Whether somebody's command counts. */
export function mayCommand(command: CommandColumn, actor: Actor, rules: Rules): boolean {
  if (!isPerson(actor)) return false
  if (actor.who.endsWith('commander')) return true
  // Nobody of the table was called.
  if (contains(answer, command)) return reaches(actor.role, 'triage')
  if (contains(work, command)) return mayDeclare(actor, rules)
  return reaches(actor.role, contains(override, command) ? rules.override : 'triage')
}

/** The least role that a command's author needs; `none` = no look-up decides. */
export function commandNeeds(command: CommandColumn, rules: Rules): Rung {
  if (contains(work, command)) return declareNeeds(rules)
  return contains(override, command) ? rules.override : 'triage'
}

function contains(list: readonly string[], one: string): boolean {
  return list.includes(one)
}
