import { expectSame, expectThat, expectWords } from '../expect.ts'
import { mentionsIn } from '../facts.ts'
import type { Story } from '../story.ts'

/** People answer, take the lead, and see that it is worse than it seemed. */
export async function playResponse(story: Story, issue: number): Promise<void> {
  story.chapter('2 · The response')
  await playAcknowledgement(story, issue)
  await playLead(story, issue)
  await playSeverity(story, issue)
  await story.remember(issue, 'More are called')
  await playCause(story, issue)
}

async function playAcknowledgement(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  let comment = 0
  await story.play({
    does: 'Alice answers the mail from her phone: "/ack".',
    act: async () => {
      comment = await people.alice.comments(issue, '/ack\n\nOn it, laptop is starting.')
    },
    holds: async () => {
      expectSame('reactions on her comment', ['+1'], await facts.reactions(comment))
      const board = await facts.board(issue)
      expectThat(/acknowledged|alice/i.test(board.body), 'the board shows who acknowledged', board.body)
      expectThat((await facts.ours(issue)).length === 1, 'still one comment of Muster', await facts.ours(issue))
      return ['her comment got a thumbs-up, the board was rewritten in place: no further mail']
    },
  })
}

async function playLead(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  await story.play({
    does: 'Erin takes command: "/lead".',
    act: () => people.erin.comments(issue, '/lead'),
    holds: async () => {
      const board = await facts.board(issue)
      expectThat(/Commander[^\n]*erin/i.test(board.body), 'Erin stands on the board as commander', board.body)
      return ['the board names Erin as commander']
    },
  })
}

async function playSeverity(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  await story.play({
    does: 'Bob sees that nobody in the EU can pay: "/severity SEV1 no payment in the EU goes through".',
    act: () => people.bob.comments(issue, '/severity SEV1 no payment in the EU goes through'),
    holds: async () => {
      const labels = await facts.labels(issue)
      expectSame(
        'severity',
        ['severity:SEV1'],
        labels.filter((name) => name.startsWith('severity:')),
      )
      const [, call, ...more] = await facts.ours(issue)
      expectThat(call !== undefined && more.length === 0, 'exactly one further comment, the call', more)
      if (!call) return []
      expectSame('called now', ['carol'], mentionsIn(call))
      expectSame('people whom GitHub told, each once', ['alice', 'bob', 'carol', 'frank'], await facts.told(issue))
      return [
        'label severity:SEV1',
        'one new comment calls Carol, who was not called yet; Alice and Bob are not called again',
      ]
    },
  })
}

async function playCause(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  const evidence = 'https://grafana.shop.example/d/provider?from=1795143600000&to=1795145400000'
  await story.play(
    {
      does: 'Alice finds the source, with evidence: "/cause …", "/status identified".',
      act: async () => {
        await people.alice.comments(
          issue,
          `/cause the provider's EU region answers after 30 s, and we now wait that long: ${evidence}`,
        )
        await people.alice.comments(issue, '/status identified')
      },
      holds: async () => {
        const labels = await facts.labels(issue)
        expectThat(labels.includes('status:identified'), 'the label status:identified', labels)
        expectWords('the board', ['identified'], (await facts.board(issue)).body)
        return ['status:identified; the cause stands with its evidence']
      },
    },
    6,
  )
  await story.play({
    does: 'Erin tells the stakeholders: "/update …". Frank asks a question that is no command.',
    act: async () => {
      await people.erin.comments(
        issue,
        '/update Payments in the EU fail since 03:05. We are moving them to our second provider.',
      )
      await people.frank.comments(issue, 'Support has twelve calls about this. May we tell them one hour?')
    },
    holds: async () => {
      expectThat((await facts.ours(issue)).length === 2, 'no further comment of Muster', await facts.ours(issue))
      return ['the update is on the record; Muster does not answer what is not said to it']
    },
  })
}
