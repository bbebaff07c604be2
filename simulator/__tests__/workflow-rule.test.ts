import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { GIT_ENVIRONMENT } from '../git/environment.ts'
import { openShop, type Shop } from './shop.ts'

const run = promisify(execFile)
const path = '.github/workflows/ci.yml'
const words = `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`
const content = (text: string) => Buffer.from(text).toString('base64')

let shop: Shop
let token: string

beforeEach(async () => {
  shop = await openShop()
  commit('main', { [path]: 'on: push\n' })
  token = shop.github.world.addToken({
    kind: 'workflow',
    repository: 'acme/shop',
    permissions: { contents: 'write', 'pull-requests': 'write' },
  })
})

afterEach(async () => {
  expect(shop.github.world.violations).toEqual([])
  await shop.github.close()
})

function commit(branch: string, files: Readonly<Record<string, string>>): string {
  const author = { name: 'admin', email: 'admin@example.com', date: new Date(0) }
  return shop.repository.git.commitFiles(branch, { files, author, message: 'Change' })
}

async function ask(request: string, body: object): Promise<readonly [status: number, message: string]> {
  const answer = await shop.ask(token, request, body)
  return [answer.status, answer.body.message]
}

const head = (branch: string) => shop.repository.git.refs.read(`refs/heads/${branch}`) ?? ''

/** Makes a branch from `main` with one more file, as a bot does. */
function makeBranch(name: string): void {
  shop.repository.git.refs.set(`refs/heads/${name}`, head('main'), null)
  commit(name, { 'b.md': 'B' })
}

/** A commit that joins `main` into a branch, with the tree of `main` and the branch's own file. */
async function joinMain(branch: string): Promise<string> {
  const { git } = shop.repository
  const blob = git.objects.writeBlob('B')
  const base = git.objects.readCommit(head('main'))
  const tree = git.objects.changeTree(base?.tree ?? null, new Map([['b.md', { mode: '100644', oid: blob }]]))
  const { body } = await shop.ask(token, 'POST /git/commits', {
    message: 'Join',
    tree,
    parents: [head(branch), head('main')],
  })
  return body.sha
}

test('files: put, replaced or deleted below the folder, whatever their names', async () => {
  expect(await ask(`PUT /contents/.github/workflows/README.md`, { message: 'x', content: content('x') })).toEqual([
    403,
    words.replace('ci.yml', 'README.md'),
  ])
  const sha = shop.repository.git.objects.entryAt(shop.repository.git.resolve('main')?.tree ?? '', path)?.oid
  expect(await ask(`PUT /contents/${path}`, { message: 'x', content: content('on: pull_request\n'), sha })).toEqual([
    403,
    words,
  ])
  expect(await ask(`DELETE /contents/${path}`, { message: 'x', sha })).toEqual([403, words])
  expect((await ask('PUT /contents/docs/x.md', { message: 'x', content: content('x') }))[0]).toBe(201)
  shop.github.world.options.workflowRefusal = 422
  expect(await ask(`DELETE /contents/${path}`, { message: 'x', sha })).toEqual([422, words])
})

test('refs: a commit of its own that changes one is refused, one that another branch has passes', async () => {
  makeBranch('muster/1')
  commit('theirs', { [path]: 'on: issues\n' })
  const theirs = head('theirs')
  expect((await ask('PATCH /git/refs/heads/muster/1', { sha: theirs, force: true }))[0]).toBe(200)
  shop.repository.git.refs.delete('refs/heads/theirs', theirs)
  expect(await ask('POST /git/refs', { ref: 'refs/heads/copy', sha: theirs })).toEqual([201, undefined])
  shop.repository.git.refs.delete('refs/heads/copy', theirs)
  shop.repository.git.refs.delete('refs/heads/muster/1', theirs)
  expect(await ask('POST /git/refs', { ref: 'refs/heads/copy', sha: theirs })).toEqual([403, words])
  expect(await ask('POST /git/refs', { ref: 'refs/tags/v1', sha: theirs })).toEqual([403, words])
})

test('joining the default branch passes while it has the file so, and no longer once it moved on', async () => {
  makeBranch('muster/1')
  commit('main', { [path]: 'on: issues\n' })
  const joined = await joinMain('muster/1')
  commit('main', { [path]: 'on: schedule\n' })
  expect(await ask('PATCH /git/refs/heads/muster/1', { sha: joined })).toEqual([403, words])
  const fresh = await joinMain('muster/1')
  shop.github.world.options.workflowTwins = false
  expect(await ask('PATCH /git/refs/heads/muster/1', { sha: fresh })).toEqual([403, words])
  shop.github.world.options.workflowTwins = true
  expect((await ask('PATCH /git/refs/heads/muster/1', { sha: fresh }))[0]).toBe(200)
})

test('a new branch from a default branch that has moved on meanwhile', async () => {
  const old = head('main')
  commit('main', { [path]: 'on: issues\n' })
  expect(await ask('POST /git/refs', { ref: 'refs/heads/muster/2', sha: old })).toEqual([403, words])
  expect((await ask('POST /git/refs', { ref: 'refs/heads/muster/2', sha: head('main') }))[0]).toBe(201)
})

test('merging, by a token only', async () => {
  commit('main', { 'c.md': 'C' })
  makeBranch('theirs')
  commit('theirs', { [path]: 'on: issues\n' })
  expect(await ask('POST /merges', { base: 'main', head: 'theirs' })).toEqual([403, words])
  await shop.ask(shop.tokens.writer, 'POST /pulls', { title: 'x', base: 'main', head: 'theirs' })
  expect(await ask('PUT /pulls/1/merge', {})).toEqual([403, words])
  expect((await shop.ask(shop.tokens.writer, 'PUT /pulls/1/merge', {})).status).toBe(200)
})

test('createCommitOnBranch, and an App that has the permission', async () => {
  const commitOn = async (given: string) => {
    const input = {
      branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'main' },
      message: { headline: 'x' },
      fileChanges: { additions: [{ path, contents: content('on: issues\n') }] },
      expectedHeadOid: head('main'),
    }
    const mutation =
      'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }'
    return (await shop.graphql(given, mutation, { input })).body
  }
  expect((await commitOn(token)).errors[0]).toMatchObject({ type: 'FORBIDDEN', message: words })
  const permissions = { contents: 'write', workflows: 'write' } as const
  const app = shop.github.world.addToken({ kind: 'app', login: 'app[bot]', repository: 'acme/shop', permissions })
  expect((await commitOn(app)).errors).toBeUndefined()
})

test('git push is rejected with the same words', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'push-'))
  try {
    const git = (...args: string[]) => run('git', args, { cwd: folder, env: GIT_ENVIRONMENT })
    const url = shop.github.url.replace('http://', `http://x-access-token:${token}@`)
    await git('clone', '-q', `${url}/acme/shop.git`, '.')
    const push = async (file: string) => {
      writeFileSync(join(folder, file), 'name: x\n')
      await git('add', '.')
      await git('-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '-qm', 'x')
      await git('push', '-q', 'origin', 'HEAD:refs/heads/pushed')
    }
    await push('d.md')
    await expect(push(path)).rejects.toThrow(words)
    expect(shop.repository.git.readFile('pushed', path)?.toString()).toBe('on: push\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
