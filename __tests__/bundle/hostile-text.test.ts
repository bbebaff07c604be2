import { describe, expect, jest, test } from '@jest/globals'
import type { ActionResult } from '../../simulator/runner/run-action.ts'
import { boardOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { finishWork, paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { dispatched } from '../support/stage.ts'

jest.setTimeout(180_000)

/** Every way of writing a runner's command that the runner's two parsers know, with all line ends. */
const hostile = [
  '::set-output name=document::true',
  '::add-mask::checkout',
  '::error::owned',
  '##[error]owned',
  'a quiet line ##[add-mask]checkout',
  '::stop-commands::x',
  '%0A::warning::owned',
].flatMap((command) => ['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\v'].map((end) => `x${end}${command}${end}`))

/** Commands that the hostile texts would give: what Muster itself says in a warning may quote them, never begin so. */
function unmeant({ commands }: ActionResult): readonly string[] {
  return commands
    .filter(
      ({ name, data }) => !/^(warning|notice|error|debug|add-mask)$/.test(name) || /^\W*(owned|checkout\b)/.test(data),
    )
    .map(({ name, data }) => `${name}: ${data.slice(0, 80)}`)
}

describe('what people type never becomes a command of the runner', () => {
  test(
    'in a title, a body, a comment, a command’s argument',
    onStage({}, async (stage) => {
      const { alice } = stage.people
      const text = hostile.join(' ')
      const title = `Payments ::error::owned ##[error]owned ${'\u2028'}::error::owned`
      const issue = await alice.files(title, `${fillForm({ ...paymentsFail, happening: text, log: text })}`)
      const opened = await stage.settle()
      expect(unmeant(opened.run)).toEqual([])
      expect(boardOf(stage, issue)).toContain('SEV2')
      for (const command of ['/note', '/update', '/service', '/severity', '/frobnicate', '/lead @', '/runbook']) {
        await alice.says(issue, `${command} ##[error]owned ::error::owned ${text}`)
        const run = await stage.settle()
        expect(unmeant(run.run)).toEqual([])
        expect(run.run.exitCode).toBe(0)
      }
    }),
  )

  test(
    'in settings, in runbooks, in what a person dispatches, and in the event itself',
    onStage(
      {
        files: {
          '.github/muster.yml':
            'timezone: "::error::owned"\n"##[error]owned": 1\nservices: { "\\r::error::owned": {} }\n',
          'runbooks/evil.md':
            '---\ntitle: "\\r::error::owned"\nservices: "##[error]owned"\nbad: [::error::owned\n---\n::error::owned\n',
        },
      },
      async (stage) => {
        const check = await stage.deliver(dispatched(stage, { do: 'check' }))
        expect(unmeant(check.run)).toEqual([])
        const odd = await stage.deliver(dispatched(stage, { do: '\r::error::owned ##[error]owned' }))
        expect(unmeant(odd.run)).toEqual([])
        expect(odd.outcome).toBe('malformed-event')
        const drill = await stage.deliver(
          dispatched(stage, { do: 'drill', service: '\r\n::error::owned ##[error]owned' }),
        )
        expect(unmeant(drill.run)).toEqual([])
      },
    ),
  )

  test(
    'in what GitHub answers, when it fails',
    onStage({}, async (stage) => {
      const issue = await finishWork(stage)
      stage.world.faults.add({ mode: 'malformed-body', method: 'GET', path: '/repos/*/*/issues/*', count: 9 })
      await stage.people.alice.says(issue, '/ack')
      const run = await stage.settle()
      expect(unmeant(run.run)).toEqual([])
      expect(run.run.log.join('\n')).not.toMatch(/at .*index\.js:\d+/)
    }),
  )
})
