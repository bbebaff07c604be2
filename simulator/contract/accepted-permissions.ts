import { readFileSync } from 'node:fs'

/** Which permissions open each operation, in the form of `X-Accepted-GitHub-Permissions`; see `permissions/NOTICE.md`. */
export function loadAcceptedPermissions(): Readonly<Record<string, string>> {
  const file = new URL('./permissions/accepted-permissions.json', import.meta.url)
  const { operations }: { readonly operations: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  return operations
}

/** An operation for which a route's needs are not what GitHub's data says. */
export interface PermissionException {
  readonly operation: string
  /** What the route has instead. */
  readonly accepts: string
  readonly reason: string
}

/** Every exception, with its reason. None may make this server kinder than GitHub. */
export const permissionExceptions: readonly PermissionException[] = []
