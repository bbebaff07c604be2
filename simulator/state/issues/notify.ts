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
  /** Whether it came by mail. */
  readonly isMail: boolean
}

/** Whether the caller's mentions of teams resolve: members of the organisation, and Apps that may read members. */
export function mayMentionTeams({ world, repository, caller }: Act): boolean {
  if (caller.kind === 'workflow' || caller.kind === 'nobody') return false
  if (caller.kind === 'app') return caller.allows({ permission: 'members', access: 'read' }, repository)
  return world.members.get(repository.owner.login.toLowerCase())?.has(caller.user.login.toLowerCase()) ?? false
}

/** Tells who is mentioned anew, and leaves cross-references on the issues that the text names. */
export function announceText(act: Act, written: WrittenText): void {
  const { isMail } = written
  const after = referencesIn(act, written.text, { canMentionTeams: mayMentionTeams(act), isMail })
  const before = referencesIn(act, written.before ?? '', { canMentionTeams: written.couldMentionTeams, isMail })
  const told = new Set([...before.users.values()].map(({ id }) => id))
  const people = [...after.users.values()].filter((user) => !told.has(user.id))
  for (const user of people.slice(0, MOST_MENTIONS)) {
    if (notify(act, user, { ...written, reason: 'mention' })) recordMention(act, written.issue, user)
  }
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

/** Tells somebody by mail, unless it is the caller or cannot see the repository. Says whether it did. */
export function notify(
  { world, repository, caller }: Act,
  user: User,
  about: {
    readonly issue: Issue
    readonly reason: NotificationReason
    readonly source?: Notification['source']
    readonly before?: string | null
  },
): boolean {
  if (user.type !== 'User' || isSameUser(user, caller.user)) return false
  if (!canRead(world, repository, user)) return false
  const isOutsider = grantOf(world, repository, user).base === 'none'
  if (repository.owner.type === 'Organization' && isOutsider) return false
  world.notifications.push({
    login: user.login,
    reason: about.reason,
    subject: `${fullName(repository)}#${about.issue.number}`,
    source: about.source ?? null,
    byEdit: typeof about.before === 'string',
    by: caller.user.login,
    at: world.clock.now(),
  })
  return true
}

/** Leaves `mentioned` in the issue's events, by whoever was mentioned, and `subscribed` when that is new to the issue. */
function recordMention({ world }: Act, issue: Issue, user: User): void {
  const who = { actor: user, app: null, createdAt: world.clock.now() }
  const isNew = !issue.events.some(({ event, actor }) => event === 'subscribed' && isSameUser(actor, user))
  for (const event of isNew ? ['mentioned', 'subscribed'] : ['mentioned']) {
    issue.events.push({ ...world.nextIdentity('IssueEvent'), event, ...who })
  }
}

function referencesIn(
  { world, repository }: Act,
  text: string,
  how: { readonly canMentionTeams: boolean; readonly isMail: boolean },
): References {
  return renderMarkdown(text, { world, repository, ...how }).references
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
