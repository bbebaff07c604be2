import { describe, expect, test } from '@jest/globals'
import type { Act } from '../../../src/domain/permissions.ts'
import { actOf, mayDo } from '../../../src/domain/permissions.ts'
import { roles } from '../../../src/domain/vocabulary.ts'
import { commandNames } from '../../../src/text/command-line.ts'

/** The table of who may do what, written by hand: the lowest role for each act. */
const table: readonly (readonly [
  act: Act,
  declare: 'auto' | 'anyone' | 'triage' | 'write',
  priv: boolean,
  lowest: (typeof roles)[number],
])[] = [
  ['declare', 'auto', true, 'none'],
  ['declare', 'auto', false, 'triage'],
  ['declare', 'anyone', false, 'none'],
  ['declare', 'triage', true, 'triage'],
  ['declare', 'write', true, 'write'],
  ['work', 'auto', true, 'none'],
  ['work', 'auto', false, 'triage'],
  ['direct', 'auto', true, 'triage'],
  ['direct', 'anyone', false, 'triage'],
  ['override', 'auto', true, 'write'],
  ['override', 'anyone', false, 'write'],
]

describe('who may do what', () => {
  for (const [act, declare, privateRepository, lowest] of table) {
    test(`${act}, declare: ${declare}, ${privateRepository ? 'private' : 'public'}: ${lowest} and up`, () => {
      for (const role of roles) {
        const authority = {
          settings: { declare, override: 'write' },
          privateRepository,
          roles: { ann: role },
          commander: undefined,
        } as const
        expect([role, mayDo(act, 'Ann', authority)]).toEqual([role, roles.indexOf(role) >= roles.indexOf(lowest)])
      }
    })
  }
  test('nobody whose role is not known is allowed or refused', () => {
    const authority = {
      settings: { declare: 'auto', override: 'write' },
      privateRepository: false,
      roles: {},
      commander: undefined,
    } as const
    for (const act of ['declare', 'work', 'direct', 'override'] as const)
      expect(mayDo(act, 'ann', authority)).toBe('unknown')
  })
  test('the commander may do everything but declare', () => {
    const authority = {
      settings: { declare: 'auto', override: 'admin' },
      privateRepository: false,
      roles: { ann: 'read' },
      commander: 'Ann',
    } as const
    expect(['declare', 'work', 'direct', 'override'].map((act) => mayDo(act as Act, 'ann', authority))).toEqual([
      false,
      true,
      true,
      true,
    ])
  })
  test('every command asks for something', () => {
    expect(Object.keys(actOf).sort()).toEqual([...commandNames].sort())
  })
})
