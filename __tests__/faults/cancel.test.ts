import { expect, jest, test } from '@jest/globals'
import { endStateOf, expectCalledOnce, expectHeld } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { paymentsFail } from '../support/incidents.ts'
import { compare } from '../support/kill-every-request.ts'
import { onStage } from '../support/on-stage.ts'
import { setStage } from '../support/stage.ts'

jest.setTimeout(120_000)

test(
  'a cancelled run stops writing at once, and the next one finishes',
  onStage({}, async (stage) => {
    const { world } = stage
    const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
    const event = stage.inbox.takeNewest()
    const cancel = new AbortController()
    // The claim takes long enough for the runner's cancel to arrive while it is under way.
    world.faults.add({ mode: 'latency:1500', method: 'POST', path: '/repos/*/*/issues/*/reactions' })
    const running = stage.deliver(event, { cancel: cancel.signal })
    while (!world.faults.all.some(({ fired }) => fired > 0)) await new Promise((resolve) => setTimeout(resolve, 20))
    cancel.abort()
    const cancelled = await running
    const written = cancelled.writes.map(({ method, path }) => `${method} ${path}`)
    expectHeld(written.length <= 1, 'no write after the cancel', written)
    world.faults.clear()
    stage.wait(2)
    await stage.deliver(event)
    expectCalledOnce(stage, issue, ['alice', 'frank'])
    const other = await setStage()
    try {
      await other.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      await other.settle()
      expect(compare(endStateOf(other), endStateOf(stage))).toEqual([])
    } finally {
      await other.close()
    }
  }),
)
