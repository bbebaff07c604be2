import type { Settings } from '../settings/types.ts'
import type { CommandKind } from './command.ts'
import type { KnownRole, Role } from './vocabulary.ts'
import { ghost, roles } from './vocabulary.ts'

/** What can be allowed: to declare, to answer the call, to work on an incident, to direct it, to override its gate. */
export type Act = 'declare' | 'answer' | 'work' | 'direct' | 'override'

/** What a command asks for. The table stands in `docs/security.md`; a test holds the two together. */
export const actOf: Readonly<Record<CommandKind, Act>> = {
  ack: 'answer',
  note: 'work',
  update: 'work',
  cause: 'work',
  done: 'work',
  action: 'work',
  runbook: 'work',
  help: 'work',
  severity: 'direct',
  service: 'direct',
  status: 'direct',
  lead: 'direct',
  milestone: 'direct',
  confirm: 'direct',
  drill: 'direct',
  override: 'override',
  postmortem: 'override',
}

/** What decides about a person: the settings, the roles that were looked up, and who commands. */
export interface Authority {
  readonly settings: Pick<Settings, 'declare' | 'override'>
  readonly privateRepository: boolean
  readonly roles: Readonly<Record<string, KnownRole>>
  readonly commander: string | undefined
  /** Logins in lower case that this incident called to act. */
  readonly called?: ReadonlySet<string>
}

/** The role that an act needs at least; `undefined` = anyone who can write here at all. */
export function roleFor(act: Act, authority: Pick<Authority, 'settings' | 'privateRepository'>): Role | undefined {
  if (act === 'direct' || act === 'answer') return 'triage'
  if (act === 'override') return authority.settings.override
  const { declare } = authority.settings
  if (declare === 'auto') return authority.privateRepository ? undefined : 'triage'
  return declare === 'anyone' ? undefined : declare
}

/** Whether a login is that of a bot or an App. It has no role on any repository. */
export function isMachine(login: string): boolean {
  return login.endsWith('[bot]')
}

/** GitHub's own: a person moves a card in a project, and GitHub closes the issue for them. */
export function isGitHubAutomation(login: string): boolean {
  return login.toLowerCase() === 'github-project-automation[bot]'
}

/**
 * Whether somebody may do something. Denied by default, and so to whoever has no role to look up: a bot or an App may no
 * more than anyone, a deleted account not even that, for nobody knows who it was; `unknown` only where GitHub did not answer, and then nothing may be
 * refused, allowed or reopened on the strength of it.
 */
export function mayDo(act: Act, login: string, authority: Authority): boolean | 'unknown' {
  if (login === ghost) return false
  const needed = roleFor(act, authority)
  if (needed === undefined) return true
  if (isMachine(login)) return false
  if (act === 'answer' && authority.called?.has(login.toLowerCase())) return true
  const commands = authority.commander?.toLowerCase() === login.toLowerCase()
  if (commands && act !== 'declare') return true
  const role = authority.roles[login.toLowerCase()]
  if (role === undefined || role === 'unknown') return 'unknown'
  return roles.indexOf(role) >= roles.indexOf(needed)
}
