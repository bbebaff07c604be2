import { resolveNames } from '../settings/resolve.ts'
import type { Settings, SeverityRule } from '../settings/types.ts'
import { ownersOf, readCodeowners } from '../text/codeowners.ts'
import type { NotReached } from './content.ts'
import type { Facts } from './facts.ts'
import { serviceOfIncident } from './services.ts'
import type { Surroundings } from './snapshot.ts'

/** Whom an incident calls and informs, before anybody was called. */
export interface CallList {
  readonly call: readonly string[]
  readonly inform: readonly string[]
  /** `org/team`, where this token can mention teams. */
  readonly teams: readonly string[]
  readonly notReached: readonly NotReached[]
  /** Somebody should be called, and nobody is configured. */
  readonly nobody: boolean
  /** The list came from CODEOWNERS or the setting `fallback`. */
  readonly fallback: boolean
}

/** What the list is made from. */
export interface CallContext {
  readonly settings: Settings
  readonly surroundings: Pick<Surroundings, 'codeowners'>
  /** The default token notifies no team; whether another does, only the rendered mention shows. */
  readonly canMentionTeams: boolean
}

/** An unknown severity is treated as the form's default: in doubt, rather the louder one. */
export function ruleOf(facts: Pick<Facts, 'severity'>, settings: Settings): SeverityRule {
  return settings.severities[facts.severity ?? 'SEV2']
}

/** Two lists for each service and severity: who can act and who must know. */
export function listCall(facts: Pick<Facts, 'severity' | 'service'>, context: CallContext): CallList {
  const { settings } = context
  const rule = ruleOf(facts, settings)
  const service = serviceOfIncident(settings, facts.service)
  const lists: Readonly<Record<string, readonly string[]>> = {
    service: service?.call ?? [],
    escalate: service?.escalate ?? [],
  }
  const configured = rule.call.flatMap((name) => lists[name] ?? [name])
  const fallback = configured.length === 0 && rule.call.length > 0
  const named = fallback ? fallbackNames(service?.paths ?? [], context) : configured
  const call = reach(named, context)
  const inform = reach(rule.inform ? (service?.inform ?? []) : [], context)
  return {
    call: call.logins,
    inform: inform.logins.filter((login) => !call.logins.includes(login)),
    teams: [...new Set([...call.teams, ...inform.teams])],
    notReached: [...call.notReached, ...inform.notReached],
    nobody: rule.call.length > 0 && named.length === 0,
    fallback: fallback && named.length > 0,
  }
}

/** The owners of the service's paths, else of everything. */
function fallbackNames(paths: readonly string[], { settings, surroundings }: CallContext): readonly string[] {
  if (settings.fallback === 'none') return []
  if (settings.fallback !== 'codeowners') return settings.fallback
  if (surroundings.codeowners === undefined) return []
  const rules = readCodeowners(surroundings.codeowners)
  const examples = paths.map((path) => path.replace(/\*\*?.*$/, 'x'))
  const owners = examples.flatMap((path) => ownersOf(rules, path))
  return [...new Set(owners.length > 0 ? owners : ownersOf(rules, 'README.md'))]
}

interface Reached {
  readonly logins: readonly string[]
  readonly teams: readonly string[]
  readonly notReached: readonly NotReached[]
}

/** A team is called by its listed members; without any, by its mention where that works, else not at all. */
function reach(names: readonly string[], { settings, canMentionTeams }: CallContext): Reached {
  const resolved = resolveNames(settings, names)
  const silent = resolved.teams.filter((team) => team.members.length === 0)
  const mentioned = resolved.teams.flatMap((team) => (canMentionTeams && team.mention ? [team.mention] : []))
  const unreached = silent.filter((team) => !(canMentionTeams && team.mention))
  return {
    logins: unique(resolved.logins),
    teams: unique(mentioned),
    notReached: [
      ...unreached.map((team) => ({ name: team.key, reason: 'team-without-members' as const })),
      ...resolved.unknown.map((name) => ({ name, reason: 'unknown-name' as const })),
    ],
  }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
}
