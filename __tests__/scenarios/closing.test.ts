import { describe, expect, jest, test } from '@jest/globals'
import { boardOf, endStateOf, labelsOf, saidBeside, stateOf } from '../support/expectations.ts'
import { finishWork, openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'

jest.setTimeout(120_000)

describe('closing before the work is done', () => {
  test(
    'is answered once: reopened, with one comment that lists what is missing',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.closes(issue)
      const run = await stage.settle()
      expect(run.outcome).toBe('close-refused')
      expect(run.run.exitCode).toBe(0)
      expect(stateOf(stage, issue)).toBe('open')
      const [refusal, ...more] = saidBeside(stage, issue)
      expect(more).toEqual([])
      expect(refusal?.text).toMatch(/Reopened: 10 things are still open/)
      expect(refusal?.text).toMatch(/fix verified.*`\/done 11`/)
      expect(refusal?.text).toMatch(/What fixed it\?/)
      expect(refusal?.text).toMatch(/What caused it\?/)
      expect(refusal?.text).toMatch(/\/override/)
    }),
  )

  test(
    'a second time is answered in the same comment',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.closes(issue)
      await stage.settle()
      await stage.people.erin.says(issue, '/done 1-12')
      await stage.settle()
      stage.wait(15)
      await stage.people.alice.closes(issue)
      await stage.settle()
      expect(stateOf(stage, issue)).toBe('open')
      const refusals = saidBeside(stage, issue)
      expect(refusals).toHaveLength(1)
      expect(refusals[0]?.text).toMatch(/Reopened: 2 things are still open/)
    }),
  )

  test(
    'a person who insists is not fought: after two in ten minutes it stays closed',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/lead')
      for (let count = 1; count <= 3; count += 1) {
        await stage.people.alice.closes(issue)
        await stage.settle()
      }
      expect(stateOf(stage, issue)).toBe('closed')
      expect(saidBeside(stage, issue)).toHaveLength(1)
      expect(saidBeside(stage, issue)[0]?.text).toMatch(/Left closed by.*settle it with.*erin/s)
      const later = await stage.deliver({ name: 'schedule', action: null, payload: {}, actor: 'acme' })
      expect(later.run.exitCode).toBe(0)
      expect(stateOf(stage, issue)).toBe('closed')
    }),
  )

  test(
    'by somebody who may not close it is refused, also when all is done',
    onStage({}, async (stage) => {
      const own = await stage.people.sam.opens('Search is down', 'Service: search\nSeverity: SEV4')
      await stage.people.alice.labels(own, 'incident')
      await stage.settle()
      await stage.people.sam.closes(own)
      await stage.settle()
      expect(stateOf(stage, own)).toBe('open')
      expect(saidBeside(stage, own).find(({ key }) => key === 'refusal')?.text).toMatch(/sam.*may not close/)
    }),
  )

  test(
    'is not answered while GitHub does not tell who may close',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.closes(issue)
      stage.world.faults.add({ mode: 'status-before:502', path: '/repos/*/*/collaborators/**', count: 9 })
      const run = await stage.settle()
      expect(run.outcome).toBe('permission-unknown')
      expect(stateOf(stage, issue)).toBe('closed')
    }),
  )
})

describe('closing as something else', () => {
  for (const reason of ['not_planned', 'duplicate'] as const) {
    test(
      `${reason} needs a reason`,
      onStage({}, async (stage) => {
        const issue = await openIncident(stage)
        await stage.people.erin.closes(issue, reason)
        await stage.settle()
        expect(stateOf(stage, issue)).toBe('open')
        expect(saidBeside(stage, issue)[0]?.text).toMatch(/Reopened: 1 thing is still open/)
        expect(saidBeside(stage, issue)[0]?.text).not.toMatch(/\/override|fix verified/)
        await stage.people.erin.says(issue, reason === 'duplicate' ? '/note the same as #1' : '/note a false alarm')
        await stage.settle()
        await stage.people.erin.closes(issue, reason)
        const run = await stage.settle()
        expect(run.outcome).toBe('closed-without-postmortem')
        expect(stateOf(stage, issue)).toBe('closed')
        expect(labelsOf(stage, issue)).toContain('postmortem:none')
        expect(stage.repository.pulls.size).toBe(0)
      }),
    )
  }
})

describe('an override', () => {
  test(
    'by somebody with write is said aloud, with what it leaves open, and the issue may be closed',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.alice.says(issue, '/override the provider fixed it, nothing left to verify')
      await stage.settle()
      const [said, ...more] = saidBeside(stage, issue)
      expect(more).toEqual([])
      expect(said?.text).toMatch(/overridden by.*alice.*provider fixed it/i)
      expect(said?.text).toMatch(/fix verified/)
      await stage.people.alice.closes(issue)
      const run = await stage.settle()
      expect(stateOf(stage, issue)).toBe('closed')
      expect(run.outcome).toBe('postmortem-delivered')
      expect(JSON.stringify(endStateOf(stage).branches)).toContain('the provider fixed it')
    }),
  )

  test(
    'by a triager is refused',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage)
      await stage.people.erin.says(issue, '/override I want to sleep')
      await stage.settle()
      await stage.people.erin.closes(issue)
      await stage.settle()
      expect(stateOf(stage, issue)).toBe('open')
    }),
  )
})

describe('the gate by severity', () => {
  test(
    'SEV4 closes freely and owes no postmortem',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage, { severity: 'SEV4 – hardly noticed' })
      await stage.people.erin.closes(issue)
      const run = await stage.settle()
      expect(run.outcome).toBe('closed-without-postmortem')
      expect(stateOf(stage, issue)).toBe('closed')
      expect(run.document).toBeUndefined()
    }),
  )

  test(
    'SEV3 asks for no cause, and has a postmortem on request',
    onStage({}, async (stage) => {
      const issue = await openIncident(stage, { severity: 'SEV3 – degraded, there is a way around' })
      await stage.people.erin.says(issue, '/done 1-13')
      await stage.people.erin.says(issue, '/status resolved restarted')
      await stage.people.erin.closes(issue)
      const run = await stage.settleNewest()
      expect(run.outcome).toBe('closed-without-postmortem')
      expect(boardOf(stage, issue)).toMatch(/on request, `\/postmortem`/)
      await stage.people.alice.says(issue, '/postmortem')
      const asked = await stage.settle()
      expect(asked.outcome).toBe('postmortem-delivered')
      expect(stage.repository.pulls.size).toBe(1)
    }),
  )

  test(
    'with all done a SEV2 closes, and is closed for good',
    onStage({}, async (stage) => {
      const issue = await finishWork(stage)
      await stage.people.erin.closes(issue)
      const run = await stage.settle()
      expect(run.run.outputs.outcome).toBe('close-accepted')
      expect(stateOf(stage, issue)).toBe('closed')
      expect(labelsOf(stage, issue)).toContain('postmortem:open')
    }),
  )

  test(
    'a closing that GitHub first told no role for is judged once by the next run, and stands when its author is demoted',
    onStage({ inProcess: true }, async (stage) => {
      const issue = await openIncident(stage, { severity: 'SEV4 – hardly noticed' })
      const { world, repository, people } = stage
      await people.erin.closes(issue)
      const fault = world.faults.add({ mode: 'status-before:502', path: '/repos/*/*/collaborators/**', count: 99 })
      const event = stage.inbox.takeNewest()
      const postponed = await stage.deliver(event)
      expect(fault.fired).toBeGreaterThan(0)
      expect(postponed.outcome).toBe('permission-unknown')
      world.faults.clear()
      expect((await stage.deliver(event)).outcome).toBe('closed-without-postmortem')
      world.setRole(repository, 'erin', 'none')
      const last = await stage.deliver(event)
      expect(stateOf(stage, issue)).toBe('closed')
      expect(last.writes).toEqual([])
    }),
  )
})
