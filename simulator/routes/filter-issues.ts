import type { Call } from '../http/route.ts'
import type { Issue } from '../state/issue.ts'
import { renderMarkdown } from '../state/markdown/render-markdown.ts'
import { commentsOf } from '../state/repository.ts'

/** The issues and pull requests that the query of a list asks for, in its order. */
export function filterIssues(call: Call): readonly Issue[] {
  const { repository } = call
  const tests = [byState, byLabels, byAssignee, byCreator, byMentioned, bySince, byMilestone].map((test) => test(call))
  const issues = [...repository.issues.values()].filter((issue) => tests.every((test) => test(issue)))
  const rank = sortValue(call)
  const sign = call.query.get('direction') === 'asc' ? 1 : -1
  return issues.sort((a, b) => sign * (rank(a) - rank(b) || a.number - b.number))
}

type Test = (issue: Issue) => boolean

const ALL: Test = () => true

function byState({ query }: Call): Test {
  const state = query.get('state') ?? 'open'
  return state === 'all' ? ALL : (issue) => issue.state === state
}

/** With their case, as GraphQL compares them; how REST does is not documented, and this is the stricter way. */
function byLabels({ query }: Call): Test {
  const names = (query.get('labels') ?? '').split(',').filter((name) => name !== '')
  return (issue) => names.every((name) => issue.labels.some((label) => label.name === name))
}

function byAssignee({ query }: Call): Test {
  const login = query.get('assignee')?.toLowerCase()
  if (login === undefined) return ALL
  if (login === 'none') return (issue) => issue.assignees.length === 0
  if (login === '*') return (issue) => issue.assignees.length > 0
  return (issue) => issue.assignees.some((user) => user.login.toLowerCase() === login)
}

function byCreator({ query }: Call): Test {
  const login = query.get('creator')?.toLowerCase()
  return login === undefined ? ALL : (issue) => issue.author.login.toLowerCase() === login
}

function byMentioned({ query, world, repository }: Call): Test {
  const user = world.user(query.get('mentioned') ?? '')
  if (!query.has('mentioned')) return ALL
  const context = { world, repository, canMentionTeams: false }
  const mentions = (text: string) => user !== undefined && renderMarkdown(text, context).references.users.has(user.id)
  return (issue) =>
    mentions(issue.body ?? '') || commentsOf(repository, issue.number).some(({ body }) => mentions(body))
}

function bySince({ query }: Call): Test {
  const since = query.get('since')
  // Shown times have whole seconds, and so does the comparison.
  return since === null ? ALL : (issue) => wholeSeconds(issue.updatedAt) >= wholeSeconds(new Date(since))
}

function byMilestone({ query }: Call): Test {
  const wanted = query.get('milestone')
  if (wanted === null) return ALL
  if (wanted === 'none') return (issue) => issue.milestone === null
  return (issue) => issue.milestone !== null && (wanted === '*' || issue.milestone.number === Number(wanted))
}

function sortValue({ query, repository }: Call): (issue: Issue) => number {
  const sort = query.get('sort') ?? 'created'
  if (sort === 'updated') return (issue) => issue.updatedAt.getTime()
  if (sort === 'comments') return (issue) => commentsOf(repository, issue.number).length
  return (issue) => issue.createdAt.getTime()
}

function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
