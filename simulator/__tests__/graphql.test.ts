import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { openShop, type Shop } from './shop.ts'

// GitHub's schema is large; reading it takes seconds on a busy machine.
jest.setTimeout(60_000)

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
})

afterEach(async () => {
  await shop.github.close()
})

const EDITS = `query ($number: Int!, $after: String) {
  repository(owner: "acme", name: "shop") {
    issue(number: $number) {
      id
      userContentEdits(first: 2, after: $after) {
        totalCount
        nodes { editedAt editor { login } diff }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`

test('the history of edits is given page by page, newest first, whole texts', async () => {
  const { ask, tokens, github, graphql } = shop
  github.world.clock.set('2026-11-01T10:00:00Z')
  await ask(tokens.stranger, 'POST /issues', { title: 'Down', body: 'a' })
  const never = await graphql(tokens.workflow, EDITS, { number: 1 })
  expect(never.body.data.repository.issue.userContentEdits.totalCount).toBe(0)
  await ask(tokens.stranger, 'PATCH /issues/1', { body: 'b' })
  await ask(tokens.workflow, 'PATCH /issues/1', { body: 'c' })
  const first = (await graphql(tokens.workflow, EDITS, { number: 1 })).body.data.repository.issue.userContentEdits
  expect(first.nodes).toEqual([
    { editedAt: '2026-11-01T10:00:00Z', editor: { login: 'github-actions' }, diff: 'c' },
    { editedAt: '2026-11-01T10:00:00Z', editor: { login: 'stranger' }, diff: 'b' },
  ])
  const after = first.pageInfo.endCursor
  const second = (await graphql(tokens.workflow, EDITS, { number: 1, after })).body.data.repository.issue
    .userContentEdits
  expect([second.nodes.map(({ diff }: { diff: string }) => diff), second.pageInfo.hasNextPage]).toEqual([['a'], false])
})

test('comments are found by their node ids; one that leads nowhere is null with an error', async () => {
  const { ask, tokens, graphql } = shop
  await ask(tokens.stranger, 'POST /issues', { title: 'Down' })
  const comment = (await ask(tokens.stranger, 'POST /issues/1/comments', { body: 'a' })).body
  await ask(tokens.stranger, `PATCH /issues/comments/${comment.id}`, { body: 'b' })
  const query = `query ($ids: [ID!]!) {
    nodes(ids: $ids) { ... on IssueComment { databaseId author { login } userContentEdits(last: 1) { nodes { diff } } } }
  }`
  const { body } = await graphql(tokens.workflow, query, { ids: [comment.node_id, 'IC_no'] })
  expect(body.data.nodes[0]).toEqual({
    databaseId: comment.id,
    author: { login: 'stranger' },
    userContentEdits: { nodes: [{ diff: 'a' }] },
  })
  expect([body.data.nodes[1], body.errors[0].type]).toEqual([null, 'NOT_FOUND'])
})

test('files are read by expression, many at a time', async () => {
  const query = `{ repository(owner: "acme", name: "shop") {
    a: object(expression: "main:a.md") { ... on Blob { text isBinary byteSize } }
    b: object(expression: "main:b.md") { ... on Blob { text } }
    root: object(expression: "HEAD:") { ... on Tree { entries { name type } } }
    tree: object(expression: "main:") { ... on Tree { entries { name type } } }
  } }`
  const { data } = (await shop.graphql(shop.tokens.workflow, query)).body
  expect(data.repository.a).toEqual({ text: 'A', isBinary: false, byteSize: 1 })
  expect(data.repository.b).toBeNull()
  expect(data.repository.tree).toEqual({ entries: [{ name: 'a.md', type: 'blob' }] })
  expect(data.repository.root).toEqual(data.repository.tree)
})

test('the history of a branch is given by path and time, with parents', async () => {
  const { tokens, graphql, ask, github, repository } = shop
  const first = repository.git.resolve('main')?.oid
  github.world.clock.set('2027-11-25T10:00:00Z')
  const put = async (path: string, text: string) => {
    github.world.clock.advance(60_000)
    const content = Buffer.from(text).toString('base64')
    return (await ask(tokens.admin, `PUT /contents/${path}`, { message: `Write ${path}`, content })).body.commit.sha
  }
  const [b, c] = [await put('b/b.md', 'B'), await put('c.md', 'C')]
  const query = `query ($since: GitTimestamp, $until: GitTimestamp, $path: String) {
    repository(owner: "acme", name: "shop") { ref(qualifiedName: "refs/heads/main") { target { ... on Commit {
      history(first: 10, since: $since, until: $until, path: $path) { nodes { oid message committedDate parents(first: 2) { nodes { oid } } } }
    } } } }
  }`
  const list = async (variables: Record<string, string>) =>
    (await graphql(tokens.workflow, query, variables)).body.data.repository.ref.target.history.nodes
  expect(await list({ since: '2027-11-25T10:01:00Z' })).toEqual([
    { oid: c, message: 'Write c.md', committedDate: '2027-11-25T10:02:00Z', parents: { nodes: [{ oid: b }] } },
    { oid: b, message: 'Write b/b.md', committedDate: '2027-11-25T10:01:00Z', parents: { nodes: [{ oid: first }] } },
  ])
  expect((await list({ path: 'b' })).map(({ oid }: { oid: string }) => oid)).toEqual([b])
})

test('releases and deployments come in the order asked for; what the token may not see takes its field alone', async () => {
  await shop.github.close()
  shop = await openShop({ isPrivate: true })
  const { tokens, graphql, ask, github } = shop
  github.world.clock.set('2026-11-01T10:00:00Z')
  for (const tag of ['v1', 'v2']) {
    github.world.clock.advance(60_000)
    await ask(tokens.admin, 'POST /releases', { tag_name: tag, name: `Release ${tag}` })
    await ask(tokens.admin, 'POST /deployments', { ref: tag, required_contexts: [] })
  }
  await ask(tokens.admin, 'POST /releases', { tag_name: 'v3', draft: true })
  const sha = shop.repository.git.resolve('main')?.oid
  await ask(tokens.admin, 'POST /deployments', { ref: sha, environment: 'staging', required_contexts: [] })
  const query = `{
    released: repository(owner: "acme", name: "shop") {
      releases(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { tagName name isDraft publishedAt } }
    }
    deployed: repository(owner: "acme", name: "shop") {
      deployments(first: 5) { nodes { ref { name } environment commitOid } }
    }
  }`
  const { data } = (await graphql(tokens.admin, query)).body
  expect(data.deployed.deployments.nodes).toEqual([
    { ref: { name: 'v1' }, environment: 'production', commitOid: sha },
    { ref: { name: 'v2' }, environment: 'production', commitOid: sha },
    { ref: null, environment: 'staging', commitOid: sha },
  ])
  const published = [
    { tagName: 'v2', name: 'Release v2', isDraft: false, publishedAt: '2026-11-01T10:02:00Z' },
    { tagName: 'v1', name: 'Release v1', isDraft: false, publishedAt: '2026-11-01T10:01:00Z' },
  ]
  expect(data.released.releases.nodes).toEqual([
    expect.objectContaining({ tagName: 'v3', isDraft: true, publishedAt: null }),
    ...published,
  ])
  const { body } = await graphql(tokens.workflow, query)
  expect(body.data).toEqual({ released: { releases: { nodes: published } }, deployed: null })
  expect(body.errors).toEqual([expect.objectContaining({ type: 'FORBIDDEN', path: ['deployed', 'deployments'] })])
  const byName = `{ repository(owner: "acme", name: "shop") {
    releases(first: 1, orderBy: { field: NAME, direction: ASC }) { nodes { id } } } }`
  expect((await graphql(tokens.admin, byName)).body.errors[0].message).toContain('CREATED_AT')
})

test('a commit tells the history of a path, newest first', async () => {
  const first = shop.repository.git.resolve('main')?.oid
  const token = shop.github.world.addToken({
    kind: 'workflow',
    repository: 'acme/shop',
    permissions: { contents: 'write' },
  })
  await shop.graphql(
    token,
    `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`,
    {
      input: {
        branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'main' },
        message: { headline: 'Add c' },
        fileChanges: { additions: [{ path: 'docs/c.md', contents: Buffer.from('C').toString('base64') }] },
        expectedHeadOid: first,
      },
    },
  )
  const ask = (fields: string) =>
    shop.graphql(
      shop.tokens.workflow,
      `{ repository(owner: "acme", name: "shop") { object(expression: "main") { ... on Commit { ${fields} } } } }`,
    )
  const asked = `nodes { oid message committedDate }`
  const { object } = (
    await ask(
      `all: history(first: 1) { totalCount ${asked} } a: history(first: 1, path: "a.md") { ${asked} } docs: history(first: 2, path: "docs") { ${asked} } none: history(first: 1, path: "no.md") { ${asked} }`,
    )
  ).body.data.repository
  expect(object.all.nodes[0].message).toBe('Add c')
  expect(object.all.totalCount).toBeGreaterThan(1)
  expect(object.a.nodes).toEqual([expect.objectContaining({ oid: first })])
  expect(object.docs.nodes.map(({ message }: { message: string }) => message)).toEqual(['Add c'])
  expect(object.none.nodes).toEqual([])
  const refused = (await ask('history(first: 1, author: { emails: [] }) { totalCount }')).body
  expect(refused.errors[0].type).toBe('NOT_COVERED')
  const unbounded = (await ask('history { totalCount }')).body
  expect(unbounded.errors[0].type).toBe('MISSING_PAGINATION_BOUNDARIES')
})

test('a commit is made on a branch that still stands where the client thinks', async () => {
  const token = shop.github.world.addToken({
    kind: 'workflow',
    repository: 'acme/shop',
    permissions: { contents: 'write' },
  })
  const head = shop.repository.git.resolve('main')?.oid
  const query = `mutation ($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid message } ref { name target { oid } } }
  }`
  const input = {
    branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'main' },
    message: { headline: 'Add b' },
    fileChanges: { additions: [{ path: 'b.md', contents: Buffer.from('B').toString('base64') }] },
    expectedHeadOid: head,
  }
  const made = (await shop.graphql(token, query, { input })).body.data.createCommitOnBranch
  expect([made.commit.message, made.ref.name, made.ref.target.oid]).toEqual(['Add b', 'main', made.commit.oid])
  const stale = (await shop.graphql(token, query, { input })).body
  expect([stale.data.createCommitOnBranch, stale.errors[0].type]).toEqual([null, 'STALE_DATA'])
  const denied = (await shop.graphql(shop.tokens.workflow, query, { input })).body
  expect(denied.errors[0].type).toBe('FORBIDDEN')
})

test('errors are worded as GitHub does, and what is not covered is no silent null', async () => {
  const { graphql, tokens, github } = shop
  const ask = async (query: string) => (await graphql(tokens.workflow, query)).body.errors[0]
  expect((await ask('{ viewer { nope } }')).message).toBe("Field 'nope' doesn't exist on type 'User'")
  expect((await ask('{ repository(owner: "acme", name: "none") { id } }')).message).toBe(
    "Could not resolve to a Repository with the name 'acme/none'.",
  )
  expect((await ask('{ repository(owner: "acme", name: "shop") { issue(number: 9) { id } } }')).type).toBe('NOT_FOUND')
  expect((await ask('{ viewer { email } }')).message).toContain('does not cover')
  expect(github.world.violations.map(({ kind }) => kind)).toEqual(['graphql', 'graphql'])
  expect((await graphql('ghs_no', '{ viewer { login } }')).status).toBe(401)
  const { data } = (await graphql(tokens.workflow, '{ viewer { login } }')).body
  expect(data.viewer.login).toBe('github-actions[bot]')
  github.world.options.graphql = false
  expect((await graphql(tokens.workflow, '{ viewer { login } }')).status).toBe(404)
})
