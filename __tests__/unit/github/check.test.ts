import { describe, expect, test } from '@jest/globals'
import { observeCheck } from '../../../src/github/observe-check.ts'
import { observeRoles } from '../../../src/github/observe-roles.ts'
import { findOwnLogin } from '../../../src/github/own-login.ts'
import { fakeClient, refusal } from './fake-client.ts'
import { where } from './simulated.ts'

const request = {
  defaultBranch: 'main',
  part: 'all',
  labels: ['incident', 'Triage'],
  logins: ['alice', 'alice'],
  teams: ['@acme/ops'],
} as const

const place = { owner: 'acme', repo: 'shop' }
const invalid = () => refusal('invalid')

/** A token that may do everything, where every probe is refused for what it asks. */
const allowed = {
  'repos.listCommits': () => [],
  'issues.listForRepo': () => [],
  'issues.createLabel': invalid,
  'git.createRef': invalid,
  'repos.listDeployments': () => [],
  'pulls.create': invalid,
  'actions.getGithubActionsDefaultWorkflowPermissionsRepository': () => ({ can_approve_pull_request_reviews: true }),
  'issues.listLabelsForRepo': () => [{ name: 'triage' }, { name: 'bug' }],
  'users.getByUsername': () => ({}),
  'issues.checkUserCanBeAssigned': () => undefined,
  'repos.getCollaboratorPermissionLevel': () => ({ permission: 'write', role_name: 'write' }),
  'teams.listMembersInOrg': () => [],
  query: () => ({ repository: { issues: { nodes: [] } } }),
}
const check = async (
  changes: Parameters<typeof fakeClient>[0] = {},
  more: Partial<Parameters<typeof observeCheck>[2]> = {},
) => {
  const { client, asked } = fakeClient({ ...allowed, ...changes })
  const found = await observeCheck(client, where, { ...request, ...more })
  const parametersOf = (name: string) => asked.filter((one) => one.name === name).map(({ parameters }) => parameters)
  return { found, parametersOf }
}

describe('what the token may do', () => {
  test('is all there', async () => {
    const { found, parametersOf } = await check()
    expect(found).toEqual({
      permissions: {
        readContents: 'yes',
        readIssues: 'yes',
        writeIssues: 'yes',
        writeContents: 'yes',
        writePullRequests: 'yes',
        readDeployments: 'yes',
      },
      missingLabels: ['incident'],
      people: [{ login: 'alice', exists: 'yes', assignable: 'yes', role: 'write' }],
      teams: [{ mention: '@acme/ops', membersReadable: 'yes' }],
      mayOpenPullRequests: 'yes',
      editHistory: 'yes',
    })
    expect(parametersOf('repos.listCommits')).toEqual([{ ...place, per_page: 1 }])
    expect(parametersOf('issues.listForRepo')).toEqual([{ ...place, per_page: 1 }])
    expect(parametersOf('repos.listDeployments')).toEqual([{ ...place, per_page: 1 }])
    expect(parametersOf('issues.createLabel')).toEqual([{ ...place, name: '' }])
    expect(parametersOf('git.createRef')).toEqual([{ ...place, ref: 'refs/heads/muster/check', sha: '0'.repeat(40) }])
    expect(parametersOf('pulls.create')).toEqual([{ ...place, head: 'main', base: 'main', title: 'Muster check' }])
    expect(parametersOf('issues.listLabelsForRepo')).toEqual([{ ...place, per_page: 100, page: 1 }])
    expect(parametersOf('issues.checkUserCanBeAssigned')).toEqual([{ ...place, assignee: 'alice' }])
    expect(parametersOf('users.getByUsername')).toEqual([{ username: 'alice' }])
    expect(parametersOf('teams.listMembersInOrg')).toEqual([{ org: 'acme', team_slug: 'ops', per_page: 1 }])
  })

  test.each(['repos.listCommits', 'issues.listForRepo', 'repos.listDeployments'] as const)(
    '%s is read or not',
    async (name) => {
      const key = {
        'repos.listCommits': 'readContents',
        'issues.listForRepo': 'readIssues',
        'repos.listDeployments': 'readDeployments',
      }[name]
      expect((await check({ [name]: () => refusal('forbidden') })).found.permissions).toMatchObject({ [key]: 'no' })
      expect((await check({ [name]: () => refusal('unavailable') })).found.permissions).toMatchObject({
        [key]: 'unknown',
      })
    },
  )

  test.each([
    ['issues.createLabel', 'writeIssues'],
    ['git.createRef', 'writeContents'],
  ] as const)('%s is refused for its place or for its sender', async (name, key) => {
    for (const [code, answer] of [
      ['invalid', 'yes'],
      ['conflict', 'yes'],
      ['forbidden', 'no'],
      ['not-found', 'no'],
      ['unauthorized', 'no'],
      ['unavailable', 'unknown'],
    ] as const) {
      expect((await check({ [name]: () => refusal(code) })).found.permissions).toMatchObject({ [key]: answer })
    }
    expect((await check({ [name]: () => ({}) })).found.permissions).toMatchObject({ [key]: 'yes' })
  })

  test('is not asked of the job `run` where only `document` needs it', async () => {
    const { found, parametersOf } = await check({}, { part: 'run' })
    expect(found.permissions).toMatchObject({
      writeContents: 'unknown',
      writePullRequests: 'unknown',
      writeIssues: 'yes',
    })
    expect(found.mayOpenPullRequests).toBe('yes')
    expect([...parametersOf('git.createRef'), ...parametersOf('pulls.create')]).toEqual([])
    expect(parametersOf('actions.getGithubActionsDefaultWorkflowPermissionsRepository')).toEqual([place])
    expect((await check({}, { part: 'document' })).found.permissions.writeContents).toBe('yes')
  })

  const setting = (may: boolean) => ({
    'actions.getGithubActionsDefaultWorkflowPermissionsRepository': () => ({ can_approve_pull_request_reviews: may }),
  })

  test.each([
    ['refused for what it asks', invalid, {}, 'yes', 'yes'],
    ['opened after all', () => ({}), {}, 'yes', 'yes'],
    [
      'not permitted by the setting',
      () => refusal('forbidden', 'GitHub Actions is not permitted to create or approve pull requests'),
      {},
      'no',
      'yes',
    ],
    ['forbidden', () => refusal('forbidden'), setting(false), 'no', 'no'],
    ['not found', () => refusal('not-found'), setting(true), 'yes', 'no'],
    ['answered by nobody', () => refusal('unavailable'), setting(true), 'yes', 'unknown'],
  ] as const)('a pull request is %s', async (_, create, more, mayOpen, permission) => {
    const { found } = await check({ 'pulls.create': create, ...more })
    expect([found.mayOpenPullRequests, found.permissions.writePullRequests]).toEqual([mayOpen, permission])
  })

  test('is not known where nobody may ask', async () => {
    const route = 'actions.getGithubActionsDefaultWorkflowPermissionsRepository'
    expect((await check({ [route]: () => refusal('forbidden') }, { part: 'run' })).found.mayOpenPullRequests).toBe(
      'unknown',
    )
  })

  test('tells of edits by GraphQL, or nobody does', async () => {
    expect((await check({ query: () => refusal('graphql') })).found.editHistory).toBe('no')
    for (const repository of [null, { issues: null }]) {
      expect((await check({ query: () => ({ repository }) })).found.editHistory).toBe('unknown')
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
