import { describe, expect, jest, test } from '@jest/globals'
import { assigneesOf, saidBeside } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { allOurTexts, expectCalls } from '../support/first-day.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { reactByOther, reactToCommentsByOther } from '../support/other-workflows.ts'
import { type Stage, scheduled } from '../support/stage.ts'
import { writeByMail } from '../support/write-by-mail.ts'

jest.setTimeout(120_000)

/** Alice and bob are called; nothing falls due but the acknowledgement, after half an hour. */
const settings = `
services: { checkout: { aliases: [payments], call: [alice, bob] } }
severities: { SEV2: { acknowledge: 30m, update: none } }
`
const files = { '.github/muster.yml': settings, '.github/CODEOWNERS': null }

/** Sam reports; alice and bob are called. */
async function report(stage: Stage): Promise<number> {
  const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
  await stage.settle()
  expectCalls(stage, issue, ['alice', 'bob'])
  return issue
}

/** Whether half an hour after the call nothing more is asked: whoever has not answered by then is asked again. */
async function isAnswered(stage: Stage, issue: number): Promise<boolean> {
  const said = saidBeside(stage, issue).length
  stage.wait(35)
  await stage.deliver(scheduled(stage))
  return saidBeside(stage, issue).length === said
}

type Act = (stage: Stage, issue: number) => Promise<unknown>

function expectAnswer(act: Act, by: string): () => Promise<void> {
  return onStage({ files }, async (stage) => {
    const issue = await report(stage)
    await act(stage, issue)
    for (const event of stage.inbox.take()) await stage.deliver(event)
    expect({ answered: await isAnswered(stage, issue), texts: allOurTexts(stage, issue) }).toMatchObject({
      answered: true,
    })
    expect(assigneesOf(stage, issue)).toEqual([by])
  })
}

function expectNoAnswer(act: Act): () => Promise<void> {
  return onStage({ files }, async (stage) => {
    const issue = await report(stage)
    await act(stage, issue)
    for (const event of stage.inbox.take()) await stage.deliver(event)
    expect({ answered: await isAnswered(stage, issue), texts: allOurTexts(stage, issue) }).toMatchObject({
      answered: false,
    })
  })
}

const mail =
  (from: 'alice' | 'erin', text: string): Act =>
  (stage, issue) =>
    writeByMail(stage, { from, issue, text })

const quoted = `

Sent from my iPhone

On Fri, 20 Nov 2026 at 04:11, github-actions[bot] <notifications@github.com> wrote:

> SEV2 · checkout: 38 % of payments fail
> @alice @bob reply ack`

describe('somebody who was called has acknowledged', () => {
  const acts: Readonly<Record<string, Act>> = {
    'by /ack': ({ people }, issue) => people.alice.says(issue, '/ack'),
    'by another accepted command': ({ people }, issue) => people.alice.says(issue, '/note the pool is empty'),
    'by a tick': ({ people }, issue) => people.alice.ticks(issue, 'symptom seen'),
    'by assigning themselves': ({ people }, issue) => people.alice.assigns(issue, 'alice'),
    'by a comment on GitHub itself': ({ people }, issue) =>
      people.alice.says(issue, 'The gateway looks slow from here.'),
    'by a command in a mail': mail('alice', `/note the gateway looks slow${quoted}`),
    'by a mail that says ack': mail('alice', 'ack'),
    'by a mail that says On it!, with signature and quote': mail('alice', `On it!${quoted}`),
    'by a mail that says I’m on it': mail('alice', `I’m on it.${quoted}`),
    'by a mail that says looking': mail('alice', `Looking${quoted}`),
    'by a mail that says taking it': mail('alice', `taking it${quoted}`),
    'by a mail that says joining': mail('alice', `Joining.\n\n-- \nAlice Example, Payments${quoted}`),
  }
  for (const [how, act] of Object.entries(acts)) test(how, expectAnswer(act, 'alice'))
})

describe('somebody who was not called has acknowledged', () => {
  const acts: Readonly<Record<string, Act>> = {
    'by /ack, with triage': ({ people }, issue) => people.erin.says(issue, '/ack'),
    'by /lead, with triage': ({ people }, issue) => people.erin.says(issue, '/lead'),
    'by assigning themselves, with triage': ({ people }, issue) => people.erin.assigns(issue, 'erin'),
  }
  for (const [how, act] of Object.entries(acts)) test(how, expectAnswer(act, 'erin'))
})

describe('nobody has acknowledged', () => {
  const acts: Readonly<Record<string, Act>> = {
    'by /help of somebody called': ({ people }, issue) => people.alice.says(issue, '/help'),
    'by an automatic reply': mail('alice', `I am out of the office until Monday. In urgent cases ask bob.${quoted}`),
    'by a mail that begins with such a word and goes on': mail(
      'alice',
      `Looking forward to my holidays! Back on 1 Dec.${quoted}`,
    ),
    'by such a word that is only in the quote': mail('alice', `Who is that?\n\n> On it\n> ack${quoted}`),
    'by such a mail of somebody not called': mail('erin', `On it!${quoted}`),
    'by a comment of somebody not called': ({ people }, issue) => people.erin.says(issue, 'It fails here, too.'),
    'by a note of somebody not called': ({ people }, issue) => people.erin.says(issue, '/note it fails here, too'),
    'by the reporter’s own note and ticks': async ({ people }, issue) => {
      await people.sam.says(issue, '/note it began after lunch')
      await people.sam.ticks(issue, 'symptom seen')
    },
    'by /ack of somebody with read who was not called': ({ people }, issue) => people.frank.says(issue, '/ack'),
    'by being assigned by somebody else': ({ people }, issue) => people.erin.assigns(issue, 'alice'),
    'by reactions of another workflow on issue, board and call': async (stage, issue) => {
      reactByOther(stage, issue, 'eyes', '+1')
      reactToCommentsByOther(stage, issue, 'eyes', '+1')
    },
  }
  for (const [how, act] of Object.entries(acts)) test(how, expectNoAnswer(act))

  test(
    'by what somebody did before they were called',
    onStage({ files }, async (stage) => {
      const { alice, sam } = stage.people
      const twoLines = { happening: 'The page stays white.', severity: paymentsFail.severity }
      const issue = await sam.files('White page', fillForm(twoLines))
      await stage.settle()
      await alice.says(issue, 'It is white here, too.')
      await stage.settle()
      await sam.edits(issue, { body: fillForm({ ...twoLines, service: 'checkout' }) })
      await stage.settle()
      expectCalls(stage, issue, ['alice', 'bob'])
      expect(await isAnswered(stage, issue)).toBe(false)
    }),
  )
})

test(
  'where GitHub has no GraphQL a mail is told by its HTML: an automatic reply ends nothing, ack does',
  onStage({ files, github: { graphql: false } }, async (stage) => {
    const issue = await report(stage)
    await writeByMail(stage, { from: 'alice', issue, text: `I am out of the office.${quoted}` })
    await stage.settle()
    expect(assigneesOf(stage, issue)).toEqual([])
    await writeByMail(stage, { from: 'bob', issue, text: `ack${quoted}` })
    await stage.settle()
    expect(assigneesOf(stage, issue)).toEqual(['bob'])
    expect(await isAnswered(stage, issue)).toBe(true)
  }),
)
