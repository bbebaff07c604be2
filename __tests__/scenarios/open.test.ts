import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import {
  assigneesOf,
  boardOf,
  expectCalledOnce,
  expectNoViolation,
  labelsOf,
  saidBeside,
} from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { paymentsFail } from '../support/incidents.ts'
import { setStage, type Stage } from '../support/stage.ts'

jest.setTimeout(60_000)

let stage: Stage

afterEach(async () => {
  expectNoViolation(stage)
  await stage.close()
})

describe('an incident filed with the form', () => {
  beforeEach(async () => {
    stage = await setStage()
  })

  test('gets its labels, one board, and calls who can act and who must know', async () => {
    const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
    const run = await stage.settle()
    expect(run.run.log.join('\n')).toBe('x')
    expect(run.outcome).toBe('incident-opened')
    expect(labelsOf(stage, issue)).toEqual(['incident', 'service:checkout', 'severity:SEV2', 'status:investigating'])
    const board = boardOf(stage, issue)
    expect(board.split('\n')[0]).toMatch(/SEV2.*38 % of payments fail/)
    expect(board).toContain('provider-timeouts.md#')
    expectCalledOnce(stage, issue, ['alice', 'frank'])
    expect(assigneesOf(stage, issue)).toEqual(['alice'])
    expect(saidBeside(stage, issue)).toEqual([])
  })
})
