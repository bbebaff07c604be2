/** Somebody with a login: a person, a bot (`name[bot]`) or an organisation. */
export interface User {
  readonly id: number
  readonly nodeId: string
  readonly login: string
  readonly type: 'User' | 'Bot' | 'Organization'
  readonly name: string | null
  readonly createdAt: Date
}

/** A team of an organisation; `canRead` names the repositories its members can read through it. */
export interface Team {
  readonly id: number
  readonly nodeId: string
  readonly organization: User
  readonly slug: string
  readonly name: string
  /** Logins in lower case. */
  readonly members: Set<string>
  /** Names of repositories of the organisation, or every one of them. */
  readonly canRead: 'all' | readonly string[]
}

/** GitHub's repository roles, weakest first. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const

/** One of GitHub's repository roles. */
export type Role = (typeof ROLES)[number]

/** What somebody was granted on a repository; a custom role has a name of its own and a base role below it. */
export interface RoleGrant {
  readonly base: Role
  /** Equal to `base` unless it is an organisation's custom role. */
  readonly name: string
}

/** Says whether `role` reaches at least as far as `minimum`. */
export function reaches(role: Role, minimum: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(minimum)
}

/** Says whether two users are the same account (identity of objects is not kept by snapshots). */
export function isSameUser(a: User | null, b: User | null): boolean {
  return a !== null && b !== null && a.id === b.id
}
