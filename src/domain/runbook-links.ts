import { chooseShown } from '../runbooks/choose-shown.ts'
import { contactsOf } from '../runbooks/contacts.ts'
import type { Runbook } from '../runbooks/document.ts'
import { isStale, lastLookedAt } from '../runbooks/freshness.ts'
import type { Match } from '../runbooks/match.ts'
import { matchRunbooks } from '../runbooks/match.ts'
import { ownersOf, readCodeowners } from '../text/codeowners.ts'
import type { RunbookLink } from './content.ts'
import type { Facts } from './facts.ts'
import { serviceOfIncident } from './services.ts'
import type { Snapshot, Surroundings } from './snapshot.ts'

/** What the board links: where to start, further runbooks, and postmortems of similar incidents. */
export interface RunbookLinks {
  readonly runbook: RunbookLink | undefined
  readonly moreRunbooks: readonly RunbookLink[]
  readonly happenedBefore: readonly RunbookLink[]
}

const day = 86_400_000

/** Matches the incident's title, answers, logs and service with the runbooks, and stays silent where nothing fits. */
export function linkRunbooks(facts: Facts, snapshot: Snapshot, surroundings: Surroundings): RunbookLinks {
  const service = serviceOfIncident(snapshot.settings, facts.service)
  const matches = matchRunbooks(surroundings.corpus, {
    title: facts.title,
    fields: fieldsOf(facts),
    labels: snapshot.record.issue.labels,
    ...(facts.service !== undefined && { service: facts.service }),
    ...(service && { serviceAliases: service.aliases }),
  })
  const others = matches.filter(({ runbook }) => runbook.frontMatter.incident !== facts.number)
  const shown = chooseShown(others)
  const link = (match: Match): RunbookLink =>
    linkTo(match, { snapshot, surroundings, serviceOwners: service?.call ?? [] })
  const [first, ...more] = shown.runbooks.map(link)
  return { runbook: first, moreRunbooks: more, happenedBefore: shown.happenedBefore.map(link) }
}

/** Paths of the runbooks that the board will link and whose age only their history can tell. */
export function undatedRunbooks(facts: Facts, snapshot: Snapshot, surroundings: Surroundings): readonly string[] {
  const { runbook, moreRunbooks } = linkRunbooks(facts, snapshot, surroundings)
  const pages = [...(runbook ? [runbook] : []), ...moreRunbooks].map(({ match }) => linkedPage(match))
  return pages.filter((page) => lastLookedAt(page) === undefined).map(({ path }) => path)
}

function fieldsOf({ answers }: Facts): Readonly<Record<string, string>> {
  const { happening, affected, log, changed } = answers
  return {
    ...(happening && { happening }),
    ...(affected && { affected }),
    ...(log && { log }),
    ...(changed && { changed }),
  }
}

interface LinkContext {
  readonly snapshot: Snapshot
  readonly surroundings: Surroundings
  readonly serviceOwners: readonly string[]
}

function linkTo(match: Match, { snapshot, surroundings, serviceOwners }: LinkContext): RunbookLink {
  const { repository, settings, record } = snapshot
  const rules = surroundings.codeowners === undefined ? undefined : readCodeowners(surroundings.codeowners)
  const codeowners = rules ? ownersOf(rules, match.runbook.path) : []
  const { owners, escalation } = contactsOf(match, { codeowners, serviceOwners })
  // Measured at the opening, so that the same record gives the same board on any later day.
  const page = linkedPage(match)
  const lastChanged = surroundings.lastChanges[page.path]
  const dated = lastChanged === undefined ? page : { ...page, lastChanged }
  const stale = isStale(dated, { now: Date.parse(record.issue.createdAt), after: settings.staleAfterMs / day })
  const looked = lastLookedAt(dated)
  const anchor = match.section && page === match.runbook ? `#${match.section.anchor}` : ''
  return {
    match,
    url: `${fileUrl(repository, page.path)}${anchor}`,
    contacts: [...new Set([...owners, ...escalation])],
    staleSince: stale && looked !== undefined ? new Date(looked).toISOString() : undefined,
  }
}

/** A page that only points elsewhere is linked where it points. */
function linkedPage(match: Match): Runbook {
  return match.leadsTo ?? match.runbook
}

/** The permalink of a file at the commit that was read. */
export function fileUrl(repository: Snapshot['repository'], path: string): string {
  const ref = repository.sha || repository.defaultBranch
  return `${repository.url}/blob/${ref}/${path.split('/').map(encodeURIComponent).join('/')}`
}
