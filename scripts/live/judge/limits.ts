import type { WorkflowLook } from '../answers.ts'
import { judgeBy } from './row.ts'

/** What the headers say under a workflow's token. */
export const judgeLimitHeaders = judgeBy({
  measurement: 'rateLimits',
  experiment: '`x-ratelimit-*` under GITHUB_TOKEN',
  expected: '1000 an hour, resource `core`, and `GET /rate_limit` says the same',
  read: ({ after, told }) => ({
    found: `${after.limit} an hour, resource \`${after.resource}\`; \`GET /rate_limit\` says ${told.limit}`,
    holds: after.limit === 1000 && after.resource === 'core' && told.limit === after.limit,
  }),
  stays: 'The fifth of an hour that is kept for calls is 200 requests.',
  changes:
    'Another limit only moves the fifth that is kept for calls. If the two disagree, believe the headers and stop asking `GET /rate_limit`.',
})

/** Whether asking for the limit costs anything. */
export const judgeLimitPrice = judgeBy({
  measurement: 'rateLimits',
  experiment: '`GET /rate_limit` is free',
  expected: 'two of them between two requests: the second counts one more than the first',
  read: ({ before, after }) => ({
    found: `${before.used} used, then ${after.used}`,
    holds: after.used < before.used ? undefined : after.used - before.used === 1,
  }),
  stays: 'A run for a stranger may ask first and end before it spends the last fifth.',
  changes:
    'Other workflows ran meanwhile: run this again when nothing else does. Else the question costs what it is to save; read the headers alone.',
})

/** Whether the jobs of a repository share the hour's budget. */
export const judgeSharedBudget = judgeBy({
  measurement: 'workflowWithout',
  experiment: 'All jobs of a repository share one budget',
  expected: 'the first request of a job counts what the others used',
  read: ({ used }) => ({ found: `${used} used after the first request of its job`, holds: used > 1 }),
  stays: 'A storm of strangers can spend what a call needs, so the last fifth is kept.',
  changes: 'Each job has its own budget. Keeping a fifth back is then needless, and harmless.',
})

const lookFound = ({ status, state, accepted, isPrivate }: WorkflowLook) =>
  `${isPrivate ? 'private' : 'public'}: ${status}${state && ` ${state}`}${accepted && ` (GitHub accepts ${accepted})`}`

/** The state of a workflow, read without `actions: read`. */
export const judgeLookWithout = judgeBy({
  measurement: 'workflowWithout',
  experiment: 'State of a workflow without `actions: read`',
  expected: '200 in a public repository, refused in a private one',
  read: (look) => ({ found: lookFound(look), holds: look.isPrivate ? look.status >= 400 : look.status === 200 }),
  stays: 'In a public repository every opening can see that the sweep was switched off; only there does GitHub do it.',
  changes:
    'Public and refused: the workflow that people copy needs `actions: read` in the job run, or the warning is left to check. Private and answered: nothing is needed.',
})

/** The same with it. */
export const judgeLookWith = judgeBy({
  measurement: 'workflowWith',
  experiment: 'State of a workflow with `actions: read`',
  expected: '200, active',
  read: (look) => ({ found: lookFound(look), holds: look.status === 200 && look.state === 'active' }),
  stays: 'The permission is enough.',
  changes: "The state cannot be read with the job's token. Leave the warning out and say in the README how to look.",
})
