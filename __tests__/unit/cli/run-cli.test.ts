import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runCli } from '../../../src/cli/run-cli.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-cli-'))
  mkdirSync(join(folder, 'runbooks/deep'), { recursive: true })
  const pool =
    '---\nsignatures: [ETIMEDOUT]\nservices: [checkout]\n---\n# Pool exhausted\n\n## Mitigation\n\nRaise the size.\n'
  writeFileSync(join(folder, 'runbooks/pool.md'), pool)
  writeFileSync(join(folder, 'runbooks/deep/mail.md'), '# Mail queue\n\nFlush it.\n')
  symlinkSync('pool.md', join(folder, 'runbooks/link.md'))
  const event = {
    action: 'opened',
    issue: { title: 'Cannot pay', body: 'connect ETIMEDOUT', labels: [{ name: 'service:checkout' }] },
  }
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event))
  writeFileSync(join(folder, 'broken.json'), '{')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...words: readonly string[]) {
  const said = { out: '', err: '' }
  const code = runCli(words, { out: (text) => (said.out += text), err: (text) => (said.err += text) })
  return { code, ...said }
}

const runbooks = () => `--runbooks=${join(folder, 'runbooks')}`

describe('match', () => {
  test('prints the decision, the ranking, the evidence and the notices', () => {
    const { code, out } = run('match', 'Cannot pay: ETIMEDOUT', runbooks())
    expect(code).toBe(0)
    expect(out).toMatch(/^Muster would link:\n {2}.*runbooks\/pool\.md.* – `ETIMEDOUT`/)
    expect(out).toMatch(/1\. .*pool\.md.* named by signature/)
    expect(out).toMatch(/link\.md: symbolic links are not followed/)
  })

  test('reads an event and answers in JSON', () => {
    const { code, out } = run('match', '--issue', join(folder, 'event.json'), runbooks(), '--json')
    const answer = JSON.parse(out)
    expect(code).toBe(0)
    expect(answer.decision.runbooks).toHaveLength(1)
    expect(answer.ranking[0]).toMatchObject({ certain: 'signature', confidence: 1 })
  })

  test('says so and exits 1 when nothing fits', () => {
    const { code, out } = run('match', 'Unicorns graze', runbooks())
    expect(code).toBe(1)
    expect(out).toMatch(/^Nothing is linked/)
  })

  test("strangers' control characters do not reach the terminal", () => {
    expect(run('match', 'ETIMEDOUT', '--body', 'Mail\u001b[31mqueue', runbooks()).out).not.toContain('\u001b')
  })
})

describe('lint', () => {
  test('names the page and what to add, and exits 1', () => {
    const { code, out } = run('lint', join(folder, 'runbooks'))
    expect(code).toBe(1)
    expect(out).toMatch(/mail\.md: nothing says by which symptom.*Add front matter/)
    expect(
      JSON.parse(run('lint', join(folder, 'runbooks'), '--json').out).findings.map(
        ({ kind }: { kind: string }) => kind,
      ),
    ).toContain('no-signals')
  })
})

test.each([
  [['--help'], 0],
  [[], 0],
  [['match'], 2],
  [['dance'], 2],
  [['match', 'x', '--colour'], 2],
  [['match', 'x', '--runbooks', '/nowhere/at/all'], 2],
])('%j exits %i', (words, code) => {
  const result = run(...words)
  expect(result.code).toBe(code)
  expect(result.out + result.err).not.toBe('')
})

test('a broken issue file is named', () => {
  const { code, err } = run('match', '--issue', join(folder, 'broken.json'), runbooks())
  expect(code).toBe(2)
  expect(err).toContain('broken.json')
})
