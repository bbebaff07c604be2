import { expect, test } from '@jest/globals'
import { InputError } from '../../../src/action/inputs.ts'
import { explain, MissedCallError } from '../../../src/errors.ts'
import type { ApiErrorCode } from '../../../src/github/api-error.ts'
import { ApiError } from '../../../src/github/api-error.ts'

const later = 'The next event or the hourly sweep goes on.'

test.each<[ApiErrorCode, string, string]>([
  ['unauthorized', 'token', 'GitHub does not know the token. Check the input `token`, or leave it out.'],
  ['forbidden', 'permission', 'Give the job `contents: read` and `issues: write`; see docs/security.md.'],
  ['not-found', 'permission', 'Give the job `contents: read` and `issues: write`; see docs/security.md.'],
  ['rate-limited', 'rate-limit', `GitHub’s limit is used up. ${later}`],
  ['stopped', 'github', `The run was cancelled. ${later}`],
  ['unavailable', 'github', `GitHub did not answer as it should. ${later}`],
  ['malformed', 'github', `GitHub did not answer as it should. ${later}`],
])('%s: what was asked, what GitHub said, and what to do', (code, kind, help) => {
  const error = new ApiError(code, 'no', { request: 'GET /repos/{owner}/{repo}' })
  expect(explain(error)).toEqual({ code: kind, message: 'GET /repos/{owner}/{repo}: no', help })
})

test('inputs: all problems on one line', () => {
  expect(explain(new InputError(['`part` is `x`', '`token` is empty']))).toEqual({
    code: 'inputs',
    message: '`part` is `x` · `token` is empty',
    help: 'Fix the inputs of the step in the workflow.',
  })
})

test('nobody was called: what became of the channel first, then why', () => {
  const told = 'The channel was told to call people.'
  const limit = new ApiError('rate-limited', 'no', { request: 'GET /x' })
  expect(explain(new MissedCallError(limit, told))).toEqual({
    code: 'missed-call',
    message: `${told} GET /x: no`,
    help: `GitHub’s limit is used up. ${later}`,
  })
  expect(explain(new MissedCallError('thrown text', told))).toMatchObject({
    code: 'missed-call',
    message: `${told} thrown text`,
  })
})

test('anything else is a fault of ours', () => {
  const help = 'This is a fault in Muster: please report it with the link of this run.'
  expect(explain(new TypeError('x is not a function'))).toEqual({
    code: 'bug',
    message: 'TypeError: x is not a function',
    help,
  })
  expect(explain('thrown text')).toEqual({ code: 'bug', message: 'thrown text', help })
})
