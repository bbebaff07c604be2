import { describe, expect, test } from '@jest/globals'
import { readEditHistory } from '../../../src/github/edit-history.ts'
import { listUnder, textUnder, under } from '../../../src/github/json-shape.ts'
import { lookAgain, readFresh } from '../../../src/github/look-again.ts'
import { listAll } from '../../../src/github/pages.ts'
import { readBlobs } from '../../../src/github/read-blobs.ts'
import { readHead, readTree } from '../../../src/github/read-tree.ts'
import { answerBlobs, fakeClient, refusal } from './fake-client.ts'
import { where } from './simulated.ts'

const place = { owner: 'acme', repo: 'shop' }

describe('the pages of a list', () => {
  const link = (...relations: readonly string[]) =>
    relations
      .map((one) => `<https://api.github.test/x?per_page=100&page=${one.split(' ')[1]}>; rel="${one.split(' ')[0]}"`)
      .join(', ')
  /** Pages of one item, with these links. */
  const list = (links: readonly string[]) => {
    const asked: number[] = []
    const read = async (number: number) => {
      asked.push(number)
      return { data: [number], headers: { link: links[number - 1] } }
    }
    return { asked, read }
  }

  test('are one, where GitHub tells of no other', async () => {
    const { asked, read } = list([])
    expect([await listAll(read), asked]).toEqual([[1], [1]])
  })

  test('are all asked for as soon as the last is known', async () => {
    const { asked, read } = list([link('next 2', 'last 4')])
    expect([await listAll(read), asked]).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ])
  })

  test('are no more than wanted', async () => {
    const { asked, read } = list([link('next 2', 'last 4')])
    expect([await listAll(read, 3), asked]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(await listAll(read, 1)).toEqual([1])
    expect(await listAll(read, 0)).toEqual([1])
  })

  test('are followed one by one, where only the next is told', async () => {
    const { asked, read } = list([link('next 2'), link('prev 1', 'next 3'), link('prev 2')])
    expect([await listAll(read), asked]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(await listAll(read, 2)).toEqual([1, 2])
  })

  test('are counted by `page`, wherever it stands', async () => {
    expect(await listAll(list(['<https://x.test/?page=2>; rel="last"']).read)).toEqual([1, 2])
    expect(await listAll(list(['<https://x.test/?page=2&per_page=1>; rel="last"']).read)).toEqual([1, 2])
    expect(await listAll(list(['<https://x.test/?per_page=2>; rel="last"']).read)).toEqual([1])
    expect(await listAll(list(['<https://x.test/?page=x>; rel="last"']).read)).toEqual([1])
  })
})

describe('an answer of unknown shape', () => {
  const value = { a: { text: 'here', list: [{ x: 1 }], none: null } }

  test('is stepped into as far as it goes', () => {
    expect(under(value, 'a', 'text')).toBe('here')
    expect(under(value, 'a', 'list', '0', 'x')).toBe(1)
    expect(under(value)).toBe(value)
    for (const keys of [['b'], ['a', 'none', 'x'], ['a', 'text', 'length'], ['toString']]) {
      expect(under(value, ...keys)).toBeUndefined()
    }
    for (const nothing of [undefined, null, 7]) expect(under(nothing, 'a')).toBeUndefined()
  })

  test('holds a text, a list, or none', () => {
    expect([textUnder(value, 'a', 'text'), textUnder(value, 'a', 'list')]).toEqual(['here', undefined])
    expect([listUnder(value, 'a', 'list'), listUnder(value, 'a', 'text')]).toEqual([[{ x: 1 }], []])
  })
})

describe('looking again', () => {
  test('ends with the first answer that is up to date', async () => {
    const { client, pauses } = fakeClient({})
    const looks: number[] = []
    const read = async (look: number) => looks.push(look)
    expect(await lookAgain(client, read, (answer) => answer === 2)).toBe(2)
    expect([looks, pauses]).toEqual([[0, 1], [400]])
  })

  test('takes the third answer as it is', async () => {
    const { client, pauses } = fakeClient({})
    const looks: number[] = []
    expect(
      await lookAgain(
        client,
        async (look) => looks.push(look),
        () => false,
      ),
    ).toBe(3)
    expect([looks, pauses]).toEqual([
      [0, 1, 2],
      [400, 1_600],
    ])
  })

  test('waits for what is not there yet, and for nothing else', async () => {
    const { client, pauses } = fakeClient({})
    const answers = [refusal('not-found'), refusal('not-found'), 'there']
    const read = async () => {
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return answer
    }
    expect(await readFresh(client, read)).toBe('there')
    expect(pauses).toEqual([400, 1_600])
    answers.push(refusal('not-found'), refusal('not-found'), refusal('not-found'))
    await expect(readFresh(client, read)).rejects.toMatchObject({ code: 'not-found' })
    answers.push(refusal('gone'))
    await expect(readFresh(client, read)).rejects.toMatchObject({ code: 'gone' })
    expect(pauses).toHaveLength(4)
  })
})

describe('a tree', () => {
  const blob = (path: string, more: object = {}) => ({
    path,
    mode: '100644',
    type: 'blob',
    sha: `of ${path}`,
    size: 3,
    ...more,
  })
  const folder = (path: string) => ({ path, mode: '040000', type: 'tree', sha: `tree of ${path}` })
  const request = { tree: 'top', folders: ['docs/runbooks', '.github'] }

  test('is one answer; folders are no files, links and submodules are told apart', async () => {
    const tree = [
      folder('docs'),
      blob('docs/a.md'),
      blob('link.md', { mode: '120000' }),
      blob('module', { type: 'commit', mode: '160000', size: undefined }),
      blob('x', { path: undefined }),
      blob('y', { sha: undefined }),
    ]
    const { client, asked } = fakeClient({ 'git.getTree': () => ({ tree, truncated: false }) })
    expect(await readTree(client, where, request)).toEqual([
      { path: 'docs/a.md', kind: 'file', size: 3, sha: 'of docs/a.md' },
      { path: 'link.md', kind: 'link', size: 3, sha: 'of link.md' },
      { path: 'module', kind: 'submodule', size: 0, sha: 'of module' },
    ])
    expect(asked).toEqual([{ name: 'git.getTree', parameters: { ...place, tree_sha: 'top', recursive: '1' } }])
  })

  test('that GitHub cuts is read by its folders; one that is not there, or a file, holds nothing', async () => {
    const trees: Readonly<Record<string, readonly object[]>> = {
      top: [blob('CODEOWNERS'), folder('docs'), blob('.github')],
      'tree of docs': [blob('intro.md'), folder('runbooks')],
      'tree of runbooks': [blob('db.md'), folder('net'), blob('net/dns.md')],
    }
    const { client, asked } = fakeClient({
      'git.getTree': ({ tree_sha, recursive }) => ({
        tree: trees[String(tree_sha)] ?? [],
        truncated: tree_sha === 'top' && recursive === '1',
      }),
    })
    const files = await readTree(client, where, { ...request, folders: [...request.folders, 'none/at/all'] })
    expect(files.map(({ path }) => path)).toEqual([
      'CODEOWNERS',
      '.github',
      'docs/runbooks/db.md',
      'docs/runbooks/net/dns.md',
    ])
    expect(
      asked.filter(({ parameters }) => parameters.recursive === '1').map(({ parameters }) => parameters.tree_sha),
    ).toEqual(['top', 'tree of runbooks'])
    expect(asked.filter(({ parameters }) => parameters.tree_sha === undefined)).toEqual([])
  })

  test('begins at the head of a branch, which may not be there', async () => {
    const data = { commit: { sha: 'c', commit: { tree: { sha: 't' } } } }
    const { client, asked } = fakeClient({ 'repos.getBranch': () => data })
    expect(await readHead(client, where, 'main')).toEqual({ commit: 'c', tree: 't' })
    expect(asked[0]?.parameters).toEqual({ ...place, branch: 'main' })
    const missing = fakeClient({ 'repos.getBranch': () => refusal('not-found') })
    expect(await readHead(missing.client, where, 'main')).toBeUndefined()
    const refused = fakeClient({ 'repos.getBranch': () => refusal('forbidden') })
    await expect(readHead(refused.client, where, 'main')).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the contents of files', () => {
  const file = (name: string, size = 10) => ({ path: `${name}.md`, kind: 'file', size, sha: name }) as const
  const many = (count: number, size?: number) => Array.from({ length: count }, (_, index) => file(String(index), size))
  const sizes = (asked: readonly { readonly parameters: Readonly<Record<string, unknown>> }[]) =>
    asked.map(({ parameters }) => String(parameters.text).match(/object\(/g)?.length)

  test('come 110 in a query, in their order', async () => {
    const { client, asked } = fakeClient({ query: answerBlobs((sha) => ({ text: `text ${sha}`, isTruncated: false })) })
    const read = await readBlobs(client, where, many(221))
    expect(read.texts).toEqual(many(221).map(({ path, sha }) => ({ path, text: `text ${sha}` })))
    expect([sizes(asked), read.unreadable]).toEqual([[110, 110, 1], []])
    expect(asked[0]?.parameters).toMatchObject({ owner: 'acme', name: 'shop' })
  })

  test('come a megabyte in a query, and a larger one alone', async () => {
    const { client, asked } = fakeClient({ query: answerBlobs(() => ({ text: '', isTruncated: false })) })
    await readBlobs(client, where, [
      file('a', 400_000),
      file('b', 600_000),
      file('c', 1),
      file('d', 2_000_000),
      file('e'),
    ])
    expect(sizes(asked)).toEqual([2, 1, 1, 1])
    expect((await readBlobs(client, where, [])).texts).toEqual([])
  })

  test('are no text where they are binary', async () => {
    const { client, asked } = fakeClient({
      query: answerBlobs(() => ({ text: null, isBinary: true, isTruncated: false })),
    })
    expect(await readBlobs(client, where, [file('a')])).toEqual({ texts: [], unreadable: ['a.md'] })
    expect(asked).toHaveLength(1)
  })

  const single = (bytes: Uint8Array, encoding = 'base64') => ({
    content: Buffer.from(bytes).toString(encoding === 'base64' ? 'base64' : 'utf8'),
    encoding,
  })

  test('are read one by one where the query cuts them or fails', async () => {
    const cut = fakeClient({
      query: answerBlobs((sha) => ({ text: 'half', isBinary: false, isTruncated: sha === 'a' })),
      'git.getBlob': () => single(Buffer.from('whole ✓')),
    })
    const { texts } = await readBlobs(cut.client, where, [file('a'), file('b')])
    expect(texts).toEqual([
      { path: 'b.md', text: 'half' },
      { path: 'a.md', text: 'whole ✓' },
    ])
    expect(cut.asked.at(-1)).toEqual({ name: 'git.getBlob', parameters: { ...place, file_sha: 'a' } })
    const failed = fakeClient({
      query: () => refusal('graphql'),
      'git.getBlob': () => single(Buffer.from('plain'), 'utf-8'),
    })
    expect((await readBlobs(failed.client, where, [file('a')])).texts).toEqual([{ path: 'a.md', text: 'plain' }])
  })

  test.each([
    ['no UTF-8', Uint8Array.of(0xff, 0xfe)],
    ['a zero byte', Uint8Array.of(0x61, 0x00)],
  ])('are no text with %s', async (_, bytes) => {
    const { client } = fakeClient({ query: () => undefined, 'git.getBlob': () => single(bytes) })
    expect(await readBlobs(client, where, [file('a')])).toEqual({ texts: [], unreadable: ['a.md'] })
  })

  test('are read eight at a time, one by one', async () => {
    let open = 0
    let most = 0
    const { client } = fakeClient({ query: () => refusal('graphql') })
    const getBlob = async () => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      return { data: single(Buffer.from('x')) }
    }
    const slow = { ...client, rest: { git: { getBlob } } } as unknown as typeof client
    expect((await readBlobs(slow, where, many(20))).texts).toHaveLength(20)
    expect(most).toBe(8)
  })

  test('are 300 at most, one by one, over all queries; the others are named', async () => {
    const { client, asked } = fakeClient({
      query: () => refusal('graphql'),
      'git.getBlob': () => single(Buffer.from('x')),
    })
    const { texts, unreadable } = await readBlobs(client, where, many(302))
    expect(asked.filter(({ name }) => name === 'git.getBlob')).toHaveLength(300)
    expect([texts.length, unreadable]).toEqual([300, ['300.md', '301.md']])
  })
})

describe('the history of edits', () => {
  const edit = (second: number, more: object = {}) => ({
    editedAt: `2026-11-20T03:12:0${second}Z`,
    diff: `text ${second}`,
    editor: { __typename: 'User', login: 'rita' },
    ...more,
  })
  const connection = (nodes: readonly unknown[], endCursor?: string) => ({
    pageInfo: { hasNextPage: endCursor !== undefined, endCursor },
    nodes,
  })
  const answer = (nodes: readonly unknown[]) => ({ repository: { i7: { userContentEdits: connection(nodes) } } })
  const read = async (nodes: readonly unknown[]) => {
    const { client } = fakeClient({ query: () => answer(nodes) })
    return (await readEditHistory(client, where, [7])).get(7)
  }
  const known = (second: number, editor = 'rita') => ({
    at: `2026-11-20T03:12:0${second}.000Z`,
    editor,
    body: `text ${second}`,
  })

  test('is told oldest first, whichever way GitHub lists it', async () => {
    expect(await read([edit(3), edit(2), edit(1)])).toEqual([known(1), known(2), known(3)])
    expect(await read([edit(1), edit(2), edit(3)])).toEqual([known(1), known(2), known(3)])
    expect(await read([])).toEqual([])
  })

  test('keeps, within a second, what GitHub lists last as the oldest', async () => {
    const same = ['c', 'b', 'a'].map((diff) => edit(1, { diff }))
    expect((await read(same))?.map(({ body }) => body)).toEqual(['a', 'b', 'c'])
  })

  test('leaves out an edit whose text or time is gone', async () => {
    expect(await read([edit(2, { diff: null }), edit(1), edit(0, { editedAt: null })])).toEqual([known(1)])
  })

  test.each([
    ['a person', { __typename: 'User', login: 'rita' }, 'rita'],
    ['a bot', { __typename: 'Bot', login: 'deploy' }, 'deploy[bot]'],
    ['a bot that says so', { __typename: 'Bot', login: 'deploy[bot]' }, 'deploy[bot]'],
    ['somebody whose account is gone', null, 'ghost'],
  ])('names %s', async (_, editor, login) => {
    expect(await read([edit(1, { editor })])).toEqual([known(1, login)])
  })

  test('is read 20 issues a query, and tells our login', async () => {
    const learned: string[] = []
    const { client, asked } = fakeClient({
      query: ({ text }) => ({
        viewer: { login: 'muster[bot]' },
        repository: Object.fromEntries(
          [...String(text).matchAll(/(i\d+): issue/g)].map(([, alias]) => [
            alias,
            { userContentEdits: connection([]) },
          ]),
        ),
      }),
    })
    const numbers = Array.from({ length: 41 }, (_, index) => index + 1)
    const login = { known: () => undefined, learn: (name: string) => learned.push(name) }
    const history = await readEditHistory({ ...client, ownLogin: login }, where, numbers)
    expect([...history.keys()]).toEqual(numbers)
    expect(asked.map(({ parameters }) => String(parameters.text).match(/: issue\(/g)?.length)).toEqual([20, 20, 1])
    expect(learned).toEqual(['muster[bot]', 'muster[bot]', 'muster[bot]'])
    expect((await readEditHistory(client, where, [])).size).toBe(0)
  })

  test('goes on page after page, ten at most', async () => {
    const { client, asked } = fakeClient({
      query: ({ after }) =>
        after === undefined
          ? { repository: { i7: { userContentEdits: connection([edit(9)], 'c1') } } }
          : { repository: { issue: { userContentEdits: connection([edit(1)], `${after}1`) } } },
    })
    expect((await readEditHistory(client, where, [7])).get(7)).toHaveLength(10)
    for (const { parameters } of asked.slice(1)) {
      expect(parameters).toMatchObject({ owner: 'acme', name: 'shop' })
      expect(parameters.text).toContain('issue(number: $number) { userContentEdits(first: 100, after: $after)')
    }
    expect(asked.slice(1, 3).map(({ parameters }) => [parameters.number, parameters.after])).toEqual([
      [7, 'c1'],
      [7, 'c11'],
    ])
  })

  test('is missing where GitHub does not tell', async () => {
    const { client } = fakeClient({
      query: () => ({ repository: { i7: null, i8: { userContentEdits: connection([]) } } }),
    })
    expect([...(await readEditHistory(client, where, [7, 8])).keys()]).toEqual([8])
    const failed = fakeClient({ query: () => refusal('graphql') })
    expect((await readEditHistory(failed.client, where, [7])).size).toBe(0)
  })
})
