import { describe, expect, test } from '@jest/globals'
import { isBranchOutdated } from '../../../src/domain/is-branch-outdated.ts'
import { buildDocument, buildPull } from '../../support/build-incident.ts'

const base = buildDocument({
  branchIsBehind: true,
  pull: buildPull(),
  files: { 'README.md': '# All\n- one\n- other', 'x.md': 'same' },
  branchFiles: { 'README.md': '# All\n- one\n- mine', 'x.md': 'same' },
})

describe('a branch of ours', () => {
  test.each([
    ['lacks a line of the default branch', {}, true],
    ['is up to date', { branchIsBehind: false }, false],
    ['was pushed to by a person', { branchIsOurs: false }, false],
    ['has no pull request', { pull: undefined }, false],
    ['was merged', { pull: buildPull({ state: 'merged' }) }, false],
    ['has every line and more', { branchFiles: { 'README.md': '# All\n- one\n- other\n- mine' } }, false],
    ['adds a file that the default branch does not have', { branchFiles: { 'new.md': 'a\n\nb' } }, false],
  ])('that %s: outdated is %s', (_case, changes, outdated) =>
    expect(isBranchOutdated({ ...base, ...changes })).toBe(outdated),
  )
})
