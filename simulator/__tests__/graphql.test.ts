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
