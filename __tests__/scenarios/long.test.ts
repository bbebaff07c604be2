import { describe, expect, jest, test } from '@jest/globals'
import { commentsOf } from '../../simulator/state/repository.ts'
import { boardOf, saidBeside, stateOf } from '../support/expectations.ts'
import { openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import type { Stage } from '../support/stage.ts'
import { writeComments } from '../support/write-comments.ts'

jest.setTimeout(180_000)

const soonFull = /GitHub takes only few more comments here: .*Go on in a new issue and link this one/
const full = /GitHub takes no more comments here: .*Go on in a new issue and link this one/

describe('an incident on which thousands of comments are written', () => {
  test(
    'a command costs at most 32 requests; near GitHub’s cap and at it the board says so, and goes on being true',
    onStage({}, async (stage) => {
      const { alice, erin } = stage.people
      const issue = await openIncident(stage)
      writeComments(stage, issue, 2_396)
      // By now nobody has answered for long: this run says so, and the next one is the command's alone.
      await erin.says(issue, 'I am on it.')
      await stage.settle()
      await erin.says(issue, '/lead')
      const led = await stage.settle()
      // On a machine that is too busy to answer in time a request is sent again.
      const repeated = led.run.log.filter((line) => line.includes('trying again')).length
      expect(led.requests.length - repeated).toBeLessThanOrEqual(32)
      expect(boardOf(stage, issue)).not.toMatch(/more comments here/)

      writeComments(stage, issue, 2_410)
      await erin.says(issue, 'Still looking.')
      await stage.settle()
      expect(boardOf(stage, issue)).toMatch(soonFull)
      await erin.says(issue, 'Still looking, the provider as well.')
      expect((await stage.settle()).writes).toEqual([])

      writeComments(stage, issue, 2_499)
      await erin.says(issue, 'This is the last one.')
      await stage.settle()
      expect(commentsOf(stage.repository, issue)).toHaveLength(2_500)
      expect(boardOf(stage, issue)).toMatch(full)
      expect(boardOf(stage, issue)).not.toMatch(soonFull)
      await expect(erin.says(issue, '/status monitoring')).rejects.toThrow(/2500/)

      await alice.ticks(issue, 'symptom seen')
      expect((await stage.settle()).run.exitCode).toBe(0)
      expect(boardOf(stage, issue)).toMatch(/1 of \d+ done/)
      expect(boardOf(stage, issue)).toMatch(full)
    }),
  )

  test(
    'at the cap a close that comes too early is refused once, and the board says what is missing',
    onStage({}, async (stage) => {
      const { alice } = stage.people
      const issue = await openIncident(stage)
      const said = saidBeside(stage, issue).length
      writeComments(stage, issue, 2_500)
      await alice.closes(issue)
      const refused = await stage.settle()
      expect([refused.outcome, refused.run.exitCode, stateOf(stage, issue)]).toEqual(['close-refused', 0, 'open'])
      expect(boardOf(stage, issue)).toMatch(full)
      expect(saidBeside(stage, issue)).toHaveLength(said)
      await alice.ticks(issue, 'symptom seen')
      await stage.settle()
      expect(closings(stage, issue)).toEqual(['closed', 'reopened'])
    }),
  )
})

function closings({ repository }: Stage, issue: number): readonly string[] {
  const events = repository.issues.get(issue)?.events ?? []
  return events.map(({ event }) => event).filter((event) => event === 'closed' || event === 'reopened')
}
