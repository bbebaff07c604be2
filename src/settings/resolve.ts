import { nearest } from '../text/edit-distance.ts'
import type { Service, Settings } from './types.ts'

/** Whom a list of names means. Logins are said once, in the order of the list. */
export interface ResolvedNames {
  readonly logins: readonly string[]
  readonly teams: readonly ResolvedTeam[]
  /** Teams without a listed member: they can be called only where the token may mention teams. */
  readonly unlistedTeams: readonly string[]
  /** Names that are in no `people` and no `teams` and can be no login, or look like a slip of the pen. */
  readonly unknown: readonly string[]
}

export interface ResolvedTeam {
  readonly key: string
  /** `org/team`. */
  readonly mention?: string
  /** Logins. */
  readonly members: readonly string[]
}

/** The form in which names are compared: case, spaces and punctuation do not matter. */
export function canonicalName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** The service that people mean by a name: its key or, after all keys, an alias. */
export function findService(settings: Settings, text: string): Service | undefined {
  const wanted = canonicalName(text.slice(0, 200))
  if (wanted === '') return undefined
  const services = Object.values(settings.services)
  return (
    services.find(({ key }) => canonicalName(key) === wanted) ??
    services.find(({ aliases }) => aliases.some((alias) => canonicalName(alias) === wanted))
  )
}

/**
 * The people and teams behind the names of a list. Of a person and a team of one name, the person is meant; a name that is
 * neither is a login, or `org/team` as CODEOWNERS has it.
 */
export function resolveNames(settings: Settings, names: readonly string[]): ResolvedNames {
  const logins = new Map<string, string>()
  const teams = new Map<string, ResolvedTeam>()
  const unknown = new Set<string>()
  for (const name of names.map((written) => written.replace(/^@/, ''))) {
    const person = findKey(settings.people, name)
    const team = person === undefined ? findTeam(settings, name) : undefined
    if (team) teams.set(team.key, team)
    else if (person === undefined && !isLogin(name, settings)) unknown.add(name)
    const meant = team ? team.members : unknown.has(name) ? [] : [loginOf(settings, name)]
    for (const login of meant) if (!logins.has(login.toLowerCase())) logins.set(login.toLowerCase(), login)
  }
  const resolved = [...teams.values()]
  const unlistedTeams = resolved.filter(({ members }) => members.length === 0).map(({ key }) => key)
  return { logins: [...logins.values()], teams: resolved, unlistedTeams, unknown: [...unknown] }
}

/**
 * Whether a name in a list can be meant as a login. One that is a slip away from a key is not taken for one: a typing
 * mistake must not call a stranger who happens to have that name.
 */
export function isLogin(name: string, { people, teams }: NamedPeople): boolean {
  const shaped = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:_[a-z\d]{1,20})?$/i.test(name)
  return shaped && nearest(name, [...Object.keys(people ?? {}), ...Object.keys(teams ?? {})]) === undefined
}

interface NamedPeople {
  readonly people?: Readonly<Record<string, unknown>> | undefined
  readonly teams?: Readonly<Record<string, unknown>> | undefined
}

function findTeam(settings: Settings, name: string): ResolvedTeam | undefined {
  const key = findKey(settings.teams, name)
  if (key !== undefined) return resolveTeam(settings, key)
  if (!/^[\w.-]+\/[\w.-]+$/.test(name)) return undefined
  const mentioned = Object.keys(settings.teams).find(
    (one) => settings.teams[one]?.mention?.replace(/^@/, '').toLowerCase() === name.toLowerCase(),
  )
  return mentioned === undefined ? { key: name, mention: name, members: [] } : resolveTeam(settings, mentioned)
}

function resolveTeam(settings: Settings, key: string): ResolvedTeam {
  const { members = [], mention } = settings.teams[key] ?? {}
  const logins = members.map((member) => loginOf(settings, member))
  return { key, ...(mention !== undefined && { mention }), members: [...new Set(logins)] }
}

/** A key of `people`, or a login as it is. */
function loginOf(settings: Settings, name: string): string {
  const key = findKey(settings.people, name)
  return (key === undefined ? undefined : settings.people[key]?.github) ?? name
}

function findKey(record: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const wanted = canonicalName(name)
  return Object.keys(record).find((key) => canonicalName(key) === wanted)
}
