import { describe, expect, test } from '@jest/globals'
import { Clock, timestamp } from '../state/clock.ts'
import { tickBox } from '../state/issues/tick-box.ts'
import { renderMarkdown } from '../state/markdown/render-markdown.ts'
import { makeNodeId, readNodeId } from '../state/node-id.ts'
import { grantOf, isAssignable, roleOf } from '../state/roles.ts'
import type { User } from '../state/user.ts'
import { openShop } from './shop.ts'

test('the clock runs, stops where it is set, and runs on', () => {
  const clock = new Clock()
  clock.set('2026-11-01T03:05:00Z')
  clock.advance(1500)
  expect(timestamp(clock.now())).toBe('2026-11-01T03:05:01Z')
  clock.run()
  expect(clock.now().getUTCFullYear()).toBe(2026)
  expect(() => clock.set('yesterday')).toThrow('Not an instant')
})

test('node ids can be read back and not be guessed', () => {
  expect(readNodeId(makeNodeId('Issue', 7))).toEqual({ type: 'Issue', id: 7 })
  expect(readNodeId('I_nothing')).toBeNull()
})

test('roles come from ownership, grants, organisation and teams', async () => {
  const { github, repository } = await openShop({ isPrivate: true })
  const { world } = github
  const user = (login: string) => world.user(login) as User
  world.setRole(repository, 'writer', { base: 'write', name: 'on-call' })
  expect(grantOf(world, repository, user('writer'))).toEqual({ base: 'write', name: 'on-call' })
  expect(roleOf(world, repository, user('member'))).toBe('read')
  expect(roleOf(world, repository, user('stranger'))).toBe('none')
  expect(isAssignable(world, repository, user('stranger'))).toBe(false)
  await github.close()
})

describe('Markdown', () => {
  test('mentions and references are links outside code, comments and links only', async () => {
    const { github, repository, ask, tokens } = await openShop()
    await ask(tokens.writer, 'POST /issues', { title: 'First' })
    const { world } = github
    const render = (text: string, canMentionTeams = false) =>
      renderMarkdown(text, { world, repository, canMentionTeams })
    const { html, references } = render(
      'hi @writer, `@reader` <!-- @admin --> [@triager](x) @nobody @acme/platform a@admin.example\n\n```\n@admin\n```\nfixes #1, #9',
    )
    expect([...references.users.values()].map(({ login }) => login)).toEqual(['writer'])
    expect([...references.issues.values()].map(({ number, closes }) => [number, closes])).toEqual([[1, true]])
    expect(html).toContain('class="user-mention notranslate"')
    expect(html).toContain('@nobody @acme/platform')
    expect(render('\\@writer &#64;writer').references.users.size).toBe(1)
    expect(render('@&#8203;writer').references.users.size).toBe(0)
    expect(render('@acme/platform', true).references.teams.size).toBe(1)
    await github.close()
  })

  test('boxes, alerts, Mermaid and folded parts come out as at GitHub, and nothing harmful does', async () => {
    const { github, repository } = await openShop()
    const show = (text: string) =>
      renderMarkdown(text, { world: github.world, repository, canMentionTeams: false }).html
    expect(show('- [x] done\n- [ ] open')).toMatch(
      /contains-task-list.*task-list-item-checkbox" disabled="" checked=""/s,
    )
    expect(show('> [!CAUTION]\n> hot')).toContain('markdown-alert-caution')
    expect(show('```mermaid\ngantt\n```')).toContain('<pre lang="mermaid"')
    expect(show('<details open><summary>S</summary>x</details>')).toContain('<details open="">')
    const harm = '<script>a()</script>z <a href="java&#115;cript:b()" onclick="c()">x</a> <iframe src="//d">y</iframe>'
    expect(show(`<div>${harm}</div>`)).toBe('<div>z <a>x</a> </div>')
    expect(show('</div></div><b>x')).toBe('<b>x</b>')
    await github.close()
  })

  test('ticking a box changes that box and nothing else', () => {
    const text = '- [ ] a\n```\n- [ ] no box\n```\n1. [x] b\r\n   - [ ] c'
    expect(tickBox(text, 3, true)).toBe(text.replace('[ ] c', '[x] c'))
    expect(tickBox(text, 2, false)).toBe(text.replace('[x] b', '[ ] b'))
    expect(tickBox(text, 4, true)).toBeNull()
  })
})
