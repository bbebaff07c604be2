import type { Match } from './match.ts'

/** Whom to message about a page, and where the names come from. `source` is `none` where nobody is named anywhere. */
export interface Contacts {
  readonly owners: readonly string[]
  readonly escalation: readonly string[]
  readonly source: 'runbook' | 'codeowners' | 'service' | 'none'
}

/** Owners known elsewhere, as the callers looked them up for this page. */
export interface OtherOwners {
  /** Owners of the page's path in CODEOWNERS. */
  readonly codeowners?: readonly string[]
  /** People of the incident's service in the settings. */
  readonly serviceOwners?: readonly string[]
}

/** The page's own owners and escalation first, else CODEOWNERS of its path, else the service's people. Without `@`. */
export function contactsOf(match: Match, others: OtherOwners): Contacts {
  const owners = match.runbook.frontMatter.owners.map(bare)
  const escalation = match.runbook.frontMatter.escalation.map(bare)
  if (owners.length + escalation.length > 0) return { owners, escalation, source: 'runbook' }
  const codeowners = (others.codeowners ?? []).map(bare)
  if (codeowners.length > 0) return { owners: codeowners, escalation: [], source: 'codeowners' }
  const service = (others.serviceOwners ?? []).map(bare)
  return { owners: service, escalation: [], source: service.length > 0 ? 'service' : 'none' }
}

/** Live mentions stand in the call only, so names leave here without their sign. */
function bare(name: string): string {
  return name.replace(/^@+/, '')
}
