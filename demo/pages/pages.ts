import type { IssueFacts, PullFacts } from '../facts.ts'
import type { Stage } from '../stage.ts'
import { escapeHtml } from './escape-html.ts'
import { renderFile } from './file-page.ts'
import { renderIssue, renderLabel } from './issue-page.ts'
import { renderPull } from './pull-page.ts'

/** One page: the name of its file, its title, and what stands on it. */
export interface Page {
  readonly name: string
  /** Where it stands on the server, below the repository; files without the commit: `blob/runbooks/README.md`. */
  readonly places: readonly string[]
  readonly title: string
  readonly body: string
}

/**
 * Pages of every issue, pull request and runbook, and an index, all read from the server. `moments` are pages that
 * were kept on the way.
 */
export async function composePages(stage: Stage, moments: readonly Page[] = []): Promise<readonly Page[]> {
  const issues = await stage.facts.issues()
  const talks = await Promise.all(issues.map((issue) => composeTalk(stage, issue)))
  const paths = await findRunbooks(stage)
  const files = await Promise.all(
    paths.map(async (path) => ({
      name: `${path.replace(/\.md$/, '').replaceAll('/', '-')}.html`,
      places: [`blob/${path}`],
      title: path,
      body: await renderFile(stage, path),
    })),
  )
  return [composeIndex(stage, { issues, files, moments }), ...talks, ...moments, ...files]
}

/** The file of an issue's or pull request's page. */
export function pageOf(issue: IssueFacts): string {
  return `${issue.pull_request ? 'pull' : 'issue'}-${issue.number}.html`
}

/** The page of one issue or pull request as it stands now. */
export async function composeTalk({ facts, repository }: Stage, issue: IssueFacts): Promise<Page> {
  const { number } = issue
  const [comments, events, labels] = await Promise.all([facts.comments(number), facts.events(number), facts.palette()])
  const colors = new Map(labels.map(({ name, color }) => [name, color]))
  const view = { repository, issue, comments, events, colors }
  const title = `${issue.title} #${issue.number}`
  const places = [`issues/${issue.number}`, `pull/${issue.number}`]
  if (!issue.pull_request) return { name: pageOf(issue), places, title, body: renderIssue(view) }
  const path = `/repos/${repository}/pulls/${issue.number}`
  const [pull, files] = await Promise.all([facts.client.get<PullFacts>(path), facts.files(issue.number)])
  return { name: pageOf(issue), places, title, body: renderPull({ ...view, pull, files }) }
}

async function findRunbooks({ facts, repository }: Stage): Promise<readonly string[]> {
  interface Tree {
    readonly tree: readonly { readonly path: string; readonly type: string }[]
  }
  const { tree } = await facts.client.get<Tree>(`/repos/${repository}/git/trees/main?recursive=1`)
  return tree.filter(({ path, type }) => type === 'blob' && /^runbooks\/.*\.md$/.test(path)).map(({ path }) => path)
}

function composeIndex(
  { repository }: Stage,
  all: { readonly issues: readonly IssueFacts[]; readonly files: readonly Page[]; readonly moments: readonly Page[] },
): Page {
  const talks = all.issues.map((issue) => {
    const kind = issue.pull_request ? 'pull request' : 'issue'
    const labels = issue.labels.map(renderLabel).join('')
    const small = `<small>#${issue.number} · ${kind} · ${issue.state} · ${escapeHtml(issue.user.login)}</small>`
    return `<li><a href="${pageOf(issue)}">${escapeHtml(issue.title)}</a> ${labels}${small}</li>`
  })
  const linked = ({ name, title }: Page) => `<li><a href="${name}">${escapeHtml(title)}</a></li>`
  const body = `<h1 class="title">${escapeHtml(repository)}</h1>
<h2>Issues and pull requests</h2><ul class="list">${talks.join('\n')}</ul>
<h2>As it stood on the way</h2><ul class="list">${all.moments.map(linked).join('\n')}</ul>
<h2>Runbooks and postmortems</h2><ul class="list">${all.files.map(linked).join('\n')}</ul>`
  return { name: 'index.html', places: [''], title: repository, body }
}
