import type { Service, Settings } from './types.ts'

/** Whom a list of names means. Logins are said once, in the order of the list. */
export interface ResolvedNames {
  readonly logins: readonly string[]
  readonly teams: readonly ResolvedTeam[]
  /** Teams without a listed member: they can be called only where the token may mention teams. */
  readonly unlistedTeams: readonly string[]
  /** Names that are in no `people` and no `teams`. */
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

/** The people and teams behind the names of a list. Of a person and a team of one name, the person is meant. */
export function resolveNames(settings: Settings, names: readonly string[]): ResolvedNames {
  const logins = new Map<string, string>()
  const teams = new Map<string, ResolvedTeam>()
  const unknown = new Set<string>()
  const add = (login: string) => {
    if (!logins.has(login.toLowerCase())) logins.set(login.toLowerCase(), login)
  }
  for (const name of names) {
    const person = findKey(settings.people, name)
    const team = person === undefined ? findKey(settings.teams, name) : undefined
    if (person !== undefined) add(loginOf(settings, person))
    else if (team !== undefined) teams.set(team, resolveTeam(settings, team))
    else unknown.add(name)
    if (team !== undefined) teams.get(team)?.members.forEach(add)
  }
  const resolved = [...teams.values()]
  const unlistedTeams = resolved.filter(({ members }) => members.length === 0).map(({ key }) => key)
  return { logins: [...logins.values()], teams: resolved, unlistedTeams, unknown: [...unknown] }
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
