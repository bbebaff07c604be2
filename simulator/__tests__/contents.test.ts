import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { commitTo, namesOf, type Shop, startShop } from './git-shop.ts'

let shop: Shop

beforeEach(async () => {
  shop = await startShop()
})

afterEach(async () => {
  await shop.close()
  expect(shop.github.world.violations).toEqual([])
})

const encode = (text: string) => Buffer.from(text).toString('base64')

describe('contents', () => {
  test('files, folders, and what is not there', async () => {
    const file = await shop.ask('GET', '/contents/runbooks/pool.md')
    expect(file.body).toMatchObject({ type: 'file', path: 'runbooks/pool.md', encoding: 'base64', size: 7 })
    expect(Buffer.from(file.body.content, 'base64').toString()).toBe('# Pool\n')
    const root = await shop.ask('GET', '/contents/')
    expect(root.body.map(({ name, type }: Record<string, string>) => [name, type])).toEqual([
      ['README.md', 'file'],
      ['numbers.txt', 'file'],
      ['runbooks', 'dir'],
    ])
    expect(await shop.ask('GET', '/contents/nope')).toMatchObject({ status: 404, body: { message: 'Not Found' } })
    expect((await shop.ask('GET', '/contents/README.md?ref=nope')).body.message).toBe(
      'No commit found for the ref nope',
    )
  })

  test('raw media type, symlinks and submodules', async () => {
    const { objects, refs } = shop.repository.git
    const head = shop.repository.git.resolve('main')
    const modules = '[submodule "v"]\n\tpath = vendor\n\turl = https://example.com/vendor.git\n'
    const tree = objects.changeTree(
      head?.tree ?? null,
      new Map([
        ['link.md', { mode: '120000', oid: objects.writeBlob('runbooks/pool.md') }],
        ['dangling', { mode: '120000', oid: objects.writeBlob('nowhere') }],
        ['.gitmodules', { mode: '100644', oid: objects.writeBlob(modules) }],
        ['vendor', { mode: '160000', oid: 'd'.repeat(40) }],
      ]),
    )
    const content = { tree, parents: [head?.oid ?? ''], message: 'Links', signature: null }
    const identity = { name: 'A', email: 'a@example.com', date: shop.github.world.clock.now() }
    const oid = objects.writeCommit({ ...content, author: identity, committer: identity })
    refs.set('refs/heads/main', oid, head?.oid ?? null)
    expect((await shop.ask('GET', '/contents/README.md', { accept: 'application/vnd.github.raw' })).body).toBe(
      '# Shop\n',
    )
    expect((await shop.ask('GET', '/contents/link.md')).body).toMatchObject({ type: 'file', path: 'runbooks/pool.md' })
    expect((await shop.ask('GET', '/contents/dangling')).body).toMatchObject({ type: 'symlink', target: 'nowhere' })
    expect((await shop.ask('GET', '/contents/vendor')).body).toMatchObject({
      type: 'submodule',
      sha: 'd'.repeat(40),
      submodule_git_url: 'https://example.com/vendor.git',
    })
  })

  test('a folder lists at most 1,000 entries', async () => {
    const files = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`many/${index}`, 'same']))
    commitTo(shop, 'main', files)
    expect((await shop.ask('GET', '/contents/many')).body).toHaveLength(1000)
  })

  test('create, update and delete, each as one commit that a bot signs', async () => {
    const created = await shop.ask('PUT', '/contents/new.md', { body: { message: 'Add', content: encode('a') } })
    expect(created).toMatchObject({ status: 201, body: { commit: { verification: { verified: true } } } })
    const path = '/contents/new.md'
    const put = (sha?: string) => shop.ask('PUT', path, { body: { message: 'Edit', content: encode('b'), sha } })
    expect((await put()).body.message).toBe('Invalid request.\n\n"sha" wasn\'t supplied.')
    expect(await put('e'.repeat(40))).toMatchObject({
      status: 409,
      body: { message: `new.md does not match ${'e'.repeat(40)}` },
    })
    const updated = await put(created.body.content.sha)
    expect(updated.status).toBe(200)
    const gone = { message: 'Drop', sha: updated.body.content.sha }
    const deleted = await shop.ask('DELETE', path, { as: 'alice', body: gone })
    expect(deleted).toMatchObject({
      status: 200,
      body: { content: null, commit: { verification: { verified: false } } },
    })
    expect(namesOf(shop.events)).toEqual(['push', 'push', 'push'])
  })

  test('who may not write, rules and secrets', async () => {
    const body = { message: 'Add', content: encode('AKIAABCDEFGHIJKLMNOP') }
    expect((await shop.ask('PUT', '/contents/x', { as: 'stranger', body })).status).toBe(404)
    expect((await shop.ask('PUT', '/contents/x', { as: 'nobody', body })).status).toBe(401)
    shop.repository.settings.pushProtection = true
    const refused = await shop.ask('PUT', '/contents/x', { body })
    expect(refused).toMatchObject({ status: 409, body: { message: expect.stringMatching(/Secret detected/) } })
    shop.repository.settings.pushProtection = false
    shop.repository.branchRules = [{ pattern: 'main', block: ['update'], bypass: [] }]
    expect((await shop.ask('PUT', '/contents/x', { body })).body.message).toBe(
      'Repository rule violations found\n\nChanges must be made through a pull request.\n\n',
    )
    shop.repository.archived = true
    expect((await shop.ask('PUT', '/contents/x', { body })).status).toBe(403)
  })
})

describe('git data', () => {
  test('blob, tree, commit and ref make a branch in one atomic step', async () => {
    const head = shop.repository.git.resolve('main')
    const blob = await shop.ask('POST', '/git/blobs', { body: { content: 'hello\n' } })
    const entry = { path: 'runbooks/new.md', mode: '100644', type: 'blob', sha: blob.body.sha }
    const removal = { path: 'README.md', mode: '100644', type: 'blob', sha: null }
    const tree = await shop.ask('POST', '/git/trees', { body: { base_tree: head?.tree, tree: [entry, removal] } })
    const content = { message: 'New', tree: tree.body.sha, parents: [head?.oid] }
    const commit = await shop.ask('POST', '/git/commits', { body: content })
    expect(commit.body).toMatchObject({ verification: { verified: true, reason: 'valid' } })
    const ref = { ref: 'refs/heads/muster/1', sha: commit.body.sha }
    expect((await shop.ask('POST', '/git/refs', { body: ref })).status).toBe(201)
    expect(await shop.ask('POST', '/git/refs', { body: ref })).toMatchObject({
      status: 422,
      body: { message: 'Reference already exists' },
    })
    const listed = await shop.ask('GET', '/git/trees/muster%2F1?recursive=1')
    expect(listed.body.tree.map(({ path }: { path: string }) => path)).toEqual([
      'numbers.txt',
      'runbooks',
      'runbooks/new.md',
      'runbooks/pool.md',
    ])
    expect(listed.body.truncated).toBe(false)
  })

  test('a commit whose author is given is not signed', async () => {
    const tree = shop.repository.git.resolve('main')?.tree
    const author = { name: 'Muster', email: 'muster@example.com' }
    const commit = await shop.ask('POST', '/git/commits', { body: { message: 'x', tree, parents: [], author } })
    expect(commit.body).toMatchObject({ verification: { verified: false, reason: 'unsigned' }, author })
  })

  test('refs move forward only, unless forced, and are deleted once', async () => {
    const before = shop.repository.git.resolve('main')?.oid ?? ''
    const after = commitTo(shop, 'topic', { 'a.txt': 'a' })
    const patch = (sha: string, force?: boolean) => shop.ask('PATCH', '/git/refs/heads/topic', { body: { sha, force } })
    expect((await patch(before)).body.message).toBe('Update is not a fast forward')
    expect((await patch(before, true)).body.object.sha).toBe(before)
    expect((await patch(after)).status).toBe(200)
    expect((await patch('f'.repeat(40))).body.message).toBe('Object does not exist')
    expect((await shop.ask('GET', '/git/matching-refs/heads/to')).body).toHaveLength(1)
    expect((await shop.ask('DELETE', '/git/refs/heads/topic')).status).toBe(204)
    expect((await shop.ask('DELETE', '/git/refs/heads/topic')).body.message).toBe('Reference does not exist')
    expect((await shop.ask('GET', '/git/ref/heads/topic')).status).toBe(404)
    expect(namesOf(shop.events)).toEqual(['push', 'push', 'delete', 'push'])
  })

  test('a rule against new branches is a 422', async () => {
    shop.repository.branchRules = [{ pattern: 'muster/**', block: ['create'], bypass: [] }]
    const sha = shop.repository.git.resolve('main')?.oid
    const refused = await shop.ask('POST', '/git/refs', { body: { ref: 'refs/heads/muster/7', sha } })
    expect(refused).toMatchObject({
      status: 422,
      body: { message: expect.stringMatching(/creations being restricted/) },
    })
    const rules = await shop.ask('GET', '/rules/branches/muster%2F7')
    expect(rules.body).toMatchObject([{ type: 'creation', ruleset_source: 'acme/shop' }])
  })
})

describe('commits, comparisons, deployments and releases', () => {
  test('commits by path, author and time; one commit with its files', async () => {
    shop.github.world.clock.set('2026-11-02T10:00:00Z')
    const sha = commitTo(shop, 'main', { 'numbers.txt': '1\n2\n' })
    expect((await shop.ask('GET', '/commits')).body).toHaveLength(2)
    expect((await shop.ask('GET', '/commits?path=README.md')).body).toHaveLength(1)
    expect((await shop.ask('GET', '/commits?author=alice')).body).toMatchObject([{ sha, author: { login: 'alice' } }])
    expect((await shop.ask('GET', '/commits?since=2026-11-02T00:00:00Z')).body).toHaveLength(1)
    expect((await shop.ask('GET', `/commits/${sha}`)).body).toMatchObject({
      stats: { additions: 0, deletions: 6, total: 6 },
      files: [{ filename: 'numbers.txt', status: 'modified' }],
    })
    expect((await shop.ask('GET', `/commits/${'c'.repeat(40)}`)).status).toBe(422)
  })

  test('comparing branches', async () => {
    commitTo(shop, 'topic', { 'a.txt': 'a' })
    commitTo(shop, 'main', { 'b.txt': 'b' })
    expect((await shop.ask('GET', '/compare/main...topic')).body).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 1,
      files: [{ filename: 'a.txt' }],
    })
    expect((await shop.ask('GET', '/compare/main...acme:main')).body.status).toBe('identical')
    expect((await shop.ask('GET', '/compare/HEAD...topic')).body.ahead_by).toBe(1)
    expect((await shop.ask('GET', '/compare/main...nope')).status).toBe(404)
  })

  test('deployments with statuses, newest first', async () => {
    const body = { ref: 'main', environment: 'production', description: 'v4.7.2' }
    const { body: made } = await shop.ask('POST', '/deployments', { body })
    await shop.ask('POST', `/deployments/${made.id}/statuses`, { body: { state: 'success' } })
    expect((await shop.ask('GET', '/deployments?environment=production')).body).toHaveLength(1)
    expect((await shop.ask('GET', '/deployments?environment=staging')).body).toHaveLength(0)
    expect((await shop.ask('GET', `/deployments/${made.id}/statuses`)).body).toMatchObject([{ state: 'success' }])
    expect(namesOf(shop.events)).toEqual(['deployment.created', 'deployment_status.created'])
  })

  test('a release makes its tag and becomes the latest', async () => {
    await shop.ask('POST', '/releases', { body: { tag_name: 'v1', name: 'One' } })
    await shop.ask('POST', '/releases', { body: { tag_name: 'v2', prerelease: true } })
    expect((await shop.ask('GET', '/releases/latest')).body).toMatchObject({ tag_name: 'v1' })
    expect((await shop.ask('GET', '/releases')).body).toHaveLength(2)
    expect((await shop.ask('GET', '/tags')).body).toMatchObject([{ name: 'v2' }, { name: 'v1' }])
    const twin = await shop.ask('POST', '/releases', { body: { tag_name: 'v1' } })
    expect(twin.body.errors).toEqual([{ resource: 'Release', code: 'already_exists', field: 'tag_name' }])
  })
})
