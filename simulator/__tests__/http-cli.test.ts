import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, jest, test } from '@jest/globals'

jest.setTimeout(30_000)

test('from the command line, a world is made and used by HTTP alone', async () => {
  const cli = spawn(process.execPath, [new URL('../cli.ts', import.meta.url).pathname, '--port', '0'])
  try {
    const [line] = await once(cli.stdout, 'data')
    const { url, apiUrl } = JSON.parse(String(line))
    const post = async (path: string, body: object, headers = {}) => {
      const response = await fetch(path, { method: 'POST', body: JSON.stringify(body), headers })
      // biome-ignore lint/suspicious/noExplicitAny: the assertions are the check
      const answer: any = await response.json()
      return { status: response.status, body: answer }
    }
    const control = (path: string, body: object) => post(`${url}/_simulator${path}`, body)
    await control('/users', { login: 'alice' })
    await control('/repositories', { owner: 'alice', name: 'shop', private: true, files: { 'a.md': 'A' } })
    await control('/repos/alice/shop/roles', { login: 'bob', role: 'write' })
    const { token } = (await control('/tokens', { kind: 'person', login: 'bob' })).body
    await control('/clock', { set: '2026-11-01T10:00:00Z' })
    const issue = await post(
      `${apiUrl}/repos/alice/shop/issues`,
      { title: 'Down' },
      { authorization: `token ${token}` },
    )
    expect([issue.status, issue.body.user.login, issue.body.created_at]).toEqual([201, 'bob', '2026-11-01T10:00:00Z'])
    expect((await control('/faults', { mode: 'no-such-fault' })).status).toBe(400)
    const violations = await fetch(`${url}/_simulator/violations`)
    expect(await violations.json()).toEqual([])
  } finally {
    cli.kill('SIGTERM')
    expect((await once(cli, 'exit'))[0]).toBe(0)
  }
})
