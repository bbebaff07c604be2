import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { CommitRefused, createCommitOnBranch } from '../git/commit-on-branch.ts'
import { ancestorsOf, listCommits } from '../git/history.ts'
import { mergeTrees } from '../git/merge.ts'
import { isRefName } from '../git/ref-store.ts'
import { authenticate } from '../http/authenticate.ts'
import { commitTo, namesOf, type Shop, startShop } from './git-shop.ts'

const run = promisify(execFile)
const environment = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_GLOBAL: '/dev/null' }

let shop: Shop
let folder: string

beforeEach(async () => {
  shop = await startShop()
  folder = await mkdtemp(join(tmpdir(), 'git-test-'))
})

afterEach(async () => {
  await shop.close()
  await rm(folder, { recursive: true, force: true })
})

async function git(args: readonly string[], cwd = folder): Promise<{ readonly ok: boolean; readonly text: string }> {
  const identity = ['-c', 'user.name=Alice', '-c', 'user.email=alice@users.noreply.github.com']
  try {
    const { stdout, stderr } = await run('git', [...identity, ...args], { cwd, env: environment })
    return { ok: true, text: stdout + stderr }
  } catch (error) {
    return { ok: false, text: String((error as { stderr?: unknown }).stderr) }
  }
}

function address(asker?: keyof Shop['tokens']): string {
  const login = asker ? `x-access-token:${shop.tokens[asker]}@` : ''
  return `${shop.github.url.replace('//', `//${login}`)}/acme/shop.git`
}

describe('the repository', () => {
  test('is one that git finds nothing wrong with, signed commits and nested refs included', async () => {
    const { repository } = shop
    commitTo(shop, 'topic/deep/er', { 'a/b/c.txt': 'x', 'a.txt': 'y', a0: 'z', 'runbooks/pool.md': null })
    await shop.ask('PUT', '/contents/signed.md', { body: { message: 'Sign', content: 'eA==' } })
    const { ok, text } = await git(['fsck', '--strict', '--full'], repository.git.directory)
    expect({ ok, errors: /error|missing|broken/.test(text) }).toEqual({ ok: true, errors: false })
    const listed = await git(['ls-tree', '-r', '--name-only', 'topic/deep/er'], repository.git.directory)
    expect(listed.text.split('\n')).toEqual(['README.md', 'a.txt', 'a/b/c.txt', 'a0', 'numbers.txt', ''])
  })

  test('is cloned by its address with and without `.git`', async () => {
    for (const url of [address('workflow'), address('workflow').replace(/\.git$/, '')]) {
      const { ok, text } = await git(['ls-remote', url, 'refs/heads/main'])
      expect([ok, text.includes('refs/heads/main')]).toEqual([true, true])
    }
  })

  test('lists history as git log does, by path too', async () => {
    const { git: store } = shop.repository
    for (const [index, name] of ['one', 'two', 'one'].entries()) {
      shop.github.world.clock.advance(1000)
      commitTo(shop, 'main', { [`docs/${name}.txt`]: `${index}` })
    }
    const head = store.resolve('main')?.oid ?? ''
    for (const path of ['docs/one.txt', 'docs', 'numbers.txt', 'nowhere']) {
      const { text } = await git(['log', '--format=%H', 'main', '--', path], store.directory)
      const oids = listCommits(store.objects, head, { path }).map(({ oid }) => oid)
      expect(oids).toEqual(text.split('\n').filter(Boolean))
    }
    expect(ancestorsOf(store.objects, head).size).toBe(4)
  })

  test('merges what differs, by lines within a file, and names the conflicts', () => {
    const { git: store } = shop.repository
    const first = store.resolve('main')?.tree ?? ''
    const treeOf = (files: Record<string, string | null>, branch: string) =>
      store.objects.readCommit(commitTo(shop, branch, files))?.tree ?? ''
    const base = treeOf({ 'numbers.txt': 'one\n2\n3\n4\n5\n6\n7\n8\n', 'new.md': 'n' }, 'base')
    const clean = treeOf({ 'numbers.txt': '1\n2\n3\n4\n5\n6\n7\neight\n', 'README.md': null }, 'clean')
    const clash = treeOf({ 'numbers.txt': 'uno\n2\n3\n4\n5\n6\n7\n8\n' }, 'clash')
    const merged = mergeTrees(store.objects, { ancestor: first, base, head: clean })
    if (merged.kind !== 'clean') throw new Error('should merge')
    expect(store.objects.walkTree(merged.tree).map(({ path }) => path)).toEqual([
      'new.md',
      'numbers.txt',
      'runbooks',
      'runbooks/pool.md',
    ])
    const numbers = store.objects.entryAt(merged.tree, 'numbers.txt')?.oid ?? ''
    expect(store.objects.readBlob(numbers)?.toString()).toBe('one\n2\n3\n4\n5\n6\n7\neight\n')
    expect(mergeTrees(store.objects, { ancestor: first, base, head: clash })).toEqual({
      kind: 'conflict',
      paths: ['numbers.txt'],
    })
  })

  test('shows differences with counts, patches and renames', () => {
    const { git: store } = shop.repository
    const before = store.resolve('main')?.oid ?? ''
    const after = commitTo(shop, 'topic', { 'README.md': null, 'GUIDE.md': '# Shop\n', 'numbers.txt': '1\n2\n' })
    expect(store.diff(before, after)).toMatchObject([
      { path: 'GUIDE.md', previousPath: 'README.md', status: 'renamed', additions: 0, deletions: 0, patch: null },
      { path: 'numbers.txt', status: 'modified', additions: 0, deletions: 6, patch: expect.stringMatching(/^@@ -1,8/) },
    ])
  })

  test('refuses names that git refuses', () => {
    const names = [
      'refs/heads/a',
      'refs/heads/muster/1',
      'refs/heads/a..b',
      'refs/heads/a.lock',
      'refs/heads/.a',
      'main',
    ]
    expect(names.map(isRefName)).toEqual([true, true, false, false, false, false])
  })
})

describe('git over HTTP', () => {
  test('a public repository is cloned by anybody, a private one with a token', async () => {
    expect(await git(['clone', '--quiet', address(), 'public'])).toMatchObject({ ok: true })
    expect(await readFile(join(folder, 'public/README.md'), 'utf8')).toBe('# Shop\n')
    shop.repository.private = true
    expect(await git(['clone', '--quiet', address(), 'locked'])).toMatchObject({ ok: false })
    expect((await git(['clone', '--quiet', address('stranger'), 'hidden'])).text).toMatch(/not found/)
    expect(await git(['clone', '--quiet', address('workflow'), 'private'])).toMatchObject({ ok: true })
  })

  test('a push needs write, changes what the API shows, and is told as push', async () => {
    await git(['clone', '--quiet', address(), 'shop'])
    const checkout = join(folder, 'shop')
    await writeFile(join(checkout, 'pushed.txt'), 'hello\n')
    await git(['checkout', '--quiet', '-b', 'topic'], checkout)
    await git(['add', '.'], checkout)
    await git(['commit', '--quiet', '--message=Topic'], checkout)
    expect((await git(['push', address('stranger'), 'topic'], checkout)).text).toMatch(/denied to zoe/)
    expect(await git(['push', address('alice'), 'topic'], checkout)).toMatchObject({ ok: true })
    const { body } = await shop.ask('GET', '/contents/pushed.txt?ref=topic')
    expect(Buffer.from(body.content, 'base64').toString()).toBe('hello\n')
    expect(namesOf(shop.events)).toEqual(['create', 'push'])
    expect(shop.events[1]).toMatchObject({ sender: { login: 'alice' }, payload: { ref: 'refs/heads/topic' } })
  })

  test('a rule declines a push in the words of GitHub', async () => {
    shop.repository.branchRules = [{ pattern: 'muster/**', block: ['create'], bypass: ['alice'] }]
    await git(['clone', '--quiet', address(), 'shop'])
    const push = (asker: keyof Shop['tokens']) => git(['push', address(asker), 'main:muster/1'], join(folder, 'shop'))
    const { text } = await push('workflow')
    expect(text).toMatch(/GH013: Repository rule violations found for refs\/heads\/muster\/1/)
    expect(text).toMatch(/\[remote rejected\].*\(push declined due to repository rule violations\)/)
    expect(await push('alice')).toMatchObject({ ok: true })
  })
})

describe('createCommitOnBranch', () => {
  const target = { repositoryNameWithOwner: 'acme/shop', branchName: 'main' }

  function commit(expectedHeadOid: string, branchName = 'main') {
    const { world } = shop.github
    const additions = [{ path: 'runbooks/new.md', contents: Buffer.from('# New\n').toString('base64') }]
    return createCommitOnBranch(
      { world, caller: authenticate(world, `token ${shop.tokens.workflow}`) },
      {
        branch: { ...target, branchName },
        message: { headline: 'Add', body: 'Why' },
        fileChanges: { additions, deletions: [{ path: 'README.md' }] },
        expectedHeadOid,
      },
    )
  }

  test('makes one signed commit with additions and deletions', () => {
    const { git: store } = shop.repository
    const made = commit(store.resolve('main')?.oid ?? '')
    expect(store.refs.read('refs/heads/main')).toBe(made.commit.oid)
    expect(made.commit).toMatchObject({ message: 'Add\n\nWhy', committer: { name: 'GitHub' } })
    expect(made.commit.signature).toMatch(/^-----BEGIN PGP SIGNATURE-----/)
    expect(store.readFile('main', 'runbooks/new.md')?.toString()).toBe('# New\n')
    expect(store.readFile('main', 'README.md')).toBeUndefined()
  })

  test('finds the branch by its global id too', async () => {
    const { world } = shop.github
    const { body: ref } = await shop.ask('GET', '/git/ref/heads/main')
    const caller = authenticate(world, `token ${shop.tokens.workflow}`)
    const input = { message: { headline: 'Nothing' }, expectedHeadOid: ref.object.sha }
    expect(createCommitOnBranch({ world, caller }, { ...input, branch: { id: ref.node_id } }).ref).toBe(ref.ref)
    expect(() => createCommitOnBranch({ world, caller }, { ...input, branch: { id: 'REF_x' } })).toThrow(/global id/)
  })

  test('refuses a stale head, an unknown branch and a ruled one', () => {
    const head = shop.repository.git.resolve('main')?.oid ?? ''
    const stale = 'a'.repeat(40)
    expect(() => commit(stale)).toThrow(
      new CommitRefused('STALE_DATA', `Expected branch to point to "${stale}" but it did not.  Pull and try again.`),
    )
    expect(() => commit(head, 'nowhere')).toThrow(CommitRefused)
    shop.repository.branchRules = [{ pattern: 'main', block: ['update'], bypass: [] }]
    expect(() => commit(head)).toThrow(/Repository rule violations found/)
  })
})
