import { expectSame, expectThat, expectWords } from '../expect.ts'
import { mentionsIn } from '../facts.ts'
import type { Story } from '../story.ts'

/** Weeks later the same service fails again: the board knows the runbook and what happened before. */
export async function playNextTime(
  story: Story,
  before: { readonly incident: number; readonly postmortem: string },
): Promise<void> {
  const { people, facts } = story.stage
  story.chapter('6 · The next time')
  let issue = 0
  await story.play(
    {
      does: 'Eighteen days later Alice is on the train. The app has no forms: she writes two lines and the label.',
      act: async () => {
        issue = await people.alice.opens(
          'Checkout: EU payments time out again',
          'Card payments hang, `ETIMEDOUT` in the log of checkout since 21:40.',
        )
        await people.alice.labels(issue, 'incident')
      },
      holds: async () => {
        const labels = await facts.labels(issue)
        expectThat(labels.includes('service:checkout'), 'the label service:checkout', labels)
        const board = await facts.board(issue)
        expectWords('the board', ['Provider timeouts', before.postmortem, 'Happened before'], board.body)
        expectThat(mentionsIn(board).includes('bob'), 'Bob called', mentionsIn(board))
        const happened = board.body.split('\n').find((line) => line.includes('Happened before')) ?? ''
        return [
          'the board links the runbook and the postmortem born from the first incident:',
          `  ${happened.replace(/^>\s*/, '').replace(/\]\([^)]*\)/g, ']')}`,
          `called: ${mentionsIn(board).join(', ')}`,
        ]
      },
    },
    18 * 24 * 60 + 460,
  )
  await story.play({
    does: 'GitHub runs the hourly sweep, late as ever.',
    act: async () => {
      story.stage.github.world.clock.advance(5 * 60_000)
      await story.stage.runner.tick()
    },
    holds: async () => {
      const boards = (await facts.ours(before.incident)).filter(({ body }) => /"board"[^\n]*-->\s*$/.test(body))
      expectSame('boards of the first incident', ['1'], [String(boards.length)])
      return ['nothing was missed, nothing is said twice']
    },
  })
}
