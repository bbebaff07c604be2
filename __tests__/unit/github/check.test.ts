import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/github/api-error.ts'
import { observeCheck } from '../../../src/github/observe-check.ts'
import { observePowers } from '../../../src/github/observe-powers.ts'
import { observeRoles } from '../../../src/github/observe-roles.ts'
import { observeSweepWorkflow } from '../../../src/github/observe-sweep-workflow.ts'
import { findOwnLogin } from '../../../src/github/own-login.ts'
import { answerBlobs, fakeClient, refusal } from './fake-client.ts'
import { where } from './simulated.ts'

const place = { owner: 'acme', repo: 'shop' }
const invalid = () => refusal('invalid')
const settingRoute = 'actions.getGithubActionsDefaultWorkflowPermissionsRepository'

type Routes = Parameters<typeof fakeClient>[0]

describe('what a job may do', () => {
  /** A token that may do everything, where every probe is refused for what it asks. */
  const allowed = {
    'repos.listCommits': () => [],
    'issues.listForRepo': () => [],
    'issues.create': invalid,
    'git.createRef': invalid,
    'repos.listDeployments': () => [],
    'pulls.create': invalid,
    [settingRoute]: () => ({ can_approve_pull_request_reviews: true }),
  }
  const look = async (part: 'run' | 'document' | 'all', changes: Routes = {}) => {
    const { client, asked } = fakeClient({ ...allowed, ...changes })
    const found = await observePowers(client, where, { part, defaultBranch: 'main' })
    const powers = Object.fromEntries(found.powers.map(({ name, needed, answer }) => [name, `${answer}, ${needed}`]))
    return { found, powers, asked: asked.map(({ name, parameters }) => [name, parameters] as const) }
  }

  test('in `run`: nothing that only the other job needs', async () => {
    const { found, asked } = await look('run')
    expect(found).toEqual({
      powers: [
        { name: 'contents: read', needed: true, answer: 'yes' },
        { name: 'issues: write', needed: true, answer: 'yes' },
        { name: 'deployments: read', needed: false, answer: 'yes' },
      ],
      mayOpenPullRequests: 'unknown',
    })
    expect(Object.fromEntries(asked)).toEqual({
      'repos.listCommits': { ...place, per_page: 1 },
      'issues.create': { ...place, title: '' },
      'issues.listForRepo': { ...place, per_page: 1 },
      'repos.listDeployments': { ...place, per_page: 1 },
    })
  })

  test('in `document`: code, pull requests, and at least the sight of the issue', async () => {
    const { found, asked } = await look('document')
    expect(found).toEqual({
      powers: [
        { name: 'contents: write', needed: true, answer: 'yes' },
        { name: 'issues: write', needed: false, answer: 'yes' },
        { name: 'pull-requests: write', needed: true, answer: 'yes' },
      ],
      mayOpenPullRequests: 'yes',
    })
    expect(Object.fromEntries(asked)).toMatchObject({
      'git.createRef': { ...place, ref: 'refs/heads/muster/check', sha: '0'.repeat(40) },
      'pulls.create': { ...place, head: 'main', base: 'main', title: 'Muster check' },
    })
    const readOnly = await look('document', { 'issues.create': () => refusal('forbidden') })
    expect(readOnly.powers).toMatchObject({ 'issues: read': 'yes, true', 'issues: write': 'no, false' })
  })

  test('in one job that does both: all of it', async () => {
    expect((await look('all')).powers).toEqual({
      'contents: write': 'yes, true',
      'issues: write': 'yes, true',
      'pull-requests: write': 'yes, true',
      'deployments: read': 'yes, false',
    })
  })

  test('is not writing in issues where only pull requests may be written', async () => {
    // Labels, comments and assignees would be taken from such a token, too.
    const { powers } = await look('run', { 'issues.create': () => refusal('forbidden') })
    expect(powers).toMatchObject({ 'issues: read': 'yes, true', 'issues: write': 'no, true' })
  })

  test.each([
    ['repos.listCommits', 'contents: read'],
    ['repos.listDeployments', 'deployments: read'],
  ] as const)('%s is read or not', async (route, name) => {
    for (const [code, answer] of [
      ['forbidden', 'no'],
      ['unavailable', 'unknown'],
    ] as const) {
      expect((await look('run', { [route]: () => refusal(code) })).powers[name]).toMatch(answer)
    }
  })

  test.each([
    ['issues.create', 'issues: write'],
    ['git.createRef', 'contents: write'],
  ] as const)('%s is refused for its place or for its sender', async (route, name) => {
    for (const [code, answer] of [
      ['invalid', 'yes'],
      ['conflict', 'yes'],
      ['forbidden', 'no'],
      ['not-found', 'no'],
      ['unauthorized', 'no'],
      ['unavailable', 'unknown'],
    ] as const) {
      expect((await look('all', { [route]: () => refusal(code) })).powers[name]).toBe(`${answer}, true`)
    }
    expect((await look('all', { [route]: () => ({}) })).powers[name]).toBe('yes, true')
  })

  test('is told with what GitHub would have accepted', async () => {
    const accepted = 'issues=write'
    const forbidden = Object.assign(new ApiError('forbidden', 'no', { request: 'POST /' }), { accepted })
    const { found } = await look('run', { 'issues.create': () => forbidden })
    expect(found.powers).toContainEqual({ name: 'issues: write', needed: true, answer: 'no', accepted })
  })

  const setting = (may: boolean) => ({ [settingRoute]: () => ({ can_approve_pull_request_reviews: may }) })

  test.each([
    ['refused for what it asks', invalid, {}, 'yes', 'yes, true'],
    ['opened after all', () => ({}), {}, 'yes', 'yes, true'],
    [
      'not permitted by the setting',
      () => refusal('forbidden', 'GitHub Actions is not permitted to create or approve pull requests'),
      {},
      'no',
      'yes, true',
    ],
    ['forbidden', () => refusal('forbidden'), setting(false), 'no', 'no, true'],
    ['not found', () => refusal('not-found'), setting(true), 'yes', 'no, true'],
    ['answered by nobody', () => refusal('unavailable'), setting(true), 'yes', 'unknown, true'],
    [
      'forbidden, and nobody may see the setting',
      () => refusal('forbidden'),
      { [settingRoute]: () => refusal('forbidden') },
      'unknown',
      'no, true',
    ],
  ] as const)('a pull request is %s', async (_, create, more, mayOpen, power) => {
    const { found, powers } = await look('document', { 'pulls.create': create, ...more })
    expect([found.mayOpenPullRequests, powers['pull-requests: write']]).toEqual([mayOpen, power])
  })
})

describe('the sweep', () => {
  const url = 'https://github.com/acme/shop/actions/workflows/incident-sweep.yml'
  const html_url = 'https://github.com/acme/shop/blob/main/.github/workflows/incident-sweep.yml'
  const look = async (answer: unknown) => {
    const { client, asked } = fakeClient({ 'actions.getWorkflow': () => answer })
    return { sweep: await observeSweepWorkflow(client, where), asked }
  }

  test.each([
    ['active', { kind: 'active' }],
    ['disabled_inactivity', { kind: 'switched-off', reason: 'inactivity', url }],
    ['disabled_manually', { kind: 'switched-off', reason: 'by-hand', url }],
    ['disabled_fork', { kind: 'switched-off', reason: 'fork', url }],
    ['disabled_by_a_later_rule', { kind: 'switched-off', reason: 'other', url }],
    ['deleted', { kind: 'missing' }],
  ])('in the state %s is %j, by one request', async (state, sweep) => {
    const found = await look({ state, html_url })
    expect(found.sweep).toEqual(sweep)
    expect(found.asked).toEqual([
      { name: 'actions.getWorkflow', parameters: { ...place, workflow_id: 'incident-sweep.yml' } },
    ])
  })

  test.each([
    ['not-found', 'missing'],
    ['forbidden', 'unknown'],
    ['unavailable', 'unknown'],
  ] as const)('refused with %s is %s', async (code, kind) => {
    expect((await look(refusal(code))).sweep).toEqual({ kind })
  })
})

describe('the repository', () => {
  const request = {
    defaultBranch: 'main',
    wanted: { settingsPath: '.github/muster.yml', runbooksFolder: 'runbooks' },
    labels: ['incident', 'Drill'],
    logins: ['alice', 'alice'],
    teams: ['@acme/ops'],
  } as const
  const file = (path: string, sha: string) => ({ path, sha, mode: '100644', type: 'blob', size: 20 })
  const tree = (...files: readonly object[]) => ({ tree: files, truncated: false })
  const sweepFile = file('.github/workflows/incident-sweep.yml', 's')
  const forms = [
    file('.github/ISSUE_TEMPLATE/outage.yml', 'o'),
    file('.github/ISSUE_TEMPLATE/bug.yaml', 'b'),
    file('.github/ISSUE_TEMPLATE/config.yml', 'c'),
    { ...file('.github/ISSUE_TEMPLATE/link.yml', 'l'), mode: '120000' },
    file('README.md', 'r'),
  ]
  const texts = answerBlobs((sha) => ({ isBinary: false, isTruncated: false, text: `name: ${sha}` }))
  const usual = {
    'issues.listLabelsForRepo': () => [{ name: 'drill' }, { name: 'bug' }],
    'users.getByUsername': () => ({}),
    'issues.checkUserCanBeAssigned': () => undefined,
    'repos.getCollaboratorPermissionLevel': () => ({ permission: 'write', role_name: 'write' }),
    'teams.listMembersInOrg': () => [],
    'actions.getWorkflow': () => ({ state: 'active', html_url: '' }),
    'repos.getBranch': () => ({ commit: { sha: 'head', commit: { tree: { sha: 'tree' } } } }),
    'git.getTree': () => tree(...forms, sweepFile),
    query: (parameters: Readonly<Record<string, unknown>>) =>
      String(parameters.text).includes('userContentEdits')
        ? { repository: { issues: { nodes: [] } } }
        : texts(parameters),
  }
  const check = async (changes: Routes = {}) => {
    const { client, asked } = fakeClient({ ...usual, ...changes })
    const found = await observeCheck(client, where, request)
    const parametersOf = (name: string) => asked.filter((one) => one.name === name).map(({ parameters }) => parameters)
    return { found, parametersOf }
  }

  test('is looked at whole, and only read', async () => {
    const { found, parametersOf } = await check()
    expect(found).toEqual({
      missingLabels: ['incident'],
      people: [{ login: 'alice', exists: 'yes', assignable: 'yes', role: 'write' }],
      teams: [{ mention: '@acme/ops', membersReadable: 'yes' }],
      editHistory: 'yes',
      sweep: { kind: 'active' },
      forms: [
        { path: '.github/ISSUE_TEMPLATE/bug.yaml', text: 'name: b' },
        { path: '.github/ISSUE_TEMPLATE/outage.yml', text: 'name: o' },
      ],
    })
    expect(parametersOf('issues.listLabelsForRepo')).toEqual([{ ...place, per_page: 100, page: 1 }])
    expect(parametersOf('issues.checkUserCanBeAssigned')).toEqual([{ ...place, assignee: 'alice' }])
    expect(parametersOf('users.getByUsername')).toEqual([{ username: 'alice' }])
    expect(parametersOf('teams.listMembersInOrg')).toEqual([{ org: 'acme', team_slug: 'ops', per_page: 1 }])
    expect(parametersOf('repos.getBranch')).toEqual([{ ...place, branch: 'main' }])
  })

  test('may hide its forms, or have no branch yet', async () => {
    for (const route of ['git.getTree', 'repos.getBranch']) {
      expect((await check({ [route]: () => refusal('forbidden') })).found.forms).toBeUndefined()
    }
    expect((await check({ 'repos.getBranch': () => refusal('not-found') })).found.forms).toEqual([])
  })

  test.each([
    ['not found, and its file is not there', 'not-found', [], 'missing'],
    ['not found, and its file is there', 'not-found', [sweepFile], 'unknown'],
    ['not shown, and its file is not there', 'forbidden', [], 'missing'],
    ['not shown, and its file is there', 'forbidden', [sweepFile], 'unknown'],
  ] as const)('the sweep is %s', async (_, code, files, kind) => {
    const changes = { 'actions.getWorkflow': () => refusal(code), 'git.getTree': () => tree(...files) }
    expect((await check(changes)).found.sweep).toEqual({ kind })
  })

  test('a sweep that is not found is not called missing where no file can be seen', async () => {
    const changes = { 'actions.getWorkflow': () => refusal('not-found'), 'git.getTree': () => refusal('forbidden') }
    expect((await check(changes)).found.sweep).toEqual({ kind: 'unknown' })
  })

  test('tells of edits by GraphQL, or nobody does', async () => {
    const query = (answer: unknown) => (parameters: Readonly<Record<string, unknown>>) =>
      String(parameters.text).includes('userContentEdits') ? answer : texts(parameters)
    expect((await check({ query: query(refusal('graphql')) })).found.editHistory).toBe('no')
    for (const repository of [null, { issues: null }]) {
      expect((await check({ query: query({ repository }) })).found.editHistory).toBe('unknown')
    }
  })

  test('labels that cannot be listed are not called missing', async () => {
    expect((await check({ 'issues.listLabelsForRepo': () => refusal('forbidden') })).found.missingLabels).toEqual([])
  })

  test('people and teams may not be there', async () => {
    const { found } = await check({
      'users.getByUsername': () => refusal('not-found'),
      'issues.checkUserCanBeAssigned': () => refusal('unavailable'),
      'repos.getCollaboratorPermissionLevel': () => refusal('forbidden'),
      'teams.listMembersInOrg': () => refusal('not-found'),
    })
    expect(found.people).toEqual([{ login: 'alice', exists: 'no', assignable: 'unknown', role: 'unknown' }])
    expect(found.teams).toEqual([{ mention: '@acme/ops', membersReadable: 'no' }])
  })
})

describe('a role', () => {
  const route = 'repos.getCollaboratorPermissionLevel'
  const roleOf = async (answer: unknown, login = 'Alice') => {
    const { client, asked } = fakeClient({ [route]: () => answer })
    return { roles: await observeRoles(client, where, [login, login.toUpperCase()]), asked }
  }
  const finer = (...granted: readonly string[]) => ({
    permission: 'admin',
    user: {
      permissions: Object.fromEntries(
        ['pull', 'triage', 'push', 'maintain', 'admin'].map((one) => [one, granted.includes(one)]),
      ),
    },
  })

  test.each([
    ['admin', finer('admin', 'maintain', 'push', 'triage', 'pull')],
    ['maintain', finer('maintain', 'push', 'triage', 'pull')],
    ['write', finer('push', 'triage', 'pull')],
    ['triage', finer('triage', 'pull')],
    ['read', finer('pull')],
    ['none', finer()],
    ['triage', { permission: 'read', role_name: 'triage' }],
    ['write', { permission: 'write', role_name: 'on-call' }],
    ['write', { permission: 'push' }],
    ['read', { permission: 'pull' }],
    ['maintain', { permission: 'write', role_name: 'maintain', user: { permissions: { admin: false } } }],
    ['none', { permission: 'none', role_name: 'none' }],
    ['unknown', {}],
    ['unknown', { permission: 'emperor', user: null }],
  ])('is %s by the finest that GitHub tells', async (role, answer) => {
    const { roles, asked } = await roleOf(answer)
    expect(roles).toEqual({ alice: role })
    expect(asked).toEqual([{ name: route, parameters: { ...place, username: 'alice' } }])
  })

  test.each([
    ['not-found', 'none'],
    ['invalid', 'none'],
    ['gone', 'none'],
    ['forbidden', 'unknown'],
    ['unauthorized', 'unknown'],
    ['unavailable', 'unknown'],
  ] as const)('refused with %s is %s', async (code, role) => {
    expect((await roleOf(refusal(code))).roles).toEqual({ alice: role })
  })

  test('of nobody is not asked for', async () => {
    for (const login of ['', 'ghost']) {
      const { roles, asked } = await roleOf({ permission: 'admin' }, login)
      expect([roles, asked]).toEqual([{ [login]: 'none' }, []])
    }
  })
})

describe('who we are', () => {
  const viewer = () => ({ viewer: { login: 'muster[bot]' } })
  const refused = () => refusal('forbidden')

  test.each([
    ['known already', {}, 'known[bot]', 'known[bot]'],
    ['told by GraphQL', { query: viewer }, undefined, 'muster[bot]'],
    [
      'told by the user of the token',
      { query: refused, 'users.getAuthenticated': () => ({ login: 'rita' }) },
      undefined,
      'rita',
    ],
    ['told by nobody', { query: refused, 'users.getAuthenticated': refused }, undefined, 'github-actions[bot]'],
  ] as const)('is %s', async (_, routes, known, login) => {
    expect(await findOwnLogin(fakeClient(routes, known).client)).toBe(login)
  })
})
