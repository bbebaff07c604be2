import { describe, expect, test } from '@jest/globals'
import { commentRoom, warnOfRoom } from '../../../src/domain/comment-room.ts'

const full = { code: 'comments-full', detail: 'an issue holds about 2,500' }
const nearly = { code: 'comments-nearly-full', detail: 'more than 2,400 of about 2,500' }

describe('the room that an issue has for comments', () => {
  test.each([
    [0, 'enough', []],
    [2399, 'enough', []],
    [2400, 'little', [nearly]],
    [2499, 'little', [nearly]],
    [2500, 'none', [full]],
    [2501, 'none', [full]],
  ])('after %i of them is %s', (commentCount, room, warnings) => {
    expect(commentRoom({ commentCount })).toBe(room)
    expect(warnOfRoom({ commentCount }, [{ code: 'locked', detail: '' }])).toEqual(warnings)
  })

  test('is not warned of when GitHub has just refused a comment', () => {
    const failures = [
      { code: 'locked', detail: '' } as const,
      { code: 'comments-full', detail: 'said GitHub' } as const,
    ]
    expect(warnOfRoom({ commentCount: 2500 }, failures)).toEqual([])
  })
})
