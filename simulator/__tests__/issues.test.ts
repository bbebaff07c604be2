import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { dumpState } from '../state/dump-state.ts'
import { openShop, type Shop } from './shop.ts'

// GitHub's description of webhooks is large; reading it takes seconds on a busy machine.
jest.setTimeout(60_000)

let shop: Shop
const events: string[] = []

beforeEach(async () => {
  shop = await openShop({ watch: true })
  events.length = 0
  shop.github.world.onEvent(({ name, action }) => events.push(`${name}.${action}`))
})

afterEach(async () => {
  expect(shop.github.world.violations).toEqual([])
  await shop.github.close()
})

const ask: Shop['ask'] = (...request) => shop.ask(...request)
const open = (fields: object = {}) => ask(shop.tokens.stranger, 'POST /issues', { title: 'Down', body: 'x', ...fields })

describe('people and their roles', () => {
  test('anybody opens and comments; labels of somebody without triage are dropped', async () => {
    const { body } = await open({ labels: ['incident'], assignees: ['writer'] })
    expect([body.labels, body.assignees, body.author_association]).toEqual([[], [], 'NONE'])
    expect((await ask(shop.tokens.stranger, 'POST /issues/1/comments', { body: 'me too' })).status).toBe(201)
    const labels = await ask(shop.tokens.stranger, 'POST /issues/1/labels', { labels: ['incident'] })
    expect([labels.status, labels.body.message]).toEqual([403, 'Must have admin rights to Repository.'])
  })

  test('triage labels with what exists, write makes what is missing, in grey', async () => {
    await open()
    const refused = await ask(shop.tokens.triager, 'POST /issues/1/labels', { labels: ['incident'] })
    expect(refused.body.errors[0].code).toBe('unauthorized')
    const made = await ask(shop.tokens.writer, 'POST /issues/1/labels', { labels: ['incident'] })
    expect([made.body[0].color, made.body[0].description]).toEqual(['ededed', null])
    expect((await ask(shop.tokens.triager, 'PUT /issues/1/labels', { labels: ['Incident'] })).status).toBe(200)
    expect(events.filter((event) => event === 'issues.labeled')).toHaveLength(1)
  })

  test('a label exists once in any case, and lists ask for it by its own name', async () => {
    await ask(shop.tokens.writer, 'POST /labels', { name: 'Incident' })
    const twin = await ask(shop.tokens.writer, 'POST /labels', { name: 'incident' })
    expect([twin.status, twin.body.errors[0].code]).toEqual([422, 'already_exists'])
    await open()
    const added = await ask(shop.tokens.workflow, 'POST /issues/1/labels', { labels: ['incident'] })
    expect(added.body.map(({ name }: { name: string }) => name)).toEqual(['Incident'])
    const query = (name: string) =>
      `{ repository(owner: "acme", name: "shop") { label(name: "${name}") { createdAt } issues(first: 9, labels: ["${name}"]) { totalCount } } }`
    const counts = async (name: string) => [
      (await ask(shop.tokens.workflow, `GET /issues?labels=${name}`)).body.length,
      (await shop.graphql(shop.tokens.workflow, query(name))).body.data.repository.issues.totalCount,
    ]
    expect([await counts('Incident'), await counts('incident')]).toEqual([
      [1, 1],
      [0, 0],
    ])
    const { label } = (await shop.graphql(shop.tokens.workflow, query('Incident'))).body.data.repository
    expect(label.createdAt).toMatch(/^\d{4}-.*Z$/)
  })

  test('authors close and reopen their own, but not what others closed', async () => {
    await open()
    const set = (who: 'stranger' | 'triager' | 'reader', state: string) =>
      ask(shop.tokens[who], 'PATCH /issues/1', { state })
    expect((await set('reader', 'closed')).status).toBe(403)
    expect((await set('stranger', 'closed')).body.state_reason).toBe('completed')
    expect((await set('stranger', 'open')).body.state_reason).toBe('reopened')
    await set('triager', 'closed')
    expect((await set('stranger', 'open')).status).toBe(403)
  })

  test('words of others are edited by write only', async () => {
    await open()
    const { id } = (await ask(shop.tokens.stranger, 'POST /issues/1/comments', { body: 'x' })).body
    expect((await ask(shop.tokens.triager, `PATCH /issues/comments/${id}`, { body: 'y' })).status).toBe(403)
    expect((await ask(shop.tokens.triager, 'PATCH /issues/1', { body: 'y' })).status).toBe(403)
    expect((await ask(shop.tokens.writer, `PATCH /issues/comments/${id}`, { body: 'y' })).status).toBe(200)
    expect((await ask(shop.tokens.workflow, `PATCH /issues/comments/${id}`, { body: 'z' })).status).toBe(200)
  })

  test('a locked conversation is open to write, and to no token of a workflow', async () => {
    await open()
    await ask(shop.tokens.writer, 'PUT /issues/1/lock', { lock_reason: 'resolved' })
    expect((await ask(shop.tokens.workflow, 'POST /issues/1/comments', { body: 'x' })).body.message).toBe(
      'Unable to create comment because issue is locked.',
    )
    expect((await ask(shop.tokens.writer, 'POST /issues/1/comments', { body: 'x' })).status).toBe(201)
  })

  test('the permission endpoint tells role and booleans, for custom roles too', async () => {
    const { world } = shop.github
    world.setRole(shop.repository, 'writer', { base: 'maintain', name: 'on-call' })
    const get = (login: string) => ask(shop.tokens.workflow, `GET /collaborators/${login}/permission`)
    const custom = (await get('writer')).body
    expect([custom.permission, custom.role_name, custom.user.permissions.maintain]).toEqual(['write', 'on-call', true])
    expect((await get('triager')).body.permission).toBe('read')
    expect((await get('stranger')).body.role_name).toBe('read')
    expect((await get('nobody')).status).toBe(404)
  })

  test.each(['null', 'ghost'] as const)('a deleted account leaves its words without itself: %s', async (shown) => {
    const { world } = shop.github
    world.options.deletedUsers = shown
    await open()
    await ask(shop.tokens.writer, 'POST /issues/1/labels', { labels: ['bug'] })
    await ask(shop.tokens.writer, 'POST /issues/1/comments', { body: 'mine' })
    await ask(shop.tokens.writer, 'POST /issues/1/reactions', { content: 'eyes' })
    await ask(shop.tokens.writer, 'PATCH /issues/1', { state: 'closed' })
    world.deleteUser('writer')
    const name = shown === 'null' ? undefined : 'ghost'
    const issue = (await ask(shop.tokens.workflow, 'GET /issues/1')).body
    expect([issue.closed_by?.login, issue.reactions.total_count]).toEqual([name, 0])
    const [comment] = (await ask(shop.tokens.workflow, 'GET /issues/1/comments')).body
    expect([comment.user?.login, comment.body, comment.author_association]).toEqual([name, 'mine', 'NONE'])
    const events = (await ask(shop.tokens.workflow, 'GET /issues/1/events')).body
    expect(events.map(({ actor }: { actor: { login: string } | null }) => actor?.login)).toEqual(['ghost', 'ghost'])
    expect((await ask(shop.tokens.workflow, 'GET /collaborators/writer/permission')).status).toBe(404)
    expect((await ask(shop.tokens.writer, 'GET /issues/1')).status).toBe(401)
    const query =
      '{ repository(owner: "acme", name: "shop") { issue(number: 1) { comments(first: 1) { nodes { author { login } } } } } }'
    const { data } = (await shop.graphql(shop.tokens.workflow, query)).body
    expect(data.repository.issue.comments.nodes).toEqual([{ author: null }])
    expect(world.violations).toEqual([])
  })
})

describe('what others than people and Apps leave behind', () => {
  test('a mention leaves events of whoever was mentioned, subscribed the first time only', async () => {
    await ask(shop.tokens.stranger, 'POST /issues', { title: 'Down', body: 'Who knows, @writer @nobody?' })
    await ask(shop.tokens.workflow, 'POST /issues/1/comments', { body: '@writer and @stranger, @reader and `@admin`' })
    const events = (await ask(shop.tokens.workflow, 'GET /issues/1/events')).body
    expect(
      events.map(({ event, actor }: { event: string; actor: { login: string } }) => `${event} ${actor.login}`),
    ).toEqual(['mentioned writer', 'subscribed writer', 'mentioned writer', 'mentioned reader', 'subscribed reader'])
  })

  test("a card in the column Done closes the issue in the name of the project's automation", async () => {
    await open()
    const move = (login: string, column: string) =>
      shop.control('POST /repos/acme/shop/issues/1/card', { login, column })
    expect((await move('reader', 'Done')).status).toBe(403)
    expect((await move('writer', 'In progress')).body.state).toBe('open')
    const { state, state_reason, closed_by } = (await move('writer', 'Done')).body
    expect([state, state_reason, closed_by.login, closed_by.type]).toEqual([
      'closed',
      'completed',
      'github-project-automation[bot]',
      'Bot',
    ])
    expect(events.at(-1)).toBe('issues.closed')
  })
})

describe('what GitHub refuses with 422', () => {
  test('texts that are too long, labels that are none', async () => {
    await open()
    const long = 'x'.repeat(65_537)
    const errors = async (request: string, body: object) => {
      const answer = await ask(shop.tokens.workflow, request, body)
      return [answer.status, answer.body.errors?.[0]?.message ?? answer.body.errors?.[0]?.code]
    }
    expect(await errors('POST /issues/1/comments', { body: long })).toEqual([
      422,
      'Body is too long (maximum is 65536 characters)',
    ])
    expect(await errors('POST /issues', { title: 'x', body: long })).toEqual([
      422,
      'body is too long (maximum is 65536 characters)',
    ])
    expect(await errors('POST /issues', { title: ' ' })).toEqual([422, 'missing_field'])
    expect(await errors('POST /labels', { name: 'a', color: '#ff0000' })).toEqual([422, 'invalid'])
    expect((await ask(shop.tokens.workflow, 'POST /labels', { name: 'a', color: 'ff0000' })).status).toBe(201)
    expect(await errors('POST /labels', { name: 'A', color: 'ff0000' })).toEqual([422, 'already_exists'])
    expect((await errors('POST /issues/1/labels', { labels: ['x'.repeat(51)] }))[0]).toBe(422)
    const many = Array.from({ length: 101 }, (_, n) => `l${n}`)
    expect((await errors('POST /issues/1/labels', { labels: many }))[0]).toBe(422)
    expect((await ask(shop.tokens.workflow, 'GET /labels?per_page=100')).body).toHaveLength(1)
  })
})

describe('the record', () => {
  test('events and timeline have GitHub’s shapes and order', async () => {
    await open({ body: 'see #1' })
    const { workflow, writer } = shop.tokens
    await ask(workflow, 'POST /issues/1/labels', { labels: ['incident'] })
    await ask(workflow, 'POST /issues/1/assignees', { assignees: ['writer', 'stranger', 'nobody'] })
    await ask(writer, 'POST /issues/1/comments', { body: 'on it' })
    await ask(writer, 'PATCH /issues/1', { title: 'Checkout down' })
    await ask(writer, 'PATCH /issues/1', { state: 'closed', state_reason: 'not_planned' })
    await ask(writer, 'DELETE /issues/1/labels/incident')
    await open({ title: 'Again', body: 'like #1' })
    const names = (answer: { body: { event: string }[] }) => answer.body.map(({ event }) => event)
    const kept = ['labeled', 'assigned', 'renamed', 'closed', 'unlabeled']
    expect(names(await ask(workflow, 'GET /issues/1/events'))).toEqual(kept)
    expect(names(await ask(workflow, 'GET /issues/1/timeline'))).toEqual([
      'labeled',
      'assigned',
      'commented',
      'renamed',
      'closed',
      'unlabeled',
      'cross-referenced',
    ])
    const closed = (await ask(workflow, 'GET /issues/1/events')).body[3]
    expect([closed.state_reason, closed.actor.login]).toEqual(['not_planned', 'writer'])
    expect((await ask(workflow, 'GET /issues/1')).body.performed_via_github_app).toBeNull()
    expect((await ask(workflow, 'GET /issues/1/events')).body[0].performed_via_github_app.slug).toBe('github-actions')
  })

  test('a reaction is 201 once and 200 after', async () => {
    await open()
    const react = () => ask(shop.tokens.workflow, 'POST /issues/1/reactions', { content: 'eyes' })
    const first = await react()
    expect([first.status, (await react()).status]).toEqual([201, 200])
    expect((await ask(shop.tokens.workflow, 'GET /issues/1')).body.reactions.eyes).toBe(1)
    expect((await ask(shop.tokens.workflow, `DELETE /issues/1/reactions/${first.body.id}`)).status).toBe(204)
  })

  test('updated_at is created_at until a comment is edited; the same text is no edit', async () => {
    const { world } = shop.github
    world.clock.set('2026-11-01T10:00:00Z')
    await open()
    const { id } = (await ask(shop.tokens.stranger, 'POST /issues/1/comments', { body: '/ack' })).body
    world.clock.advance(60_000)
    await ask(shop.tokens.workflow, `POST /issues/comments/${id}/reactions`, { content: '+1' })
    const same = (await ask(shop.tokens.stranger, `PATCH /issues/comments/${id}`, { body: '/ack' })).body
    expect(same.updated_at).toBe(same.created_at)
    const edited = (await ask(shop.tokens.stranger, `PATCH /issues/comments/${id}`, { body: '/override' })).body
    expect(edited.updated_at).toBe('2026-11-01T10:01:00Z')
  })

  test('a comment can be pinned where the server knows pins', async () => {
    await open()
    const { id } = (await ask(shop.tokens.workflow, 'POST /issues/1/comments', { body: 'board' })).body
    const pin = () => ask(shop.tokens.workflow, `PUT /issues/comments/${id}/pin`)
    expect((await pin()).body.pin.pinned_by.login).toBe('github-actions[bot]')
    expect((await ask(shop.tokens.workflow, 'GET /issues/1')).body.pinned_comment.id).toBe(id)
    shop.github.world.options.commentPins = false
    expect((await pin()).status).toBe(404)
  })
})

describe('who is told', () => {
  const told = () => shop.github.world.notifications.map(({ login, reason }) => `${login} ${reason}`)

  test('users by a workflow, teams only by an App that reads members, never oneself or outsiders', async () => {
    const { world } = shop.github
    const app = world.addToken({ kind: 'app', login: 'muster[bot]', permissions: { issues: 'write', members: 'read' } })
    await open()
    const body = '@writer @stranger @acme/platform `@reader`'
    const full = { accept: 'application/vnd.github.full+json' }
    const byWorkflow = await ask(shop.tokens.workflow, 'POST /issues/1/comments', { body }, full)
    expect(told()).toEqual(['writer mention'])
    expect(byWorkflow.body.body_html).not.toContain('team-mention')
    const byApp = await ask(app, 'POST /issues/1/comments', { body: '@acme/platform' }, full)
    expect(byApp.body.body_html).toContain('team-mention')
    expect(told()).toEqual(['writer mention', 'member team_mention'])
    await ask(shop.tokens.writer, 'POST /issues/1/comments', { body: 'I, @writer' })
    expect(told()).toHaveLength(2)
  })

  test('an edit tells whom it brings in, and nobody twice', async () => {
    await open()
    const { id } = (await ask(shop.tokens.workflow, 'POST /issues/1/comments', { body: 'writer' })).body
    await ask(shop.tokens.workflow, `PATCH /issues/comments/${id}`, { body: '@writer' })
    await ask(shop.tokens.workflow, `PATCH /issues/comments/${id}`, { body: '@writer @reader' })
    await ask(shop.tokens.workflow, 'POST /issues/1/assignees', { assignees: ['triager'] })
    expect(told()).toEqual(['writer mention', 'reader mention', 'triager assign'])
  })
})

describe('the web interface', () => {
  test('a form labels for anybody, with labels that exist; opened comes before labeled', async () => {
    await ask(shop.tokens.writer, 'POST /labels', { name: 'outage-report', color: 'b60205' })
    events.length = 0
    const form = { login: 'stranger', title: 'Down', body: '### What?\n\nAll', labels: ['outage-report', 'missing'] }
    const { body } = await shop.control('POST /repos/acme/shop/forms', form)
    expect(body.labels.map(({ name }: { name: string }) => name)).toEqual(['outage-report'])
    expect(events).toEqual(['issues.opened', 'issues.labeled'])
  })

  test('boxes are ticked by the author and by write, and leave a history', async () => {
    await open({ body: '- [ ] one\n- [ ] two' })
    const tick = (login: string) => shop.control('POST /repos/acme/shop/issues/1/tick', { login, box: 2 })
    expect((await tick('triager')).status).toBe(403)
    expect((await tick('stranger')).body.body).toBe('- [ ] one\n- [x] two')
    expect(shop.repository.issues.get(1)?.edits.map(({ editor }) => editor.login)).toEqual(['stranger', 'stranger'])
    expect(events.at(-1)).toBe('issues.edited')
  })

  test('a deleted issue is 410, a transferred one 301', async () => {
    await shop.github.world.addRepository({ owner: 'acme', name: 'other' })
    await open()
    await open()
    await ask(shop.tokens.writer, 'POST /issues/2/comments', { body: 'x' })
    await shop.control('POST /repos/acme/shop/issues/1/delete', { login: 'admin' })
    const roles = shop.github.world.repository('acme/other')
    if (roles) shop.github.world.setRole(roles, 'writer', 'write')
    const moved = await shop.control('POST /repos/acme/shop/issues/2/transfer', { login: 'writer', to: 'acme/other' })
    expect(moved.body.comments).toBe(1)
    expect((await ask(shop.tokens.workflow, 'GET /issues/1')).status).toBe(410)
    const answer = await ask(shop.tokens.workflow, 'GET /issues/2')
    expect([answer.status, answer.headers.get('location')]).toEqual([301, moved.body.url])
    expect(events).toEqual(expect.arrayContaining(['issues.deleted', 'issues.transferred']))
  })
})

test('lists filter by state, label, assignee, creator and time', async () => {
  const { world } = shop.github
  world.clock.set('2026-11-01T10:00:00Z')
  await open()
  world.clock.advance(60_000)
  await ask(shop.tokens.writer, 'POST /issues', { title: 'B', labels: ['incident'], assignees: ['triager'] })
  await ask(shop.tokens.writer, 'PATCH /issues/2', { state: 'closed' })
  const numbers = async (query: string) =>
    (await ask(shop.tokens.workflow, `GET /issues?${query}`)).body.map(({ number }: { number: number }) => number)
  expect(await numbers('')).toEqual([1])
  expect(await numbers('state=all&sort=created&direction=asc')).toEqual([1, 2])
  expect(await numbers('state=all&labels=incident')).toEqual([2])
  expect(await numbers('state=all&assignee=triager')).toEqual([2])
  expect(await numbers('state=all&creator=stranger')).toEqual([1])
  expect(await numbers('state=all&since=2026-11-01T10:00:30Z')).toEqual([2])
})

test('the end state is the same for the same deeds at other times', async () => {
  await open()
  const first = dumpState(shop.github.world)
  const other = await openShop()
  other.github.world.clock.set('2020-01-01T00:00:00Z')
  other.github.world.nextId()
  await other.ask(other.tokens.stranger, 'POST /issues', { title: 'Down', body: 'x' })
  expect(dumpState(other.github.world)).toEqual(first)
  await other.github.close()
})
