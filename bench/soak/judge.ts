import { ourLogin, ownTexts } from '../../__tests__/support/end-state.ts'
import type { Stage } from '../../__tests__/support/stage.ts'
import type { Expected } from './expected.ts'

/** What is wrong with an issue when its story is over; nothing when it is right. */
export function judge(stage: Stage, expected: Expected): readonly string[] {
  const { repository } = stage
  const issue = repository.issues.get(expected.issue)
  if (!issue) return ['the issue is gone']
  const found = {
    title: issue.title,
    author: issue.author.login,
    body: issue.body,
    labels: issue.labels.map(({ name }) => name).sort(),
    state: issue.state,
  }
  const wrong = Object.entries(found).flatMap(([name, value]) => {
    const wanted = expected[name as keyof typeof found]
    return JSON.stringify(wanted) === JSON.stringify(value)
      ? []
      : [`${name}: ${JSON.stringify(value)} instead of ${JSON.stringify(wanted)}`]
  })
  return [
    ...wrong,
    ...judgeOwnComments(stage, expected),
    ...judgeCalls(stage, expected),
    ...judgePostmortem(stage, expected),
    ...judgeActions(stage, expected),
    ...[...expected.comments].flatMap(([id, text]) =>
      repository.comments.get(id)?.body === text ? [] : [`a person's comment changed: ${text}`],
    ),
  ].map((problem) => `#${expected.issue} (${expected.kind}): ${problem}`)
}

/** One of each, and never more than the noise that is promised: a board, two nudges, a refusal, a closing link. */
function judgeOwnComments({ repository }: Stage, { issue, board }: Expected): readonly string[] {
  const keys = ownTexts(repository, issue).map(({ key }) => key)
  const doubled = keys.filter((key, index) => keys.indexOf(key) !== index)
  const nudges = keys.filter((key) => key.startsWith('nudge:') && !key.startsWith('nudge:postmortem'))
  const unknown = keys.filter((key) => key === '')
  return [
    ...(keys.includes('board') === board ? [] : [board ? 'no board' : 'a board']),
    ...doubled.map((key) => `twice: ${key}`),
    ...(nudges.length > 2 ? [`${nudges.length} nudges`] : []),
    ...(unknown.length > 0 ? ['a comment of ours without a key'] : []),
  ]
}

function judgeCalls(stage: Stage, { issue, called, informed, alsoOpen }: Expected): readonly string[] {
  const here = mentioned(stage, issue)
  const elsewhere = alsoOpen.flatMap((other) => mentioned(stage, other))
  const twice = here.filter((login, index) => here.indexOf(login) !== index)
  const forgotten = called.filter((login) => !here.includes(login) && !elsewhere.includes(login))
  const strangers = here.filter((login) => !called.includes(login) && !informed.includes(login))
  return [
    ...twice.map((login) => `called twice: ${login}`),
    ...forgotten.map((login) => `not called: ${login}`),
    ...strangers.map((login) => `called without a reason: ${login}`),
  ]
}

/** Whom our comments in an issue mentioned, nudges apart, once for each time that GitHub told them. */
function mentioned({ world, repository }: Stage, issue: number): readonly string[] {
  return world.notifications
    .filter(({ by, reason, subject }) => by === ourLogin && reason === 'mention' && subject.endsWith(`#${issue}`))
    .filter(({ source }) => !isNudge(repository.comments.get(source?.id ?? 0)?.body ?? ''))
    .map(({ login }) => login)
}

function isNudge(body: string): boolean {
  return body.includes('"nudge:')
}

function judgePostmortem({ repository }: Stage, { issue, postmortem }: Expected): readonly string[] {
  const pulls = [...repository.pulls.values()].filter(({ head }) => head.ref === `muster/${issue}`)
  const states = pulls.map((pull) => (pull.mergedAt === null ? repository.issues.get(pull.number)?.state : 'merged'))
  const wanted = { merged: 'merged', open: 'open', rejected: 'closed', none: '' }[postmortem]
  if (states.join() !== wanted) return [`pull requests: ${states.join() || 'none'} instead of ${wanted || 'none'}`]
  if (postmortem !== 'merged') return []
  const tree = repository.git.resolve(`refs/heads/${repository.defaultBranch}`)?.tree ?? ''
  const files = repository.git.objects.walkTree(tree)
  const own = files.filter(({ path }) => new RegExp(`^runbooks/postmortems/\\d{4}-\\d\\d-\\d\\d-${issue}-`).test(path))
  const index = files.find(({ path }) => path === 'runbooks/README.md')
  const text = index ? (repository.git.objects.readBlob(index.oid)?.toString('utf8') ?? '') : ''
  const lines = text.split('\n').filter((line) => own.some(({ path }) => line.includes(path.slice('runbooks/'.length))))
  return [
    ...(own.length === 1 ? [] : [`${own.length} postmortems on the default branch`]),
    ...(lines.length === 1 ? [] : [`${lines.length} lines in the index`]),
  ]
}

function judgeActions({ repository }: Stage, { issue, actions }: Expected): readonly string[] {
  const titles = [...repository.issues.values()]
    .filter(({ author, body }) => author.login === ourLogin && body?.includes(`/issues/${issue})`))
    .map(({ title }) => title)
  return JSON.stringify(titles.sort()) === JSON.stringify([...actions].sort())
    ? []
    : [`action items: ${JSON.stringify(titles)} instead of ${JSON.stringify(actions)}`]
}
