import { afterEach, describe, expect, test } from '@jest/globals'
import type { HostileCase } from './hostile-case.ts'
import { readCases } from './read-cases.ts'

/** Everything that a polluted prototype would show. */
const pristine = JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort())

/**
 * Plays every case of a group as a test of its own. A case that asserts nothing fails, so does one that reaches
 * `Object.prototype`, and the last test fails if any case of the folder was not played to its end.
 */
export function walkGroup<Case extends HostileCase>(group: string, play: (one: Case) => Promise<void> | void): void {
  const cases = readCases<Case>(group)
  const played = new Set<string>()

  describe(`hostile: ${group}`, () => {
    afterEach(() => expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype).sort())).toBe(pristine))

    test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
      expect.hasAssertions()
      await play(one)
      played.add(one.file)
    })

    test('no case was left out', () => {
      expect([...played].sort()).toEqual(readCases(group).map(({ file }) => file))
    })
  })
}
