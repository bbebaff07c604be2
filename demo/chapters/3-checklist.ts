import { expectThat, expectWords } from '../expect.ts'
import type { Story } from '../story.ts'

/** The checklist is worked through: ticks in the issue, and one item by `/done`. */
export async function playChecklist(story: Story, issue: number): Promise<void> {
  const { people, facts } = story.stage
  story.chapter('3 · The checklist')
  await story.play({
    does: 'Sam, who filed the issue, ticks three boxes.',
    act: () =>
      people.sam.ticks(issue, ['everyone shown as not reached', 'the team was asked', 'symptom seen first-hand']),
    holds: async () => {
      expectWords('the board', ['2 of 8'], (await facts.board(issue)).body)
      return ['the board counts 2 of 8: the third tick was an optional item']
    },
  })
  await story.play({
    does: 'Alice ticks two more.',
    act: () => people.alice.ticks(issue, ['source named with evidence', 'runbook read and followed']),
    holds: async () => {
      expectWords('the board', ['4 of 8'], (await facts.board(issue)).body)
      return ['4 of 8']
    },
  })
  let comment = 0
  await story.play({
    does: 'Erin may not tick boxes (GitHub lets only authors and people with write): "/done 7".',
    act: async () => {
      comment = await people.erin.comments(issue, '/done 7')
    },
    holds: async () => {
      const reactions = await facts.reactions(comment)
      expectThat(reactions.includes('+1'), 'a thumbs-up on her comment', reactions)
      const { body } = await facts.issue(issue)
      expectThat((body ?? '').includes('- [ ] dashboards, logs'), "people's words stay as they are", body)
      expectWords('the board', ['5 of 8'], (await facts.board(issue)).body)
      return ['5 of 8; the body of the issue is untouched']
    },
  })
}
