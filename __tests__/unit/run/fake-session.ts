import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Inputs } from '../../../src/action/inputs.ts'
import { createRedactor } from '../../../src/redaction/redactor.ts'
import { loadTemplates } from '../../../src/render/templates.ts'
import type { Session } from '../../../src/run/session.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { ourLogin } from '../../support/build-snapshot.ts'
import { noFiles } from '../../support/no-files.ts'
import { usualInputs } from '../../support/usual-inputs.ts'
import { created, fakeClient } from '../github/fake-client.ts'

type Routes = Parameters<typeof fakeClient>[0]
type Asked = Readonly<Record<string, unknown>>

/** When the incident was filed. */
export const filedAt = '2026-11-20T03:10:00Z'
/** The incident as GitHub shows it. */
export const issue = (more: object = {}) => ({
  number: 7,
  url: 'https://api.github.test/repos/acme/shop/issues/7',
  html_url: 'https://github.test/acme/shop/issues/7',
  title: 'Payments fail',
  body: 'Payments fail with ETIMEDOUT.',
  user: { login: 'rita', type: 'User' },
  state: 'open',
  labels: [{ name: 'incident', color: 'd73a4a' }],
  assignees: [],
  created_at: filedAt,
  updated_at: filedAt,
  closed_at: null,
  comments: 0,
  ...more,
})

/** GitHub, as far as opening one incident needs it; it remembers comments and labels. */
export function github(more: Routes = {}, listed: object = {}, login: string | null = ourLogin) {
  const comments: object[] = []
  let labels: object[] = [...((listed as { labels?: object[] }).labels ?? issue().labels)]
  const read = () => issue({ ...listed, labels, comments: comments.length })
  const routes: Routes = {
    'issues.get': read,
    'issues.listForRepo': () => [],
    'issues.listLabelsForRepo': () => ['incident', 'outage-report'].map((name) => ({ name })),
    'issues.listComments': () => comments,
    'issues.listEvents': () => [],
    'issues.addLabels': (parameters: Asked) => {
      labels = [...labels, ...(parameters.labels as string[]).map((name) => ({ name, color: 'd73a4a' }))]
      return labels
    },
    'issues.addAssignees': () => ({ assignees: [] }),
    'issues.createComment': ({ body }: Asked) => {
      const id = comments.length + 1
      const user = { login: ourLogin }
      comments.push({ id, html_url: `#${id}`, user, body, body_html: '', created_at: filedAt, updated_at: filedAt })
      return comments.at(-1)
    },
    'issues.updateComment': ({ comment_id, body }: Asked) =>
      Object.assign(comments[Number(comment_id) - 1] ?? {}, { body }),
    'reactions.createForIssue': () => created({ id: 1, created_at: filedAt, user: { login: ourLogin } }),
    'repos.getCollaboratorPermissionLevel': () => ({ permission: 'write', role_name: 'write' }),
    query: () => ({
      repository: { i7: { userContentEdits: { nodes: [] } } },
      open: { issues: { pageInfo: { hasNextPage: false }, nodes: [] } },
      installed: { label: { description: 'Muster since 2026-11-01T00:00Z', createdAt: '2026-11-01T00:00:00Z' } },
    }),
    ...more,
  }
  const fake = fakeClient(routes, login ?? undefined)
  const writes = () =>
    fake.asked.filter(({ name }) => /create|update|add|remove|delete/i.test(name)).map(({ name }) => name)
  return { ...fake, comments, writes }
}

/** A run with the default inputs, unless told. */
export function session(
  fake: ReturnType<typeof github>,
  inputs: Partial<Inputs> = {},
  more: Partial<Session> = {},
): Session {
  const { settings } = parseSettings('services: { checkout: { call: [alice] } }', '.github/muster.yml')
  const url = 'https://github.test/acme/shop'
  return {
    client: {
      ...fake.client,
      usage: () => ({ requests: fake.asked.length, writes: fake.writes().length, roundTrips: 1 }),
    },
    where: { owner: 'acme', name: 'shop' },
    inputs: { ...usualInputs, ...inputs },
    repository: { owner: 'acme', name: 'shop', url, private: true, defaultBranch: 'main', sha: '' },
    files: noFiles,
    settings,
    problems: [],
    form: undefined,
    templates: loadTemplates({}),
    redactor: createRedactor(),
    corpus: () => buildCorpus([]),
    failures: [],
    ...more,
  }
}

/** A channel on this machine that answers so, and what it was told. */
export async function withChat(status: number, work: (url: string, said: string[]) => Promise<void>): Promise<void> {
  const said: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      said.push(body)
      response.writeHead(status).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, said)
  } finally {
    server.close()
  }
}
