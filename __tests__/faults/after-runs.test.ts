import { describe, jest, test } from '@jest/globals'
import { faultStories } from '../support/fault-stories.ts'
import { killsAfter, strikes } from '../support/strike-story.ts'

jest.setTimeout(1_800_000)

describe('killed at any request, the next run ends where an undisturbed one does', () => {
  test('the merge of a postmortem', strikes(faultStories.merge, killsAfter))
  test('a sweep', strikes(faultStories.sweep, killsAfter))
})
