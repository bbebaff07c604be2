import { expect, jest, test } from '@jest/globals'
import { fillForm } from '../support/fill-form.ts'
import { paymentsFail } from '../support/incidents.ts'
import { scheduled, setStage } from '../support/stage.ts'
import { makeSecret } from './secrets/make-secret.ts'
import type { HostileCase } from './support/hostile-case.ts'
import { playLife } from './support/play-life.ts'
import { createRandom } from './support/random.ts'
import { readCases } from './support/read-cases.ts'
import { tapWire } from './support/tap-wire.ts'

jest.setTimeout(300_000)

interface SecretCase extends HostileCase {
  readonly variable: string
  readonly shape: readonly string[]
}

/** As many characters of a secret in a row are taken for a leak. */
const recognisable = 8

/** What Markdown and addresses put between the signs of a word. */
const bare = (text: string) => text.replace(/\\|&#8203;|[\u200b\u2060]/g, '')

/** Every run of characters of a secret, with the file that it comes from. */
function piecesOf(
  secrets: readonly { readonly file: string; readonly parts: readonly string[] }[],
): Map<string, string> {
  const pieces = new Map<string, string>()
  for (const { file, parts } of secrets)
    for (const part of parts.flatMap((one) => [one, encodeURIComponent(one)]))
      for (let at = 0; at + recognisable <= part.length; at += 1) pieces.set(part.slice(at, at + recognisable), file)
  return pieces
}

function findPieces(text: string, pieces: ReadonlyMap<string, string>): readonly string[] {
  const found = new Map<string, string>()
  for (let at = 0; at + recognisable <= text.length; at += 1) {
    const file = pieces.get(text.slice(at, at + recognisable))
    if (file !== undefined && !found.has(file)) found.set(file, text.slice(Math.max(0, at - 60), at + 60))
  }
  return [...found].map(([file, near]) => `${file}: …${near}…`)
}

test('of a hundred secrets in issue, comments and commands, no byte goes out', async () => {
  const random = createRandom(20_261_126)
  const secrets = readCases<SecretCase>('secrets').map((one) => ({ ...one, ...makeSecret(one.shape, random) }))
  const lines = secrets.map(({ text, variable }) => (text.includes('\n') ? `then\n${text}\n` : `${variable}=${text}`))
  // The first text is the title, which has room for one line; five share each of the others.
  const texts = [
    'GITHUB_TOKEN=',
    ...lines.map((_, index) => (index % 5 === 0 ? lines.slice(index, index + 5).join('\n') : '')),
  ]
  const token = makeSecret(['gh', 'p_', '[A-Za-z0-9]{36}'], random)
  texts[0] += token.text
  const life = await playLife(texts.filter((text) => text !== ''))
  expect(life.outcomes).toContain('postmortem-published')
  const printed = life.jobs.map((job) => JSON.stringify({ ...job, requests: [] })).join('\n')
  const pieces = piecesOf([...secrets, { file: 'the title', parts: token.parts }])
  const outbound = [life.wire, printed, ...life.jobs.map(({ summary, log }) => [summary, ...log].join('\n'))].join('\n')
  expect(pieces.size).toBeGreaterThan(5_000)
  expect(outbound).toContain('[redacted: GitHub token]')
  expect(findPieces(outbound, pieces)).toEqual([])
  expect(findPieces(bare(outbound), pieces)).toEqual([])
})

test('of a secret that somebody takes for a service or a runbook, no label, marker, log or summary tells', async () => {
  const stage = await setStage({ inProcess: true, files: { '.github/muster.yml': 'timezone: UTC\n' } })
  const tap = tapWire(stage.world)
  const random = createRandom(20_261_127)
  const made: { readonly file: string; readonly parts: readonly string[] }[] = []
  const secret = (file: string) => {
    const one = makeSecret(['gh', 'p_', '[A-Za-z0-9]{36}'], random)
    made.push({ file, parts: one.parts })
    return one.text
  }
  try {
    const { alice } = stage.people
    const body = fillForm({ ...paymentsFail, service: secret('form'), since: secret('since') })
    const issue = await alice.opens(`Payments fail ${secret('title')}`, body, ['incident'])
    const runs = [await stage.settleNewest()]
    for (const command of ['/service', '/runbook', '/lead @', '/milestone started', '/severity SEV1', '/frob'])
      await alice.says(issue, `${command} ${secret(command)}`)
    runs.push(await stage.settleNewest())
    await alice.says(issue, `/runbook runbooks/${secret('path')}.md`)
    runs.push(await stage.settleNewest(), await stage.deliver(scheduled(stage)))
    const printed = runs.map(({ run }) => [run.summary, ...run.log, JSON.stringify(run.outputs)].join('\n'))
    expect(findPieces(bare([tap.sent(), ...printed].join('\n')), piecesOf(made))).toEqual([])
    // What was told to nobody is still remembered: the next run has nothing to do.
    expect(runs.at(-1)?.writes).toEqual([])
    expect(stage.world.violations).toEqual([])
  } finally {
    tap.close()
    await stage.close()
  }
})
