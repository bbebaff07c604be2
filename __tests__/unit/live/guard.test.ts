import { expect, test } from '@jest/globals'
import { refuseRepository } from '../../../scripts/live/guard.ts'

const scratch = { repository: 'Acme/Scratch', confirm: 'acme/scratch', openIssues: [], word: 'incident' }

test.each([
  ['an empty repository, named in other letters', {}],
  ['a few issues that are no incidents', { openIssues: [['bug'], []] }],
  ['as many issues as nobody minds', { openIssues: Array.from({ length: 20 }, () => ['bug']) }],
  ['the usual word where another was chosen', { word: 'outage', openIssues: [['incident']] }],
])('may be used: %s', (_what, change) => {
  expect(refuseRepository({ ...scratch, ...change })).toBeUndefined()
})

test.each([
  ['another name', { confirm: 'acme/scratch2' }, /"confirm" has to be Acme\/Scratch/],
  ['only the name', { confirm: 'scratch' }, /"confirm" has to be/],
  ['nothing typed', { confirm: '' }, /"confirm" has to be/],
  ['an incident', { openIssues: [['bug'], ['incident']] }, /1 open incident\./],
  ['incidents in other letters', { openIssues: [['Incident'], ['INCIDENT:unconfirmed']] }, /2 open incidents\./],
  ['a report', { openIssues: [['outage-report']] }, /1 open incident\./],
  ['a word of its own', { word: 'outage', openIssues: [['Outage']] }, /1 open incident\./],
  ['many issues', { openIssues: Array.from({ length: 21 }, () => ['bug']) }, /more than 20 open issues/],
])('may not be used: %s', (_what, change, why) => {
  const refusal = refuseRepository({ ...scratch, ...change })
  expect(refusal).toMatch(why)
  expect(refusal).toContain('Nothing was made.')
})
