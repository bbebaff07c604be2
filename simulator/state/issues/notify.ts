import type { Act } from '../act.ts'
import type { Issue } from '../issue.ts'
import type { References } from '../markdown/references.ts'
import { renderMarkdown } from '../markdown/render-markdown.ts'
import type { Notification, NotificationReason } from '../notification.ts'
import { fullName } from '../repository.ts'
import { canRead, grantOf } from '../roles.ts'
import { isSameUser, type User } from '../user.ts'

/** GitHub tells about this many people by one text. */
const MOST_MENTIONS = 50

/** A text that was written or edited. */
export interface WrittenText {
  readonly issue: Issue
  readonly source: NonNullable<Notification['source']>
  readonly text: string
  /** The text as it was before an edit; null for a new one. */
  readonly before: string | null
  readonly couldMentionTeams: boolean
}

/** Whether the caller's mentions of teams resolve: members of the organisation, and Apps that may read members. */
export function mayMentionTeams({ world, repository, caller }: Act): boolean {
  if (caller.kind === 'workflow' || caller.kind === 'nobody') return false
  if (caller.kind === 'app') return caller.allows({ permission: 'members', access: 'read' }, repository)
  return world.members.get(repository.owner.login.toLowerCase())?.has(caller.user.login.toLowerCase()) ?? false
}

/** Tells who is mentioned anew, and leaves cross-references on the issues that the text names. */
export function announceText(act: Act, written: WrittenText): void {
  const after = referencesIn(act, written.text, mayMentionTeams(act))
  const before = referencesIn(act, written.before ?? '', written.couldMentionTeams)
  const told = new Set([...before.users.values()].map(({ id }) => id))
  const people = [...after.users.values()].filter((user) => !told.has(user.id))
  for (const user of people.slice(0, MOST_MENTIONS)) notify(act, user, { ...written, reason: 'mention' })
  for (const team of after.teams.values()) {
    if (before.teams.has(team.id)) continue
    for (const login of team.members) {
      const member = act.world.user(login)
      if (member) notify(act, member, { ...written, reason: 'team_mention' })
    }
  }
  for (const { repository, number } of after.issues.values()) {
    const target = repository.issues.get(number)
    if (target) crossReference(act, { target, from: written.issue })
  }
}

/** Tells somebody by mail, unless it is the caller or cannot see the repository. */
export function notify(
  { world, repository, caller }: Act,
  user: User,
  about: {
    readonly issue: Issue
    readonly reason: NotificationReason
    readonly source?: Notification['source']
    readonly before?: string | null
  },
): void {
  if (user.type !== 'User' || isSameUser(user, caller.user)) return
  if (!canRead(world, repository, user)) return
  const isOutsider = grantOf(world, repository, user).base === 'none'
  if (repository.owner.type === 'Organization' && isOutsider) return
  world.notifications.push({
    login: user.login,
    reason: about.reason,
    subject: `${fullName(repository)}#${about.issue.number}`,
    source: about.source ?? null,
    byEdit: typeof about.before === 'string',
    by: caller.user.login,
    at: world.clock.now(),
  })
}

function referencesIn({ world, repository }: Act, text: string, canMentionTeams: boolean): References {
  return renderMarkdown(text, { world, repository, canMentionTeams }).references
}

/** One issue names another once in the other's timeline, however often it does. */
function crossReference(act: Act, { target, from }: { readonly target: Issue; readonly from: Issue }): void {
  if (target.id === from.id) return
  const source = { repositoryId: act.repository.id, number: from.number }
  const isKnown = target.events.some(
    ({ event, source: known }) =>
      event === 'cross-referenced' && known?.repositoryId === source.repositoryId && known.number === source.number,
  )
  if (isKnown) return
  const who = { actor: act.caller.user, app: null, createdAt: act.world.clock.now() }
  target.events.push({ ...act.world.nextIdentity('CrossReferencedEvent'), event: 'cross-referenced', ...who, source })
}
