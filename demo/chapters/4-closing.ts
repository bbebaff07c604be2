import { expectNoWords, expectSame, expectThat, expectWords } from '../expect.ts'
import type { Story } from '../story.ts'

/** Closing too early is refused, so is an override by someone who may not; then the emergency really ends. */
export async function playClosing(story: Story, issue: number): Promise<void> {
  story.chapter('4 · Resolved, then closed')
  await playRefusal(story, issue)
  await story.remember(issue, 'The refusal to close')
  await playForeignOverride(story, issue)
  await playResolution(story, issue)
  await playRest(story, issue)
}

async function playRefusal(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  await story.play(
    {
      does: 'Bob switched the EU to the second provider, sees payments again, and closes the issue.',
      act: () => people.bob.closes(issue),
      holds: async () => {
        expectThat((await facts.issue(issue)).state === 'open', 'the issue open again', await facts.issue(issue))
        const events = (await facts.events(issue)).map(({ event }) => event)
        expectSame(
          'closings and reopenings',
          ['closed', 'reopened'],
          events.filter((event) => /closed|reopened/.test(event)),
        )
        const refusal = (await facts.ours(issue)).at(-1)?.body ?? ''
        const open = ['backup', 'every tier', 'runbook lacked', '/status resolved']
        expectWords('the refusal', [...open, '/override'], refusal)
        expectNoWords('the refusal', ['symptom seen first-hand', 'dashboards, logs'], refusal)
        return ['reopened once, with one comment that lists what is missing:', ...listed(refusal)]
      },
    },
    9,
  )
}

async function playForeignOverride(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  await story.play({
    does: 'Sam wants to have it over: "/override it works again".',
    act: () => people.sam.comments(issue, '/override it works again'),
    holds: async () => {
      expectThat((await facts.issue(issue)).state === 'open', 'the issue still open', await facts.issue(issue))
      const reply = (await facts.ours(issue)).at(-1)?.body ?? ''
      expectWords('the reply', ['/override', 'your role is `read`'], reply)
      return [`refused in one short reply: ${(reply.split('\n')[0] ?? '').slice(0, 110)}`]
    },
  })
}

async function playResolution(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  await story.play({
    does: 'Erin ends the emergency: "/status resolved EU payments run over the second provider".',
    act: () => people.erin.comments(issue, '/status resolved EU payments run over the second provider'),
    holds: async () => {
      const labels = await facts.labels(issue)
      expectThat(labels.includes('status:resolved'), 'the label status:resolved', labels)
      const board = (await facts.board(issue)).body
      expectWords('the board', ['second provider'], board)
      return ['status:resolved, every deadline stopped; the board shrank to what fixed it and what closing still needs']
    },
  })
}

async function playRest(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  await story.play(
    {
      does: 'Erin notes the follow-up: "/action @bob 2026-12-04 …". Alice ticks what is left.',
      act: async () => {
        await people.erin.comments(
          issue,
          '/action @bob 2026-12-04 switch a slow region to the second provider by itself',
        )
        await people.alice.ticks(issue, ['recent backup', 'fix verified', 'what the runbook lacked'])
      },
      holds: async () => {
        const board = (await facts.board(issue)).body
        expectNoWords('the board', ['every tier'], board)
        return ['nothing is missing any more']
      },
    },
    20,
  )
  await story.play({
    does: 'Bob closes the issue again.',
    act: () => people.bob.closes(issue),
    holds: async () => {
      const { state } = await facts.issue(issue)
      expectThat(state === 'closed', 'the issue closed', state)
      const labels = await facts.labels(issue)
      expectThat(labels.includes('postmortem:open'), 'the label postmortem:open', labels)
      return ['the closing is accepted, a postmortem is due: the second job starts, which alone may write code']
    },
  })
}

function listed(markdown: string): readonly string[] {
  const items = markdown.split('\n').filter((line) => /^\s*[-*] /.test(line))
  return items.map(
    (line) =>
      `  ${line
        .trim()
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/[*`]/g, '')}`,
  )
}
