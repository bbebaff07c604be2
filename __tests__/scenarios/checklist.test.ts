import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, expectHeld, saidBeside } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { openIncident, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import type { Stage } from '../support/stage.ts'

jest.setTimeout(120_000)

function bodyOf({ repository }: Stage, issue: number): string {
  return repository.issues.get(issue)?.body ?? ''
}

describe('the checklist in the issue', () => {
  test(
    'counts what is ticked, and an optional item does not count',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.ticks(issue, 'symptom seen')
      await stage.people.alice.ticks(issue, 'the team was asked')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/1 of 8 done/)
      await stage.people.alice.ticks(issue, 'everyone shown')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/Next:\*\* 4 source named.*2 of 8 done/)
    }),
  )

  test(
    'one who cannot tick says /done; people’s words stay as they are',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      const before = bodyOf(stage, issue)
      await stage.people.erin.says(issue, '/done 1, 3-5')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/4 of 8 done/)
      expect(bodyOf(stage, issue)).toBe(before)
    }),
  )

  test(
    'a line that somebody deleted is still open, and boxes in code are no items',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      const body = bodyOf(stage, issue).replace(/^- \[ \] fix verified.*$/m, '')
      await stage.people.alice.edits(issue, {
        body: `${body.replaceAll('- [ ]', '- [x]')}\n\n\`\`\`\n- [ ] no item\n\`\`\``,
      })
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/Next:\*\* 11 fix verified.*7 of 8 done/)
    }),
  )
})

describe('the checklist of an issue that has none', () => {
  test(
    'stands in a comment of Muster, is ticked there or by /done, and is never written over',
    onStage({}, async (stage) => {
      const issue = await stage.people.alice.opens('Checkout is down', 'SEV2 checkout', ['incident'])
      await stage.settle()
      const comment = [...stage.repository.comments.values()].find(({ body }) => body.startsWith('Checklist'))
      expectHeld(comment !== undefined, 'a comment with the checklist', saidBeside(stage, issue))
      await stage.people.alice.ticks(issue, 'symptom seen', comment?.id)
      await stage.people.alice.says(issue, '/done 4')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(/2 of 8 done/)
      expect(comment?.body).toContain('- [x] symptom seen')
      expect(comment?.body).toContain('- [ ] source named')
    }),
  )
})

test(
  'a hostile body is read in time, or its checklist counts as open',
  onStage({}, async (stage) => {
    const body = `${fillForm(paymentsFail)}\n\n${'*_'.repeat(25_000)}\n${'>'.repeat(5_000)}`
    const issue = await stage.people.alice.files('Payments fail', body)
    const run = await stage.settle()
    expect(run.outcome).toBe('incident-opened')
    expect(run.run.duration).toBeLessThan(15_000)
    expect(boardOf(stage, issue)).toMatch(/0 of 8 done/)
  }),
)
