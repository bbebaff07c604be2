import { askingSince } from '../installation.ts'
import { hasLabel, isLabel } from '../labels.ts'
import { findOwn, isOurs, keysOf, keysUnder, ownComments } from '../own-comments.ts'
import { mayDo } from '../permissions.ts'
import type { IncidentRecord } from '../record.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Ask } from './asking.ts'
import { isFiledWith } from './asking.ts'
import type { FoldContext } from './fold.ts'
import type { State } from './state.ts'
import { tell } from './state.ts'

/** Who declared an incident, and when. */
export interface Declaration {
  readonly by: string
  readonly at: string
}

/** The key that remembers who declared it, and when: roles change, and what was declared stays declared. */
export function declaredKey({ by, at }: Declaration): string {
  return `declared:${by}:${Math.round(Date.parse(at) / 1000).toString(36)}`
}

/** On a board that went up although GitHub did not tell what its author may do: it declares nothing by itself. */
export const unsureKey = 'unsure'

/** What our own comments remember of the declaration. */
export function readDeclaration(record: IncidentRecord): Declaration | undefined {
  const own = ownComments(record)
  const [by, time] = keysUnder(keysOf(own), 'declared:')[0]?.split(':') ?? []
  const seconds = Number.parseInt(time ?? '', 36)
  if (by && Number.isSafeInteger(seconds) && seconds < 8.64e12)
    return { by, at: new Date(seconds * 1000).toISOString() }
  const board = findOwn(own, 'board')
  const { author, createdAt } = record.issue
  return board && !board.keys.includes(unsureKey) ? { by: author, at: createdAt } : undefined
}

/** From when on an act counts: after the installation, for a day; Muster's first comment keeps what counted then. */
export function countsFrom({ record, installation, now }: Pick<Snapshot, 'record' | 'installation' | 'now'>): string {
  const [first] = ownComments(record)
  return first ? dayBefore(first.comment.createdAt) : askingSince(installation, now)
}

const day = 86_400_000

/**
 * From when on a comment can hold a command. What was written long before an issue became an incident was meant for
 * somebody else.
 */
export function commandsFrom(snapshot: Pick<Snapshot, 'record' | 'installation' | 'now'>): string {
  const { record } = snapshot
  const declared = readDeclaration(record)?.at ?? ownComments(record)[0]?.comment.createdAt
  if (declared === undefined) return askingSince(snapshot.installation ?? { kind: 'known', since: '' }, snapshot.now)
  return dayBefore(declared)
}

function dayBefore(iso: string): string {
  return new Date(Date.parse(iso) - day).toISOString()
}

/**
 * Whether its author declared it by filing it. An App can label an issue that it makes only where somebody installed it, so
 * the incident label on a bot's issue is as good as a person's word. Who was told once that somebody has to confirm it
 * declares nothing by a role given later.
 */
export function declareByFiling(state: State, context: FoldContext, asks: readonly Ask[]): void {
  const { record } = context
  const { issue } = record
  const names = context.settings.labels
  tell(state, 'reported', { by: issue.author, at: issue.createdAt, url: issue.url }, issue.title)
  const filed = asks.some(({ kind, at }) => kind === 'filed' && at >= context.from)
  if (context.declaration || !filed || findOwn(ownComments(record), 'triage')) return
  const machine = issue.authorIsBot || isOurs(issue.author, record)
  const installed = machine && isFiledWith(record, names.incident) && hasLabel(issue.labels, names.incident)
  const allowed = installed || mayDo('declare', issue.author, { ...context.authority, commander: undefined })
  if (allowed === 'unknown') state.declaredUnknown = true
  if (allowed === true) state.declared = { by: issue.author, at: issue.createdAt }
}

/** A drill that Muster made itself carries the label from the beginning. */
export function isOwnDrill(record: IncidentRecord, drill: string): boolean {
  return isOurs(record.issue.author, record) && record.issue.labels.some((label) => isLabel(label, drill))
}
