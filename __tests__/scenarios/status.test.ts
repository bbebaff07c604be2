import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, expectCalledOnce, labelsOf } from '../support/expectations.ts'
import { openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'

jest.setTimeout(120_000)

describe('a label set by hand counts as much as a command', () => {
  test(
    'of two, the later stays',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      const { erin } = stage.people
      await erin.says(issue, '/status identified')
      await stage.settle()
      await stage.people.alice.labels(issue, 'status:monitoring')
      await stage.settle()
      expect(labelsOf(stage, issue).filter((name) => name.startsWith('status:'))).toEqual(['status:monitoring'])
      await erin.says(issue, '/status investigating')
      await stage.settle()
      expect(labelsOf(stage, issue).filter((name) => name.startsWith('status:'))).toEqual(['status:investigating'])
      expect(boardOf(stage, issue).split('\n')[0]).toMatch(/investigating/)
    }),
  )

  test(
    'a severity raised by its label calls the rest',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.labels(issue, 'severity:SEV1')
      await stage.settle()
      expect(labelsOf(stage, issue).filter((name) => name.startsWith('severity:'))).toEqual(['severity:SEV1'])
      expectCalledOnce(stage, issue, ['alice', 'carol', 'frank'])
    }),
  )

  test(
    'a label taken off is asked for',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.unlabels(issue, 'severity:SEV2')
      await stage.settle()
      expect(labelsOf(stage, issue).filter((name) => name.startsWith('severity:'))).toEqual([])
      expect(boardOf(stage, issue)).toMatch(/How bad is it\?/)
    }),
  )
})

test(
  'resolved ends the emergency: what fixed it stands there, and nothing is due any more',
  onStage({}, async (stage) => {
    const issue = await openIncident(stage)
    await stage.people.erin.says(issue, '/status monitoring')
    await stage.people.erin.says(issue, '/status resolved rolled back to v4.7.1')
    await stage.settle()
    const board = boardOf(stage, issue)
    expect(board).toMatch(/Resolved.*38 % of payments fail/)
    expect(board).toMatch(/Fixed by:.*rolled back to v4\.7\.1/)
    expect(board).toMatch(/Still needed before it can be closed/)
    expect(board).not.toMatch(/@alice|Update due/)
    await stage.people.erin.says(issue, '/status investigating')
    await stage.settle()
    expect(boardOf(stage, issue)).toMatch(/Start here/)
  }),
)
