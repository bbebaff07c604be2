import { readTexts } from '../git/read-field.ts'
import { Problem } from '../http/problem.ts'
import type { Call } from '../http/route.ts'
import { notify } from '../state/issues/notify.ts'
import { recordEvent } from '../state/issues/record-event.ts'
import { presentUser } from '../state/present/user.ts'
import { fullName } from '../state/repository.ts'
import { isAssignable } from '../state/roles.ts'
import { isSameUser, type Team, type User } from '../state/user.ts'
import { emitPull } from './change-pull.ts'
import { presentTeam } from './present-team.ts'
import type { PullIssue } from './pull-issue.ts'

/** Asks people and teams for a review. One that cannot be asked fails the whole request with GitHub's 422. */
export function requestReviewers(call: Call, found: PullIssue): void {
  const { pull } = found
  const users = readTexts(call.body, 'reviewers').map((login) => requireReviewer(call, found, login))
  const teams = readTexts(call.body, 'team_reviewers').map((slug) => requireTeam(call, slug))
  for (const user of users.filter((user) => !pull.requestedReviewers.some((asked) => isSameUser(asked, user)))) {
    pull.requestedReviewers.push(user)
    recordEvent(call, found.issue, { event: 'review_requested', requestedReviewer: user })
    notify(call, user, { issue: found.issue, reason: 'review_requested' })
    emitPull(call, found, { action: 'review_requested', requested_reviewer: presentUser(call.world, user) })
  }
  for (const team of teams.filter((team) => !pull.requestedTeams.some(({ id }) => id === team.id))) {
    pull.requestedTeams.push(team)
    recordEvent(call, found.issue, { event: 'review_requested', extra: teamExtra(call, team) })
    emitPull(call, found, { action: 'review_requested', requested_team: presentTeam(call.world, team) })
  }
}

/** Takes requests for a review back; who was not asked is passed over. */
export function removeReviewers(call: Call, found: PullIssue): void {
  const { pull } = found
  const logins = readTexts(call.body, 'reviewers').map((login) => login.toLowerCase())
  const slugs = readTexts(call.body, 'team_reviewers').map((slug) => slug.toLowerCase())
  const users = pull.requestedReviewers.filter(({ login }) => logins.includes(login.toLowerCase()))
  pull.requestedReviewers = pull.requestedReviewers.filter((user) => !users.includes(user))
  pull.requestedTeams = pull.requestedTeams.filter(({ slug }) => !slugs.includes(slug.toLowerCase()))
  for (const user of users) {
    recordEvent(call, found.issue, { event: 'review_request_removed', requestedReviewer: user })
    emitPull(call, found, { action: 'review_request_removed', requested_reviewer: presentUser(call.world, user) })
  }
}

function requireReviewer({ world, repository }: Call, { issue }: PullIssue, login: string): User {
  const user = world.user(login)
  if (user && isSameUser(user, issue.author)) {
    throw new Problem(422, 'Review cannot be requested from pull request author.')
  }
  if (!user || !isAssignable(world, repository, user)) throw notCollaborator(fullName(repository))
  return user
}

/** A workflow's token cannot see teams, so that GitHub does not even resolve them. */
function requireTeam({ world, repository, caller }: Call, slug: string): Team {
  const team = world.teams.get(`${repository.owner.login}/${slug}`.toLowerCase())
  if (!team || !(team.canRead === 'all' || team.canRead.includes(repository.name))) {
    throw notCollaborator(fullName(repository))
  }
  const seesTeams = caller.kind === 'person' || caller.allows({ permission: 'members', access: 'read' }, repository)
  if (caller.kind === 'workflow' || !seesTeams) {
    throw new Problem(422, `Could not resolve to a node with the global id of '${team.nodeId}'.`)
  }
  return team
}

function notCollaborator(name: string): Problem {
  return new Problem(
    422,
    `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${name} repository.`,
  )
}

function teamExtra({ world, caller }: Call, team: Team): Record<string, unknown> {
  return { requested_team: presentTeam(world, team), review_requester: presentUser(world, caller.user) }
}
