import { describe, expect, test } from '@jest/globals'
import type { DocumentRequest } from '../../../src/github/observe-document.ts'
import { observeDocument } from '../../../src/github/observe-document.ts'
import { observeFiles } from '../../../src/github/observe-files.ts'
import { observeRecord } from '../../../src/github/observe-record.ts'
import { observeRepository } from '../../../src/github/observe-repository.ts'
import { observeSurroundings } from '../../../src/github/observe-surroundings.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { ourLogin } from '../../support/build-snapshot.ts'
import { answerBlobs, apiPull, fakeClient, refusal } from './fake-client.ts'
import { names, where } from './simulated.ts'

type Routes = Parameters<typeof fakeClient>[0]
type Asked = Readonly<Record<string, unknown>>

const place = { owner: 'acme', repo: 'shop' }
const at = (minute: number) => `2026-11-20T03:${String(minute).padStart(2, '0')}:00Z`
const known = (minute: number) => at(minute).replace('Z', '.000Z')

const issue = (number: number, more: object = {}) => ({
  number,
  url: `https://api.github.test/repos/acme/shop/issues/${number}`,
  html_url: `https://github.test/acme/shop/issues/${number}`,
  title: `Issue ${number}`,
  body: '',
  user: { login: 'rita' },
  state: 'open',
  labels: [],
  created_at: at(number),
  updated_at: at(9),
  closed_at: null,
  comments: 0,
  ...more,
})
const comment = (id: number, keys: readonly string[], more: object = {}) => ({
  id,
  html_url: `#${id}`,
  user: { login: ourLogin },
  body: keys.length > 0 ? `text\n\n${printMarker([...keys])}` : 'text',
  created_at: at(1),
  updated_at: at(1),
  ...more,
})

describe('what stands around an incident', () => {
  const request = {
    number: 7,
    serviceLabels: ['service:Checkout'],
    incidentLabel: 'incident',
    unconfirmedLabel: 'incident:unconfirmed',
    repositoryUrl: 'https://github.test/acme/shop',
    defaultBranch: 'main',
    window: { from: '2026-11-20T03:00:00.000Z', to: '2026-11-20T03:12:00.000Z' },
    paths: ['', 'services/checkout'],
    undated: { ref: 'abc', paths: ['runbooks/a.md'] },
  }
  const node = (number: number, labels: readonly string[] = ['incident']) => ({
    number,
    title: `Issue ${number}`,
    url: `url ${number}`,
    createdAt: at(number),
    labels: { nodes: labels.map((name) => ({ name })) },
  })
  const commit = (oid: string, minute: number) => ({
    oid,
    message: `Change ${oid}`,
    url: `url ${oid}`,
    committedDate: at(minute),
    parents: { nodes: [{ oid: `before ${oid}` }] },
  })
  const answer = {
    viewer: { login: 'muster[bot]' },
    open: { issues: { pageInfo: { hasNextPage: false }, nodes: [node(8), node(7), node(3)] } },
    openToo: { issues: { pageInfo: { hasNextPage: false }, nodes: [] } },
    installed: { label: { description: 'Waits for /confirm', createdAt: at(4) } },
    code: {
      ref: { target: { history: { nodes: [commit('b', 9), commit('a', 8)] }, touching: { nodes: [commit('a', 8)] } } },
    },
    released: {
      releases: {
        nodes: [
          { name: 'Version 1', tagName: 'v1', url: 'r1', isDraft: false, publishedAt: at(5) },
          { name: '', tagName: 'v2', url: 'r2', isDraft: false, publishedAt: at(12) },
          { name: null, tagName: 'v3', url: 'r3', isDraft: false, publishedAt: at(0) },
          { name: 'draft', tagName: 'v4', url: 'r4', isDraft: true, publishedAt: at(6) },
          { name: 'no date', tagName: 'v5', url: 'r5', isDraft: false, publishedAt: null },
          { name: 'later', tagName: 'v6', url: 'r6', isDraft: false, publishedAt: at(13) },
          { name: 'before', tagName: 'v7', url: 'r7', isDraft: false, publishedAt: '2026-11-20T02:59:59Z' },
        ],
      },
    },
    deployed: {
      deployments: {
        nodes: [
          { commitOid: '0123456789', environment: 'production', createdAt: at(7), ref: { name: 'main' } },
          { commitOid: '9876543210', environment: 'staging', createdAt: at(6), ref: null },
        ],
      },
    },
    dated: { object: { file0: { nodes: [{ committedDate: at(2) }] } } },
  }
  const observe = async (routes: Routes, more: Partial<typeof request> = {}, login?: string) => {
    const { client, asked } = fakeClient(routes, login)
    return { found: await observeSurroundings(client, where, { ...request, ...more }), asked }
  }
  const incident = (number: number, labels: readonly string[] = ['incident'], called: readonly object[] = []) => ({
    number,
    title: `Issue ${number}`,
    url: `url ${number}`,
    labels,
    createdAt: known(number),
    called,
  })
  const expectedChanges = [
    { kind: 'commit', title: 'Change b', url: 'url b', at: known(9), number: undefined, touchesService: undefined },
    { kind: 'commit', title: 'Change a', url: 'url a', at: known(8), number: undefined, touchesService: true },
    {
      kind: 'deployment',
      title: 'main to production',
      url: 'https://github.test/acme/shop/commit/0123456789',
      at: known(7),
      number: undefined,
      touchesService: undefined,
    },
    {
      kind: 'deployment',
      title: '9876543 to staging',
      url: 'https://github.test/acme/shop/commit/9876543210',
      at: known(6),
      number: undefined,
      touchesService: undefined,
    },
    { kind: 'release', title: 'Version 1', url: 'r1', at: known(5), number: undefined, touchesService: undefined },
  ]

  test('is told by one query: incidents in order, changes of the window newest first, dates of runbooks', async () => {
    const { found, asked } = await observe({ query: () => answer })
    expect(found.openIncidents).toEqual([incident(3), incident(8)])
    expect(found.changes.filter(({ url }) => !['r2', 'r3'].includes(url))).toEqual(expectedChanges)
    // Both ends of the window belong to it.
    expect(found.changes.at(0)).toMatchObject({ title: 'v2', at: known(12) })
    expect(found.changes.at(-1)).toMatchObject({ title: 'v3', at: known(0) })
    expect(found.changes).toHaveLength(7)
    expect([found.lastChanges, found.failures]).toEqual([{ 'runbooks/a.md': known(2) }, []])
    expect(found.installation).toEqual({ description: 'Waits for /confirm', createdAt: at(4) })
    expect(asked).toHaveLength(1)
    expect(asked[0]?.parameters).toMatchObject({
      owner: 'acme',
      name: 'shop',
      label: 'incident',
      spelled: 'Incident',
      unconfirmed: 'incident:unconfirmed',
      branch: 'refs/heads/main',
      from: '2026-11-20T03:00:00Z',
      to: '2026-11-20T03:12:00Z',
      path: 'services/checkout',
      byPath: true,
      ref: 'abc',
      file0: 'runbooks/a.md',
    })
  })

  test('is told of incidents in both spellings, each once', async () => {
    const list = (...nodes: readonly object[]) => ({ issues: { pageInfo: { hasNextPage: false }, nodes } })
    const open = list(node(3), node(8))
    const openToo = list(node(2, ['Incident']), node(8))
    const { found } = await observe({ query: () => ({ ...answer, open, openToo }) })
    expect(found.openIncidents).toEqual([incident(2, ['Incident']), incident(3), incident(8)])
    const { asked } = await observe({ query: () => answer }, { incidentLabel: 'Störung' })
    expect(asked[0]?.parameters).toMatchObject({ label: 'Störung', spelled: 'störung' })
  })

  test('tells whether the label of the installation is there', async () => {
    const installation = async (installed: unknown) =>
      (await observe({ query: () => ({ ...answer, installed }) })).found.installation
    expect(await installation({ label: null })).toBe('absent')
    expect(await installation(null)).toBe('unknown')
    expect(await installation(undefined)).toBe('unknown')
    expect(await installation({ label: { description: null } })).toEqual({ description: '', createdAt: undefined })
  })

  test('without paths nobody asks what touches the service', async () => {
    const { target } = answer.code.ref
    const code = { ref: { target: { history: target.history } } }
    const { found, asked } = await observe({ query: () => ({ ...answer, code }) }, { paths: [''] })
    expect(asked[0]?.parameters).toMatchObject({ path: '', byPath: false })
    const commits = found.changes.filter(({ kind }) => kind === 'commit')
    expect(commits.map(({ touchesService }) => touchesService)).toEqual([undefined, undefined])
  })

  test('of one path alone, what does not touch it is known not to', async () => {
    const { found } = await observe({ query: () => answer }, { paths: ['services/checkout'] })
    const commits = found.changes.filter(({ kind }) => kind === 'commit')
    expect(commits.map(({ touchesService }) => touchesService)).toEqual([false, true])
  })

  test('a part that the token may not see takes no other with it', async () => {
    const { found } = await observe({ query: () => ({ ...answer, code: null, deployed: null, dated: null }) })
    expect(found.changes.map(({ kind }) => kind)).toEqual(['release', 'release', 'release'])
    expect([found.lastChanges, found.openIncidents.length]).toEqual([{}, 2])
  })

  test('what GitHub leaves out of an entry is empty', async () => {
    const list = (...nodes: readonly object[]) => ({ issues: { pageInfo: { hasNextPage: false }, nodes } })
    const bare = { open: list({ number: 3, labels: { nodes: [{}] } }), openToo: list() }
    const code = { ref: { target: { history: { nodes: [{ parents: { nodes: [{}] } }] } } } }
    const { found } = await observe({ query: () => ({ ...bare, code }) })
    const never = '1970-01-01T00:00:00.000Z'
    expect(found.openIncidents).toEqual([{ number: 3, title: '', url: '', labels: [''], createdAt: never, called: [] }])
    expect(found.changes).toMatchObject([{ kind: 'commit', title: '', url: '', at: never }])
  })

  test('who was called on the same service is read from the newest three of its incidents', async () => {
    const on = ['incident', 'SERVICE:checkout']
    const nodes = [node(1, on), node(2, on), node(3), node(4, on), node(5, on)]
    const listComments = ({ issue_number }: Asked) =>
      issue_number === 5
        ? refusal('unavailable')
        : [
            comment(1, ['board', 'call:alice:opened', 'call:bob:opened', 'delivered:x']),
            comment(2, ['called:severity:SEV1', 'call:carol:severity:SEV1', 'inform:dana:severity:SEV1'], {
              created_at: at(6),
            }),
            // Called once more for the same: the first time counts. Back again is another call.
            comment(3, ['called:severity:SEV1', 'call:alice:severity:SEV1'], { created_at: at(7) }),
            comment(7, ['called:back:abc', 'call:alice:back:abc'], { created_at: at(8) }),
            comment(4, []),
            comment(5, ['board', 'call:mallory:opened'], { user: { login: 'mallory' } }),
            comment(6, ['board'], { body: null }),
          ]
    const issues = { issues: { pageInfo: { hasNextPage: false }, nodes } }
    const routes = { query: () => ({ ...answer, open: issues }), 'issues.listComments': listComments }
    const { found, asked } = await observe(routes, {}, ourLogin)
    const one = (login: string, minute: number, cause: string, informed = false) => ({
      ...{ login, cause, informed, at: known(minute) },
    })
    const called = [
      one('alice', 8, 'back:abc'),
      one('alice', 7, 'opened'),
      one('bob', 1, 'opened'),
      one('carol', 6, 'severity:SEV1'),
      one('dana', 6, 'severity:SEV1', true),
    ]
    const byName = (other: (typeof found.openIncidents)[number]) =>
      [...other.called].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    const expected = [...called].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    expect(found.openIncidents.map(byName)).toEqual([[], expected, [], expected, []])
    expect(asked.slice(1).map(({ parameters }) => parameters)).toEqual(
      [2, 4, 5].map((issue_number) => ({ ...place, issue_number, per_page: 100 })),
    )
  })

  const rest: Routes = {
    query: () => refusal('graphql'),
    'issues.listForRepo': () => [issue(3, { labels: ['incident'] }), issue(4, { pull_request: {} }), issue(7)],
    'repos.listCommits': ({ path }) =>
      [
        { sha: 'b', html_url: 'url b', commit: { message: 'Change b', committer: { date: at(9) } }, parents: [] },
        {
          sha: 'a',
          html_url: 'url a',
          commit: { message: 'Change a', author: { date: at(8) } },
          parents: [{ sha: 'x' }],
        },
      ].slice(path === undefined ? 0 : 1),
    'repos.listReleases': () => [
      { name: 'Version 1', tag_name: 'v1', html_url: 'r1', draft: false, published_at: at(5) },
      { name: '', tag_name: 'v2', html_url: 'r2', draft: false, published_at: at(4) },
      { name: 'x', tag_name: 'v3', html_url: 'r3', draft: true, published_at: at(5) },
      { name: 'x', tag_name: 'v4', html_url: 'r4', draft: false, published_at: null },
    ],
    'repos.listDeployments': () => [{ ref: 'main', environment: 'production', sha: '0123456789', created_at: at(7) }],
  }

  test('is told by REST where there is no GraphQL', async () => {
    const { found, asked } = await observe(rest)
    expect(found.openIncidents).toEqual([{ ...incident(3), url: 'https://github.test/acme/shop/issues/3' }])
    expect(found.changes).toEqual([
      ...expectedChanges.slice(0, 3),
      expectedChanges[4],
      { ...expectedChanges[4], title: 'v2', url: 'r2', at: known(4) },
    ])
    expect(found.lastChanges).toEqual({})
    const parametersOf = (name: string) => asked.filter((one) => one.name === name).map(({ parameters }) => parameters)
    const range = { ...place, sha: 'main', since: request.window.from, until: request.window.to, per_page: 100 }
    expect(parametersOf('repos.listCommits')).toEqual([range, { ...range, path: 'services/checkout' }])
    expect(parametersOf('repos.listReleases')).toEqual([{ ...place, per_page: 30 }])
    expect(parametersOf('repos.listDeployments')).toEqual([{ ...place, per_page: 30 }])
    expect(parametersOf('issues.listForRepo')).toEqual([
      { ...place, labels: 'incident', state: 'open', sort: 'created', direction: 'asc', per_page: 100, page: 1 },
    ])
  })

  test('is empty where nothing can be read; that incidents are missing is said', async () => {
    const nothing = Object.fromEntries(Object.keys(rest).map((name) => [name, () => refusal('forbidden', 'no')]))
    const { found } = await observe(nothing)
    expect(found).toEqual({
      openIncidents: [],
      changes: [],
      lastChanges: {},
      installation: 'unknown',
      failures: [{ code: 'surroundings-unreadable', detail: 'ApiError: no' }],
    })
    const noPath = {
      ...rest,
      'repos.listCommits': ({ path }: Asked) => (path ? refusal('forbidden') : rest['repos.listCommits']?.({})),
    }
    const { changes } = (await observe(noPath, { paths: ['services/checkout'] })).found
    expect(changes.filter(({ kind }) => kind === 'commit').map(({ touchesService }) => touchesService)).toEqual([
      undefined,
      undefined,
    ])
    const { asked } = await observe(rest, { paths: [] })
    expect(asked.filter(({ name }) => name === 'repos.listCommits')).toHaveLength(1)
  })

  test('more incidents than a query tells are listed', async () => {
    for (const list of ['open', 'openToo']) {
      for (const issues of [{ pageInfo: { hasNextPage: true }, nodes: [] }, { nodes: [] }, undefined]) {
        const { found } = await observe({ ...rest, query: () => ({ ...answer, [list]: { issues } }) })
        expect(found.openIncidents.map(({ number }) => number)).toEqual([3])
        expect(found.changes).toHaveLength(7)
      }
    }
  })
})

test('the repository is told where no event did', async () => {
  const data = { owner: { login: 'acme' }, name: 'shop', html_url: 'url', private: true, default_branch: 'main' }
  const { client } = fakeClient({ 'repos.get': () => data })
  expect(await observeRepository(client, where)).toEqual({
    owner: 'acme',
    name: 'shop',
    url: 'url',
    private: true,
    defaultBranch: 'main',
    sha: '',
  })
})

describe('the record', () => {
  const routes: Routes = {
    'issues.get': () => issue(7),
    'issues.listComments': () => [],
    'issues.listEvents': () => [],
    query: () => ({ repository: { i7: { userContentEdits: { nodes: [] } } } }),
  }
  const observe = async (more: Routes = {}, request: object = {}, login?: string) => {
    const { client, asked, pauses } = fakeClient({ ...routes, ...more }, login)
    return {
      record: await observeRecord(client, where, { number: 7, names, ...request }),
      names: asked.map(({ name }) => name),
      pauses,
    }
  }
  const opened = { action: 'opened', hint: { comments: 0, labels: ['incident'], updatedAt: at(9), change: undefined } }

  test('of an issue just opened costs one request, unless a label says more', async () => {
    expect((await observe({}, opened)).names).toEqual(['issues.get'])
    const all = ['issues.get', 'issues.listComments', 'issues.listEvents', 'query']
    expect((await observe({}, { ...opened, action: 'edited' })).names.sort()).toEqual([...all].sort())
    expect((await observe({}, { ...opened, hint: { ...opened.hint, comments: 1 } })).names.sort()).toEqual(
      [...all].sort(),
    )
    const commented = { 'issues.get': () => issue(7, { comments: 1 }), 'issues.listComments': () => [comment(1, [])] }
    expect((await observe(commented, opened, ourLogin)).names.sort()).toEqual([...all].sort())
    const labelled = async (...labels: readonly string[]) =>
      (await observe({ 'issues.get': () => issue(7, { labels }) }, opened)).names.sort()
    // Who set the label matters where it says something, and where the event did not see it.
    expect(await labelled('severity:SEV1')).toEqual([...all].sort())
    expect(await labelled('drill')).toEqual([...all].sort())
    expect(await labelled('incident', 'bug')).toEqual([...all].sort())
    expect(await labelled('Incident')).toEqual(['issues.get'])
  })

  test.each([
    ['gone', 'deleted'],
    ['moved', 'transferred'],
  ] as const)('%s: the issue is %s', async (code, reason) => {
    expect((await observe({ 'issues.get': () => refusal(code) })).record).toEqual({ kind: 'gone', reason })
  })

  test('is not there, or no issue, or elsewhere', async () => {
    const missing = await observe({ 'issues.get': () => refusal('not-found') })
    expect([missing.record, missing.pauses]).toEqual([{ kind: 'gone', reason: 'not-found' }, [400, 1_600]])
    expect((await observe({ 'issues.get': () => issue(7, { pull_request: {} }) })).record).toEqual({
      kind: 'gone',
      reason: 'pull-request',
    })
    const transferred = { kind: 'gone', reason: 'transferred' }
    expect((await observe({ 'issues.get': () => issue(8) })).record).toEqual(transferred)
    const elsewhere = issue(7, { url: 'https://api.github.test/repos/acme/other/issues/7' })
    expect((await observe({ 'issues.get': () => elsewhere })).record).toEqual(transferred)
    const capitals = issue(7, { url: 'https://api.github.test/repos/ACME/Shop/issues/7' })
    expect((await observe({ 'issues.get': () => capitals })).record).toMatchObject({ issue: { number: 7 } })
    await expect(observe({ 'issues.get': () => refusal('unavailable') })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('is read again, all of it, where it is older than the event', async () => {
    const known = { issue: issue(7, { updated_at: at(8) }), edits: [] }
    const { record, names, pauses } = await observe({}, { known, hint: opened.hint })
    expect(pauses).toEqual([400])
    expect(names.filter((name) => name === 'issues.get')).toHaveLength(1)
    expect(names.filter((name) => name === 'query')).toHaveLength(1)
    expect(record).toMatchObject({ issue: { number: 7 }, ourLogin: 'github-actions[bot]' })
  })

  test('that a sweep knows already costs two requests', async () => {
    const edits = [{ at: at(1), editor: 'rita', body: 'x' }]
    const { record, names } = await observe({}, { known: { issue: issue(7), edits } }, 'muster[bot]')
    expect(names.sort()).toEqual(['issues.listComments', 'issues.listEvents'])
    expect(record).toMatchObject({ edits, ourLogin: 'muster[bot]' })
  })

  test('asks who we are where somebody commented', async () => {
    const who = () => ({ viewer: { login: 'muster[bot]' }, repository: { i7: { userContentEdits: { nodes: [] } } } })
    const commented = {
      'issues.get': () => issue(7, { comments: 1 }),
      'issues.listComments': () => [comment(1, [])],
      query: who,
    }
    expect((await observe(commented)).record).toMatchObject({ ourLogin: 'muster[bot]' })
    expect((await observe({ query: who })).record).toMatchObject({ ourLogin: 'github-actions[bot]' })
  })

  test('holds no reactions, and none is asked for', async () => {
    const reactions = { eyes: 2, rocket: 1, total_count: 3 }
    const reacted = {
      'issues.get': () => issue(7, { reactions, comments: 1 }),
      'issues.listComments': () => [comment(1, ['call:bob:opened'], { reactions })],
    }
    const plain = {
      'issues.get': () => issue(7, { comments: 1 }),
      'issues.listComments': () => [comment(1, ['call:bob:opened'])],
    }
    const [with_, without] = [await observe(reacted, {}, ourLogin), await observe(plain, {}, ourLogin)]
    expect(with_).toEqual(without)
    expect(with_.names.filter((name) => name.startsWith('reactions.'))).toEqual([])
  })
})

describe('files from the API', () => {
  const wanted = { settingsPath: 'conf/muster.yml', runbooksFolder: 'docs/runbooks', defaultBranch: 'main' }
  const entry = (path: string) => ({ path, mode: '100644', type: 'blob', sha: path, size: 3 })
  const head = () => ({ commit: { sha: 'c', commit: { tree: { sha: 't' } } } })
  const answerAll = answerBlobs((sha) =>
    sha.includes('binary') ? { text: null, isBinary: true } : { text: `text of ${sha}`, isTruncated: false },
  )
  const tree = ['conf/muster.yml', 'docs/runbooks/a.md', 'docs/runbooks/binary.md', 'src/x.ts', 'CODEOWNERS'].map(entry)
  const routes: Routes = {
    'repos.getBranch': head,
    'git.getTree': () => ({ tree, truncated: false }),
    query: answerAll,
  }

  test('are those that Muster has a use for', async () => {
    const { client, asked } = fakeClient(routes)
    const files = await observeFiles(client, where, wanted)
    expect(files).toMatchObject({
      sha: 'c',
      settings: 'text of conf/muster.yml',
      codeowners: 'text of CODEOWNERS',
      runbooks: [{ path: 'docs/runbooks/a.md' }],
    })
    expect(files.notices).toEqual([
      {
        path: 'docs/runbooks/binary.md',
        message: 'the file is no text in UTF-8, or there are too many to read one by one',
        help: 'Save it as UTF-8, or check the repository out in the workflow.',
      },
    ])
    expect(asked[1]?.parameters).toMatchObject({ tree_sha: 't' })
  })

  test('are read at the commit of the checkout, where only some are missing', async () => {
    const { client, asked } = fakeClient(routes)
    const files = await observeFiles(client, where, { ...wanted, commit: 'abc', roles: ['settings'] })
    expect([files.sha, files.settings, files.codeowners, files.runbooks]).toEqual([
      'abc',
      'text of conf/muster.yml',
      undefined,
      [],
    ])
    expect(asked.map(({ name }) => name)).toEqual(['git.getTree', 'query'])
  })

  test('are read from the branch where a server takes no commit for its tree', async () => {
    const getTree = ({ tree_sha }: Asked) => (tree_sha === 'abc' ? refusal('not-found') : { tree, truncated: false })
    const { client } = fakeClient({ ...routes, 'git.getTree': getTree })
    expect((await observeFiles(client, where, { ...wanted, commit: 'abc' })).sha).toBe('c')
    const { client: dead } = fakeClient({ ...routes, 'git.getTree': () => refusal('unavailable') })
    await expect(observeFiles(dead, where, { ...wanted, commit: 'abc' })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('are none in an empty repository', async () => {
    const { client } = fakeClient({ 'repos.getBranch': () => refusal('not-found') })
    expect(await observeFiles(client, where, wanted)).toMatchObject({
      sha: '',
      settings: undefined,
      runbooks: [],
      notices: [],
    })
  })

  test('are looked for in few folders, where the tree is cut', async () => {
    const { client, asked } = fakeClient({
      'repos.getBranch': head,
      'git.getTree': ({ recursive }) => ({
        tree: recursive ? [] : [{ path: 'docs', type: 'tree', sha: 'd' }],
        truncated: recursive === '1',
      }),
      query: answerAll,
    })
    await observeFiles(client, where, wanted)
    // Whole, top, and the first step towards `.github`, `docs` and `conf`: what lies in these is listed with them.
    expect(asked.filter(({ name, parameters }) => name === 'git.getTree' && parameters.tree_sha === 't')).toHaveLength(
      5,
    )
    expect(asked.filter(({ parameters }) => parameters.tree_sha === 'd')).toHaveLength(1)
  })
})

describe('what the repository holds of a postmortem', () => {
  const request: DocumentRequest = {
    number: 7,
    defaultBranch: 'main',
    runbooksFolder: 'runbooks',
    paths: ['runbooks/README.md'],
    actionLabel: 'action-item',
  }
  const entry = (path: string, sha = path, more: object = {}) => ({
    path,
    mode: '100644',
    type: 'blob',
    sha,
    size: 3,
    ...more,
  })
  const branches: Readonly<Record<string, string>> = { main: 'base', 'muster/7': 'head' }
  const trees: Readonly<Record<string, readonly object[]>> = {
    'tree of base': [
      entry('runbooks/README.md'),
      entry('runbooks/db.md'),
      entry('runbooks/postmortems/2026-11-20-7-checkout.md', 'old'),
      entry('runbooks/postmortems/2026-11-20-17-other.md'),
      entry('runbooks/postmortems/7.md'),
      entry('runbooks/postmortems/link-7-.md', 'l', { mode: '120000' }),
      entry('postmortems/7.md'),
    ],
    'tree of head': [entry('runbooks/README.md'), entry('runbooks/postmortems/2026-11-20-7-checkout.md', 'new')],
  }
  const routes: Routes = {
    'repos.getBranch': ({ branch }) => {
      const commit = branches[String(branch)]
      return commit ? { commit: { sha: commit, commit: { tree: { sha: `tree of ${commit}` } } } } : refusal('not-found')
    },
    'git.getTree': ({ tree_sha }) => ({ tree: trees[String(tree_sha)], truncated: false }),
    'repos.compareCommitsWithBasehead': () => ({
      total_commits: 1,
      commits: [{ author: { login: ourLogin } }],
      behind_by: 0,
    }),
    'pulls.list': () => [],
    'issues.listForRepo': () => [],
    query: answerBlobs((sha) => ({ text: `text of ${sha}`, isTruncated: false })),
  }
  const observe = async (more: Routes = {}, changes: Partial<DocumentRequest> = {}) => {
    const { client, asked, pauses } = fakeClient({ ...routes, ...more }, ourLogin)
    return { state: await observeDocument(client, where, { ...request, ...changes }), asked, pauses }
  }

  test('is read on both branches, the same content once', async () => {
    const { state, asked } = await observe()
    expect(state).toEqual({
      branch: 'muster/7',
      branchHead: 'head',
      baseHead: 'base',
      branchIsOurs: true,
      branchIsBehind: false,
      pull: undefined,
      files: {
        'runbooks/README.md': 'text of runbooks/README.md',
        'runbooks/postmortems/2026-11-20-7-checkout.md': 'text of old',
        'runbooks/postmortems/7.md': 'text of runbooks/postmortems/7.md',
      },
      branchFiles: {
        'runbooks/README.md': 'text of runbooks/README.md',
        'runbooks/postmortems/2026-11-20-7-checkout.md': 'text of new',
      },
      postmortems: [
        'runbooks/postmortems/2026-11-20-7-checkout.md',
        'runbooks/postmortems/2026-11-20-17-other.md',
        'runbooks/postmortems/7.md',
        'runbooks/postmortems/link-7-.md',
      ],
      actionIssues: {},
    })
    const query = asked.find(({ name }) => name === 'query')
    expect(String(query?.parameters.text).match(/object\(/g)).toHaveLength(4)
    const compared = asked.find(({ name }) => name === 'repos.compareCommitsWithBasehead')
    expect(compared?.parameters).toEqual({ ...place, basehead: 'base...head', per_page: 100 })
  })

  test('leaves out what is no text', async () => {
    const query = answerBlobs(() => ({ text: null, isBinary: true }))
    expect((await observe({ query })).state).toMatchObject({ files: {}, branchFiles: {} })
  })

  test('begins without a branch', async () => {
    const getBranch = (parameters: Asked) =>
      parameters.branch === 'main' ? routes['repos.getBranch']?.(parameters) : refusal('not-found')
    const { state, asked } = await observe({ 'repos.getBranch': getBranch })
    expect(state).toMatchObject({ branchHead: undefined, branchIsOurs: true, branchIsBehind: false, branchFiles: {} })
    expect(asked.some(({ name }) => name === 'repos.compareCommitsWithBasehead')).toBe(false)
    await expect(observe({ 'repos.getBranch': () => refusal('not-found') })).rejects.toMatchObject({
      code: 'not-found',
      message: 'no branch main',
      request: 'GET /repos/{owner}/{repo}/branches/{branch}',
    })
  })

  test('may stand at the top of the repository', async () => {
    const { state } = await observe({}, { runbooksFolder: '' })
    expect(state.postmortems).toEqual(['postmortems/7.md'])
    expect(state.files).toHaveProperty(['runbooks/README.md'])
  })

  test.each([
    [
      'somebody else committed',
      { total_commits: 1, commits: [{ author: { login: 'rita' } }], behind_by: 0 },
      false,
      false,
    ],
    ['an author is gone', { total_commits: 1, commits: [{ author: null }], behind_by: 0 }, false, false],
    [
      'not all commits are told',
      { total_commits: 2, commits: [{ author: { login: ourLogin } }], behind_by: 0 },
      false,
      false,
    ],
    ['the default branch went on', { total_commits: 0, commits: [], behind_by: 1 }, true, true],
  ])('%s', async (_, answer, branchIsOurs, branchIsBehind) => {
    const { state } = await observe({ 'repos.compareCommitsWithBasehead': () => answer })
    expect(state).toMatchObject({ branchIsOurs, branchIsBehind })
  })

  test('is proposed by the newest pull request from that branch of this repository', async () => {
    const list = () => [
      apiPull(9, { head: { ref: 'muster/70', repo: { id: 1 } } }),
      apiPull(8, { head: { ref: 'muster/7', repo: { id: 2 } } }),
      apiPull(6, { head: { ref: 'muster/7', repo: null } }),
      apiPull(5),
      apiPull(4),
    ]
    const { state, asked } = await observe({ 'pulls.list': list })
    expect(state.pull).toMatchObject({ number: 5, state: 'open' })
    expect(asked.find(({ name }) => name === 'pulls.list')?.parameters).toEqual({
      ...place,
      head: 'acme:muster/7',
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: 10,
    })
  })

  test('is looked at again while the closed pull request is shown open', async () => {
    let looks = 0
    const list = () => [
      looks++ === 0 ? apiPull(5) : apiPull(5, { state: 'closed', merged_at: at(9), closed_at: at(9) }),
    ]
    const { state, pauses } = await observe({ 'pulls.list': list }, { closedPull: 5 })
    expect([state.pull?.state, pauses]).toEqual(['merged', [400]])
    looks = 0
    const other = await observe({ 'pulls.list': list }, { closedPull: 4 })
    expect([other.state.pull?.state, other.pauses]).toEqual(['open', []])
    expect((await observe({}, { closedPull: 5 })).pauses).toEqual([])
  })

  test('without the permission the known pull request is read as an issue', async () => {
    const refused = { 'pulls.list': () => refusal('forbidden') }
    const asIssue = issue(5, { pull_request: { html_url: 'pull', merged_at: at(9) } })
    const read = await observe({ ...refused, 'issues.get': () => asIssue }, { knownPull: 5 })
    expect(read.state.pull).toMatchObject({ number: 5, state: 'merged', url: 'pull' })
    expect(read.asked.find(({ name }) => name === 'issues.get')?.parameters).toEqual({ ...place, issue_number: 5 })
    expect((await observe(refused)).state.pull).toBeUndefined()
    expect((await observe({ ...refused, 'issues.get': () => issue(5) }, { knownPull: 5 })).state.pull).toBeUndefined()
    for (const code of ['forbidden', 'not-found', 'gone'] as const) {
      expect(
        (await observe({ ...refused, 'issues.get': () => refusal(code) }, { knownPull: 5 })).state.pull,
      ).toBeUndefined()
    }
    const unanswered = { ...refused, 'issues.get': () => refusal('unavailable') }
    await expect(observe(unanswered, { knownPull: 5 })).rejects.toMatchObject({ code: 'unavailable' })
    await expect(observe({ 'pulls.list': () => refusal('unavailable') })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('has become issues: ours, by their key, the oldest of each', async () => {
    const made = (number: number, key: string, more: object = {}) =>
      issue(number, { user: { login: ourLogin }, body: printMarker([key]), ...more })
    const list = () => [
      made(3, 'action:1'),
      made(4, 'action:1'),
      made(5, 'action:2'),
      made(6, 'action:3', { user: { login: 'rita' } }),
      made(8, 'x', { body: null }),
    ]
    const { state, asked } = await observe({ 'issues.listForRepo': list })
    const url = (number: number) => `https://github.test/acme/shop/issues/${number}`
    expect(state.actionIssues).toEqual({
      'action:1': { number: 3, url: url(3) },
      'action:2': { number: 5, url: url(5) },
    })
    const listed = asked.find(({ name }) => name === 'issues.listForRepo')
    expect(listed?.parameters).toMatchObject({ labels: 'action-item', state: 'all' })
    const { actionLabel: _, ...without } = request
    const { client, asked: fewer } = fakeClient(routes, ourLogin)
    expect((await observeDocument(client, where, without)).actionIssues).toEqual({})
    expect(fewer.some(({ name }) => name === 'issues.listForRepo')).toBe(false)
  })
})
