import { commentsOf, type Repository } from '../../simulator/state/repository.ts'
import { ourLogin } from './end-state.ts'
import type { Stage } from './stage.ts'

/** How all issues stood at a moment, and what was told until then. */
export interface Past {
  readonly issues: ReadonlyMap<number, Readonly<Record<string, string>>>
  readonly labels: ReadonlyMap<string, string>
  readonly told: number
}

/** Keeps all that people can see of all issues and labels, with times and events. */
export function keepPast({ world, repository }: Stage): Past {
  const issues = [...repository.issues.keys()].map((number) => [number, describe(repository, number)] as const)
  return { issues: new Map(issues), labels: describeLabels(repository), told: world.notifications.length }
}

/** What is not as it was, the first few; empty when nothing of the past changed and nobody was told of it. */
export function changedSince({ world, repository }: Stage, past: Past): readonly string[] {
  const changed = [...past.issues].flatMap(([number, before]) => {
    const now = describe(repository, number)
    const fields = Object.keys(before).filter((field) => before[field] !== now[field])
    return fields.map((field) => `#${number} ${field}: ${showChange(before[field] ?? '', now[field] ?? '')}`)
  })
  const labels = describeLabels(repository)
  const relabelled = [...past.labels].flatMap(([key, before]) => {
    return labels.get(key) === before ? [] : [`label ${before} → ${labels.get(key) ?? 'gone'}`]
  })
  const told = world.notifications.slice(past.told).flatMap(({ by, login, subject, reason }) => {
    const isOld = past.issues.has(Number(subject.split('#')[1]))
    return by === ourLogin && isOld ? [`${login} was told of ${subject}: ${reason}`] : []
  })
  return [...changed, ...relabelled, ...told].slice(0, 12)
}

/** Which of these texts name an issue of the past, by link or by number. */
export function namesOfThePast(texts: readonly string[], past: Past): readonly string[] {
  return texts.filter((text) =>
    [...text.matchAll(/(?:issues\/|#)(\d+)\b/g)].some(([, n]) => past.issues.has(Number(n))),
  )
}

/** From where they differ on, a line's worth of each. */
function showChange(before: string, now: string): string {
  let same = 0
  while (same < before.length && before[same] === now[same]) same += 1
  const clip = (text: string) => JSON.stringify(text.slice(Math.max(0, same - 20), same + 100))
  return `${clip(before)} → ${clip(now)}`
}

function describe(repository: Repository, number: number): Readonly<Record<string, string>> {
  const issue = repository.issues.get(number)
  if (!issue) return { state: 'gone' }
  return {
    title: issue.title,
    body: issue.body ?? '',
    state: `${issue.state} ${issue.stateReason} ${issue.closedBy?.login} ${issue.locked}`,
    labels: issue.labels.map(({ name }) => name).join(),
    assignees: issue.assignees.map(({ login }) => login).join(),
    reactions: issue.reactions.map(({ user, content }) => `${user.login} ${content}`).join(),
    events: issue.events.map(({ event, actor }) => `${event} ${actor?.login}`).join(),
    updated: issue.updatedAt.toISOString(),
    comments: commentsOf(repository, number)
      .map(({ author, body, edits, reactions }) => {
        const kept = reactions.map(({ user, content }) => `${user.login} ${content}`)
        return `${author.login}: ${body} (${edits.length} edits; ${kept.join()})`
      })
      .join('\n'),
  }
}

function describeLabels({ labels }: Repository): ReadonlyMap<string, string> {
  return new Map(
    [...labels].map(([key, { name, color, description }]) => [key, `${name} ${color} ${description ?? ''}`]),
  )
}
