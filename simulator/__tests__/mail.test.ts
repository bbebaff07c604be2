import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openShop, type Shop } from './shop.ts'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
  await shop.ask(shop.tokens.writer, 'POST /issues', { title: 'Down', body: 'x' })
})

afterEach(async () => {
  expect(shop.github.world.violations).toEqual([])
  await shop.github.close()
})

const full = { accept: 'application/vnd.github.full+json' }

async function mail(text: string, login = 'reader'): Promise<{ readonly id: number; readonly html: string }> {
  const { id } = (await shop.control('POST /repos/acme/shop/issues/1/mail', { login, text })).body
  const { body } = await shop.ask(shop.tokens.workflow, `GET /issues/comments/${id}`, undefined, full)
  return { id, html: body.body_html }
}

test('what was answered is shown, what was quoted below it is hidden, and Markdown stays text', async () => {
  const { html } = await mail(
    'It is **back**, @writer.\r\n\r\nOn Sat, Nov 16, 2026 at 11:26 AM github-actions[bot] <\r\nnotifications@github.com> wrote:\r\n\r\n> Is it back?\r\n> See #1\r\n',
  )
  expect(html).toBe(
    [
      '<div class="email-fragment">It is **back**, <a class="user-mention notranslate" data-hovercard-type="user" href="' +
        `${shop.github.url}/writer">@writer</a>.</div>`,
      '<span class="email-hidden-toggle"><a href="#">…</a></span><div class="email-hidden-reply">',
      '<div class="email-quoted-reply">On Sat, Nov 16, 2026 at 11:26 AM github-actions[bot] &lt; ***@***.***&gt; wrote:\n\n Is it back?\n See ' +
        `<a class="issue-link js-issue-link" title="Down" href="${shop.github.url}/acme/shop/issues/1">#1</a></div>`,
      '</div>',
    ].join('\n'),
  )
})

test('answers between quotes stay with what they answer; a signature goes', async () => {
  const { html } = await mail('> Which service?\nsearch\n\n> Since when?\n03:05\n\n--\nBob, on call\n')
  const classes = [...html.matchAll(/class="(email-[\w-]+)"/g)].map(([, name]) => name)
  expect(classes).toEqual([
    'email-quoted-reply',
    'email-fragment',
    'email-quoted-reply',
    'email-fragment',
    'email-hidden-toggle',
    'email-hidden-reply',
    'email-signature-reply',
  ])
})

test('Outlook quotes without a sign, so that all of it is shown', async () => {
  const { html } = await mail('Done.\n\nFrom: GitHub <noreply@github.com>\nSent: Monday\n\n/status resolved\n')
  expect(html).toBe(
    '<div class="email-fragment">Done.\n\nFrom: GitHub ***@***.***&gt;\nSent: Monday\n\n/status resolved</div>',
  )
})

test('addresses are hidden, GraphQL tells how it came, and nothing written on the web looks like a mail', async () => {
  const { id } = await mail('Call me at reader@example.com, /severity 1')
  const web = await shop.ask(shop.tokens.reader, 'POST /issues/1/comments', {
    body: '<div class="email-fragment">mine</div>',
  })
  const query =
    '{ repository(owner: "acme", name: "shop") { issue(number: 1) { createdViaEmail comments(first: 9) { nodes ' +
    '{ databaseId body createdViaEmail editor { login } bodyHTML } } } } }'
  const { issue } = (await shop.graphql(shop.tokens.workflow, query)).body.data.repository
  expect(issue.createdViaEmail).toBe(false)
  expect(issue.comments.nodes).toEqual([
    expect.objectContaining({
      databaseId: id,
      body: 'Call me at ***@***.***, /severity 1',
      createdViaEmail: true,
      editor: null,
    }),
    expect.objectContaining({ databaseId: web.body.id, createdViaEmail: false }),
  ])
  expect(issue.comments.nodes[1].bodyHTML).not.toContain('email')
})

test('a mail to a locked conversation comes back, and a stranger cannot write to what is private', async () => {
  await shop.ask(shop.tokens.writer, 'PUT /issues/1/lock', {})
  const send = (login: string) => shop.control('POST /repos/acme/shop/issues/1/mail', { login, text: 'x' })
  expect([(await send('reader')).status, (await send('writer')).status]).toEqual([403, 200])
  shop.repository.private = true
  expect((await send('stranger')).status).toBe(404)
})
