import { randomBytes } from 'node:crypto'
import type { Access, Permission } from '../http/route.ts'
import type { App } from './issue.ts'
import type { User } from './user.ts'

/** What a token of a workflow or an App may do. `metadata: read` always comes with it. */
export type TokenPermissions = Readonly<Partial<Record<Permission, Access>>>

/** A token and what stands behind it. */
export interface Token {
  readonly value: string
  readonly kind: 'workflow' | 'app' | 'person'
  readonly user: User
  readonly app: App | null
  /** Ignored for `person`, whose role decides. */
  readonly permissions: TokenPermissions
  /** The one repository a workflow's token is good for; null = every repository of the installation. */
  readonly repositoryId: number | null
  /** The owner of that repository, where the App is installed; null = installed on every owner's. */
  readonly ownerId: number | null
}

const PREFIX = { workflow: 'ghs_', app: 'ghs_', person: 'ghp_' } as const

/** A new secret in the format of GitHub's tokens of that kind. */
export function makeTokenValue(kind: Token['kind']): string {
  return `${PREFIX[kind]}${randomBytes(18).toString('hex')}`
}
