import { expect, jest, test } from '@jest/globals'
import { expandText } from '../hostile/support/hostile-case.ts'
import { inspectLife } from '../hostile/support/inspect-life.ts'
import { playLife } from '../hostile/support/play-life.ts'
import { readCases } from '../hostile/support/read-cases.ts'
import type { TextCase } from '../hostile/support/walk-texts.ts'
import { boardOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { setStage } from '../support/stage.ts'

jest.setTimeout(300_000)

const groups = ['runner-commands', 'mentions', 'closing-keywords', 'markers', 'structure', 'unicode', 'paths']

// The corpus plays the sources in the test's own process; of each group one case goes through what is shipped.
test('the bundle stands the last case of each group of texts', async () => {
  const texts = groups.map((group) => expandText(readCases<TextCase>(group).at(-1)?.input ?? ''))
  expect(texts.every((text) => text !== '')).toBe(true)
  const { world, repository, close } = await setStage({ inProcess: true })
  await close()
  // How long a process of its own takes to start is no question of its input.
  const life = { ...(await playLife(texts, { inProcess: false })), dearest: 0 }
  const calm = await playLife(texts.map(() => 'word'))
  expect(inspectLife(life, calm, { world, repository, canMentionTeams: true })).toEqual([])
})

test(
  'the bundle lives in 256 MB, whatever it is given',
  onStage({}, async (stage) => {
    const large = ['boxes', 'keys', 'stars'].map((name) =>
      readCases<TextCase>('oversize').find(({ file }) => file === `${name}.json`),
    )
    for (const one of large) {
      const body = `${fillForm(paymentsFail)}\n\n${expandText(one?.input ?? '')}`.slice(0, 65_536)
      const issue = await stage.people.carol.opens('Payments fail', body, ['incident'])
      const { run } = await stage.deliver(stage.inbox.takeNewest(), {
        env: { NODE_OPTIONS: '--max-old-space-size=256' },
      })
      expect([one?.name, run.exitCode]).toEqual([one?.name, 0])
      expect(boardOf(stage, issue)).toContain('SEV2')
      await stage.people.carol.closes(issue, 'not_planned')
      stage.inbox.take()
    }
  }),
)
