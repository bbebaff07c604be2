import { commentsOf } from '../../../simulator/state/repository.ts'
import { readTree } from '../../support/check-out.ts'
import { ourLogin } from '../../support/end-state.ts'
import type { Stage } from '../../support/stage.ts'

/** A text that Muster wrote and that stands on GitHub. */
export interface WrittenText {
  /** What it is, the same for every incident that went the same way: `comment 0`, `pull request`, `postmortem`. */
  readonly place: string
  readonly text: string
  /** Whether GitHub reads it for mentions and references: files it does not. */
  readonly isRead: boolean
}

/** Everything that Muster left on GitHub, and what became of others by it. */
export interface Written {
  readonly texts: readonly WrittenText[]
  /** Paths of the files that it added. */
  readonly paths: readonly string[]
  /** Branches that it made. */
  readonly branches: readonly string[]
  /** Whom its texts told, each time, sorted. */
  readonly told: readonly string[]
  /** What happened to the bystander. */
  readonly bystander: readonly string[]
}

/** Paths that carry the incident's title, in links and in words. */
const titledPath = /(?:(?<=\(|`|\/|^)runbooks\/)?(?:postmortems\/)?[\w.-]*payments-fail[\w.-]*\.md/gm

/** Reads it from a stage; paths that carry the title are the same in all texts. */
export function readWritten({ world, repository }: Stage): Written {
  const files = addedFiles(repository)
  const texts = [...commentTexts(repository), ...ownIssues(repository), ...commitTexts(repository), ...files]
  return {
    texts: texts.map((one) => ({ ...one, text: one.text.replace(titledPath, 'x.md') })),
    paths: files.map(({ path }) => path),
    branches: repository.git.refs
      .list('refs/heads/')
      .map(({ name }) => name.replace('refs/heads/', ''))
      .filter((name) => name !== repository.defaultBranch),
    told: world.notifications
      .filter(({ by, reason }) => by === ourLogin && /mention/.test(reason))
      .map(({ login, subject }) => `${login} ${subject}`)
      .sort(),
    bystander: ownEventsOn(repository, 1),
  }
}

type Repository = Stage['repository']

/** What we did to an issue, as its timeline has it. */
function ownEventsOn({ issues }: Repository, number: number): readonly string[] {
  return (issues.get(number)?.events ?? []).filter(({ actor }) => actor?.login === ourLogin).map(({ event }) => event)
}

function commentTexts(repository: Repository): readonly WrittenText[] {
  const numbers = [...repository.issues.keys()]
  const own = numbers
    .flatMap((number) => commentsOf(repository, number))
    .filter(({ author }) => author.login === ourLogin)
  return own.map(({ body }, index) => ({ place: `comment ${index}`, text: body, isRead: true }))
}

function ownIssues(repository: Repository): readonly WrittenText[] {
  const own = [...repository.issues.values()].filter(({ author }) => author.login === ourLogin)
  return own.flatMap(({ title, body, isPull }, index) => {
    const kind = isPull ? 'pull request' : 'issue'
    return [
      { place: `title of ${kind} ${index}`, text: title, isRead: true },
      { place: `${kind} ${index}`, text: body ?? '', isRead: true },
    ]
  })
}

function commitTexts({ git, defaultBranch }: Repository): readonly WrittenText[] {
  const messages: string[] = []
  for (let commit = git.resolve(defaultBranch); commit; commit = git.objects.readCommit(commit.parents[0] ?? ''))
    messages.push(commit.message)
  // The first commit is the seed's.
  return messages.slice(0, -1).map((text, index) => ({ place: `commit ${index}`, text, isRead: true }))
}

function addedFiles({ git, defaultBranch }: Repository): readonly (WrittenText & { readonly path: string })[] {
  const last = git.resolve(defaultBranch)
  let first = last
  for (let next = last; next; next = git.objects.readCommit(next.parents[0] ?? '')) first = next
  const before = readTree(git, first?.tree ?? '')
  return Object.entries(readTree(git, last?.tree ?? ''))
    .filter(([path, text]) => before[path] !== text)
    .map(([path, text]) => ({ path, place: nameOf(path), text, isRead: false }))
}

/** The paths of a postmortem and of a draft are made of the incident's title. */
function nameOf(path: string): string {
  if (path === 'runbooks/README.md') return 'index'
  return path.includes('/postmortems/') ? 'postmortem' : 'draft runbook'
}
