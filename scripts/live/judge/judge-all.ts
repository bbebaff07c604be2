import type { Answers, JobAnswers } from '../answers.ts'
import { judgeLimitHeaders, judgeLimitPrice, judgeLookWith, judgeLookWithout, judgeSharedBudget } from './limits.ts'
import { judgeIssueAccess, judgeMiddleDropped, judgeSkipped, judgeWorkflowJoin } from './powers.ts'
import { judgeLabelRace, judgeReactionRace, judgeRelock, pairShots } from './races.ts'
import type { Judge, Row } from './row.ts'
import { judgeGraphqlFilter, judgeLabelName, judgeMentions, judgeRestFilter, judgeStranger } from './words.ts'

const judges: readonly Judge[] = [
  judgeLabelRace,
  judgeReactionRace,
  judgeRelock,
  judgeLabelName,
  judgeRestFilter,
  judgeGraphqlFilter,
  ...judgeMentions,
  judgeStranger,
  judgeLimitHeaders,
  judgeLimitPrice,
  judgeSharedBudget,
  judgeLookWithout,
  judgeLookWith,
  judgeIssueAccess,
  judgeWorkflowJoin,
  judgeMiddleDropped,
  judgeSkipped,
]

/** Puts together what the jobs handed on; the halves of a race become pairs. */
export function joinAnswers(jobs: readonly JobAnswers[]): Answers {
  const { left, right, ...answers }: JobAnswers = Object.assign({}, ...jobs)
  return {
    ...answers,
    labelRace: pairShots(left, right, 'labels'),
    reactionRace: pairShots(left, right, 'reactions'),
  }
}

/** The whole table, in the order of docs/first-run.md. */
export function judgeAll(answers: Answers): readonly Row[] {
  return judges.map((judge) => judge(answers))
}

/** Whether an experiment failed that should have given an answer; what could not be asked here is none. */
export function isBroken(answers: Answers): boolean {
  const names = ['labelRace', 'reactionRace', 'relock', 'labelCase', 'mentions', 'stranger', 'rateLimits'] as const
  const others = ['workflowWithout', 'workflowWith', 'issueAccess', 'workflowJoin', 'groups'] as const
  return [...names, ...others].some((name) => {
    const measured = answers[name]
    return measured === undefined || (measured.kind === 'unmeasured' && measured.broken)
  })
}
