import { describe, expect, test } from '@jest/globals'
import { describeMissed } from '../../../src/domain/missed-call.ts'
import { runIncident } from '../../../src/run/run-incident.ts'
import { tellMissed } from '../../../src/run/tell-missed.ts'
import { refusal } from '../github/fake-client.ts'
import { github, session, withChat } from './fake-session.ts'

const target = { number: 7, pull: false }
const secret = `ghp_${'a1B2'.repeat(9)}`
const message = describeMissed({
  title: `Payments fail with ${secret}`,
  severity: 'SEV1',
  serviceName: 'checkout',
  issueUrl: 'https://github.test/acme/shop/issues/7',
})

describe('the channels', () => {
  test('are told to call people, without a secret', async () => {
    await withChat(200, async (chatUrl, said) => {
      expect(await tellMissed(session(github(), { chatUrl }), message)).toBe('The channel was told to call people.')
      expect(said).toHaveLength(1)
      expect(said[0]).toContain('Call people yourself.')
      expect(said[0]).toContain('https://github.test/acme/shop/issues/7')
      expect(said[0]).not.toContain(secret)
    })
  })

  test('that do not answer, or are not configured, are said in the log', async () => {
    await withChat(404, async (chatUrl) => {
      expect(await tellMissed(session(github(), { chatUrl }), message)).toBe(
        'The channel was not told either (the chat answered with status 404): call people yourself.',
      )
    })
    expect(await tellMissed(session(github()), message)).toBe(
      'No channel is configured, so nobody was told: call people yourself.',
    )
  })
})

describe('a run that is stopped', () => {
  const stopped = async (route: string, code: 'rate-limited' | 'unavailable' | 'stopped', chatUrl?: string) => {
    const fake = github({ [route]: () => refusal(code, 'why') })
    const run = await runIncident(session(fake, chatUrl === undefined ? {} : { chatUrl }), target)
    if (run.kind !== 'done') throw new Error('gone')
    return run
  }

  test.each(['rate-limited', 'unavailable'] as const)(
    'before the board stands tells the channels: %s',
    async (code) => {
      await withChat(200, async (chatUrl, said) => {
        const run = await stopped('issues.createComment', code, chatUrl)
        expect(run).toMatchObject({ end: 'stopped', missed: true })
        expect(run.problem).toMatch(/ Nobody was called\. The channel was told to call people\.$/)
        expect(said).toHaveLength(1)
        expect(said[0]).toContain('Payments fail')
      })
    },
  )

  test('before the board stands says so where there is no channel', async () => {
    const run = await stopped('issues.createComment', 'unavailable')
    expect(run.missed).toBe(true)
    expect(run.problem).toMatch(/No channel is configured, so nobody was told: call people yourself\.$/)
  })

  test('by a cancel alarms nobody: the next run is on its way', async () => {
    await withChat(200, async (chatUrl, said) => {
      const run = await stopped('issues.createComment', 'stopped', chatUrl)
      expect([run.stop, run.missed, said]).toEqual(['cancelled', false, []])
    })
  })

  test('once the board stands has called everybody', async () => {
    await withChat(200, async (chatUrl, said) => {
      const run = await stopped('issues.addLabels', 'unavailable', chatUrl)
      expect([run.end, run.missed, said]).toEqual(['stopped', false, []])
      expect(run.problem).not.toContain('Nobody was called')
    })
  })
})
