import { fullName, type Repository } from '../repository.ts'
import type { Team, User } from '../user.ts'
import type { World } from '../world.ts'
import { escapeHtml } from './html-tokens.ts'

/** Where a text stands: what its mentions and references can mean. */
export interface MarkdownContext {
  readonly world: World
  readonly repository: Repository
  /** Whether `@org/team` resolves: for members of the organisation, and Apps that may read its members. */
  readonly canMentionTeams: boolean
  /** True for files: white space at a line's end, and headings with anchors. Default false. */
  readonly isFile?: boolean
  /** True for a comment that came by mail: plain text, with what it quotes set apart. Default false. */
  readonly isMail?: boolean
}

/** An issue that a text names; `closes` when a closing keyword stands before it. */
export interface IssueReference {
  readonly repository: Repository
  readonly number: number
  readonly closes: boolean
}

/** All that a text refers to, outside code, links and comments, each once. */
export interface References {
  readonly users: Map<number, User>
  readonly teams: Map<number, Team>
  readonly issues: Map<string, IssueReference>
}

const IGNORED = ['pre', 'code', 'a']
const KEYWORD = String.raw`(?:(?<keyword>\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)):?\s+)?`
const MENTION = String.raw`(?<![\w@])@(?<login>[A-Za-z\d](?:-?[A-Za-z\d]){0,38})(?:/(?<team>[A-Za-z\d][\w-]*))?(?=\.*(?:[^\w./-]|$))`
const ISSUE = String.raw`${KEYWORD}(?:(?<![\w&/])(?:(?<place>[A-Za-z\d][\w-]{0,38}/[\w.-]{1,100})#|#|GH-)(?<number>[1-9]\d{0,8})(?!\w)|(?<url>https?://[^\s<>"]{1,200}/issues/(?<urlNumber>[1-9]\d{0,8})\b(?:#[\w-]+)?))`
const REFERENCE = new RegExp(`${MENTION}|${ISSUE}`, 'gi')

/** Turns mentions and references in a text between tags into links, and notes them in `found`. */
export function linkReferences(
  text: string,
  ancestors: readonly string[],
  target: { readonly context: MarkdownContext; readonly found: References },
): string {
  if (ancestors.some((name) => IGNORED.includes(name))) return text
  const plain = text.replace(/&#(?:64|x40);|&commat;/gi, '@').replace(/&#(?:35|x23);|&num;/gi, '#')
  return plain.replace(REFERENCE, (...match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.at(-1)
    const whole: string = match[0]
    if (groups.login === undefined) return linkIssue(whole, groups, target)
    if (groups.team !== undefined) return linkTeam(whole, `${groups.login}/${groups.team}`, target)
    return linkUser(whole, groups.login, target)
  })
}

type Target = Parameters<typeof linkReferences>[2]

function linkUser(whole: string, login: string, { context, found }: Target): string {
  const user = context.world.user(login)
  if (user === undefined || user.type === 'Bot') return whole
  found.users.set(user.id, user)
  const kind = user.type === 'Organization' ? 'organization' : 'user'
  const href = `${context.world.urls.web}/${user.login}`
  return `<a class="user-mention notranslate" data-hovercard-type="${kind}" href="${href}">${whole}</a>`
}

function linkTeam(whole: string, slug: string, { context, found }: Target): string {
  const team = context.world.teams.get(slug.toLowerCase())
  if (team === undefined || !context.canMentionTeams) return whole
  found.teams.set(team.id, team)
  const href = `${context.world.urls.web}/orgs/${team.organization.login}/teams/${team.slug}`
  return `<a class="team-mention notranslate" data-hovercard-type="team" href="${href}">${whole}</a>`
}

function linkIssue(whole: string, groups: Readonly<Record<string, string | undefined>>, target: Target): string {
  const { context, found } = target
  const place = findPlace(groups, context)
  const number = Number(groups.number ?? groups.urlNumber)
  const issue = place?.issues.get(number)
  if (place === null || issue === undefined) return whole
  const key = `${place.id}#${number}`
  const closes = groups.keyword !== undefined || (found.issues.get(key)?.closes ?? false)
  found.issues.set(key, { repository: place, number, closes })
  const before = groups.keyword === undefined ? '' : whole.slice(0, whole.search(/(?<=\s)\S*$/))
  const href = `${context.world.urls.web}/${fullName(place)}/${issue.isPull ? 'pull' : 'issues'}/${number}`
  const shown = groups.url === undefined ? whole.slice(before.length) : shorten(place, number, context)
  const title = escapeHtml(issue.title)
  return `${before}<a class="issue-link js-issue-link" title="${title}" href="${href}">${shown}</a>`
}

function findPlace(
  groups: Readonly<Record<string, string | undefined>>,
  { world, repository }: MarkdownContext,
): Repository | null {
  if (groups.url !== undefined) {
    const path = groups.url.startsWith(`${world.urls.web}/`) ? groups.url.slice(world.urls.web.length + 1) : ''
    return visible(world.repository(path.split('/').slice(0, 2).join('/')), repository)
  }
  if (groups.place === undefined) return repository
  return visible(world.repository(groups.place), repository)
}

/** A private repository is named to nobody but from within. */
function visible(place: Repository | undefined, from: Repository): Repository | null {
  if (place === undefined) return null
  return place.private && place.id !== from.id ? null : place
}

function shorten(place: Repository, number: number, { repository }: MarkdownContext): string {
  return place.id === repository.id ? `#${number}` : `${fullName(place)}#${number}`
}
