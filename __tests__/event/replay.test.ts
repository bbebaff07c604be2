import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, endStateOf, expectCalledOnce, saidBeside } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { finishWork, openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { scheduled } from '../support/stage.ts'

jest.setTimeout(300_000)

describe('an event that comes again', () => {
  test(
    'five times: one board, one call, and no write after the first',
    onStage({}, async (stage) => {
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      const [opened] = stage.inbox.take()
      if (!opened) throw new Error('No event of the opening')
      await stage.deliver(opened)
      const before = endStateOf(stage)
      for (let count = 2; count <= 5; count += 1) {
        const again = await stage.deliver(opened)
        expect(again.writes).toEqual([])
      }
      expect(endStateOf(stage)).toEqual(before)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
    }),
  )

  test(
    'after the closing was documented: not a single write',
    onStage({}, async (stage) => {
      const issue = await finishWork(stage)
      await stage.people.alice.closes(issue)
      const [closed] = stage.inbox.take()
      if (!closed) throw new Error('No event of the closing')
      await stage.deliver(closed)
      const before = endStateOf(stage)
      const again = await stage.deliver(closed)
      expect(again.writes).toEqual([])
      const swept = await stage.deliver(scheduled(stage))
      expect(swept.writes).toEqual([])
      expect(endStateOf(stage)).toEqual(before)
    }),
  )
})

describe('two runs side by side', () => {
  test(
    'at the opening: one board, nobody called twice',
    onStage({}, async (stage) => {
      stage.world.clock.run()
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      const [opened] = stage.inbox.take()
      if (!opened) throw new Error('No event of the opening')
      const labeled = { ...opened, action: 'labeled', payload: { ...opened.payload, action: 'labeled' } }
      await Promise.all([opened, labeled, opened].map((event) => stage.deliver(event)))
      expect(boardOf(stage, issue)).toMatch(/SEV2/)
      expectCalledOnce(stage, issue, ['alice', 'frank'])
    }),
  )

  test(
    'at a raised severity: one comment, nobody called twice',
    onStage({}, async (stage) => {
      stage.world.clock.run()
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/severity SEV1 nobody can pay')
      const [raised] = stage.inbox.take()
      if (!raised) throw new Error('No event of the comment')
      await Promise.all([raised, raised].map((event) => stage.deliver(event)))
      await stage.deliver(raised)
      expectCalledOnce(stage, issue, ['alice', 'carol', 'frank'])
      expect(saidBeside(stage, issue)).toHaveLength(1)
    }),
  )
})
