import { describe, expect, test } from '@jest/globals'
import { reconcile } from '../../../src/domain/reconcile.ts'
import type { RenderedDocument } from '../../../src/domain/rendered-plan.ts'
import type { DocumentState, FailureCode, Snapshot } from '../../../src/domain/snapshot.ts'
import { buildDocument, buildOwn, buildPull, nothingPlanned } from '../../support/build-incident.ts'
import { buildSnapshot } from '../../support/build-snapshot.ts'

const page = { path: 'runbooks/postmortems/x.md', text: 'new' }
const index = { path: 'runbooks/README.md', text: 'all' }
const document: RenderedDocument = {
  deliver: 'pull-request',
  branch: 'muster/7',
  reviewers: ['ann', 'bob'],
  reopened: false,
  files: [page, index],
  commitMessage: 'Add the postmortem',
  title: 'Postmortem',
  body: 'What happened',
}
const written = { [page.path]: 'new', [index.path]: 'all' }
const head = { branchHead: 'c'.repeat(40), branchFiles: written }

function deliver(
  state: Partial<DocumentState> | undefined,
  change: Partial<RenderedDocument> = {},
  snapshot: Partial<Snapshot> = {},
) {
  const plan = { ...nothingPlanned, document: { ...document, ...change } }
  return reconcile(plan, buildSnapshot({}, { document: state && buildDocument(state), ...snapshot }))
}

const failed = (code: FailureCode): Partial<Snapshot> => ({ failures: [{ code, detail: 'no' }] })
const commit = {
  kind: 'commit',
  branch: 'muster/7',
  expectedHead: undefined,
  base: 'b'.repeat(40),
  joins: false,
  message: 'Add the postmortem',
  files: [page, index],
}

describe('the files of a postmortem', () => {
  test('are committed at once, where they differ', () => {
    expect(deliver({})).toEqual([commit])
    expect(deliver({ files: { [index.path]: 'all' } })).toEqual([{ ...commit, files: [page] }])
    expect(deliver({ ...head, branchFiles: { ...written, [page.path]: 'old' } })).toEqual([
      { ...commit, expectedHead: 'c'.repeat(40), files: [page] },
    ])
    expect(deliver({ files: { [page.path]: 'new' }, branchFiles: { [page.path]: 'old' } })).toEqual([commit])
  })

  test('join the default branch where it has gone on', () => {
    const behind = {
      ...head,
      branchIsBehind: true,
      branchFiles: { [index.path]: 'all' },
      files: { [page.path]: 'new' },
    }
    expect(deliver(behind)).toMatchObject([{ kind: 'open-pull-request' }])
    const differs = { ...behind, branchFiles: { [page.path]: 'old', [index.path]: 'all' }, files: {} }
    expect(deliver(differs)).toEqual([{ ...commit, expectedHead: 'c'.repeat(40), joins: true, files: [page, index] }])
    expect(deliver({ ...differs, files: { [index.path]: 'all' } })).toMatchObject([{ joins: true, files: [page] }])
    expect(deliver({ ...differs, branchHead: undefined })).toMatchObject([{ joins: false, files: [page] }])
    expect(deliver({ ...differs, branchIsBehind: false })).toMatchObject([{ joins: false, files: [page] }])
  })

  test('are left to a person who pushed to the branch', () => {
    expect(deliver({ branchHead: 'c'.repeat(40), branchIsOurs: false })).toMatchObject([{ kind: 'open-pull-request' }])
  })

  test('are not written where the repository was not read, or does not let us', () => {
    expect(deliver(undefined)).toEqual([])
    expect(deliver({}, {}, failed('branch-forbidden'))).toEqual([])
    expect(deliver({}, {}, failed('push-protection'))).toEqual([])
    expect(deliver({}, {}, failed('locked'))).toEqual([commit])
  })
})

describe('the pull request of a postmortem', () => {
  const open = {
    kind: 'open-pull-request',
    branch: 'muster/7',
    base: 'main',
    title: 'Postmortem',
    body: 'What happened',
  }
  const asked = (...logins: readonly string[]) =>
    logins.map((login) => ({ kind: 'request-reviewer', number: 8, login }))

  test('follows its branch', () => {
    expect(deliver(head)).toEqual([open])
    expect(deliver({ ...head, pull: buildPull({ state: 'merged' }) })).toEqual([open])
    expect(deliver({ ...head, pull: buildPull({ state: 'closed' }) })).toEqual([open])
  })

  test('is not opened where a branch is wanted, or none is allowed', () => {
    expect(deliver(head, { deliver: 'branch' })).toEqual([])
    expect(deliver({}, { deliver: 'branch' })).toEqual([commit])
    expect(deliver(head, {}, failed('pull-request-forbidden'))).toEqual([])
    expect(deliver({}, {}, failed('pull-request-forbidden'))).toEqual([commit])
  })

  test('asks for reviews, each once', () => {
    expect(deliver({ ...head, pull: buildPull() })).toEqual(asked('ann', 'bob'))
    expect(deliver({ ...head, pull: buildPull({ reviewers: ['ANN'] }) })).toEqual(asked('bob'))
    expect(deliver({ ...head, pull: buildPull({ reviewers: ['bob', 'ann'] }) })).toEqual([])
  })

  test('is brought up to date while its branch is ours', () => {
    const reviewers = ['ann', 'bob']
    const update = { kind: 'update-pull-request', number: 8, title: 'Postmortem', body: 'What happened' }
    expect(deliver({ ...head, pull: buildPull({ reviewers, title: 'Old' }) })).toEqual([update])
    expect(deliver({ ...head, pull: buildPull({ reviewers, body: 'Old' }) })).toEqual([update])
    expect(deliver({ ...head, pull: buildPull({ reviewers, title: 'Old' }), branchIsOurs: false })).toEqual([])
  })
})

test('the closing link waits until nothing of the delivery is left', () => {
  const link = {
    key: 'closing',
    keys: ['closing'],
    claim: 'none',
    existing: 'update',
    body: 'x',
    silent: undefined,
  } as const
  const plan = {
    ...nothingPlanned,
    comments: [link, { ...link, key: 'note', keys: ['note'] }],
    document,
  }
  const kinds = (snapshot: Snapshot) =>
    reconcile(plan, snapshot).map((effect) => ('key' in effect ? `${effect.kind} ${effect.key}` : effect.kind))
  const state = buildDocument({ ...head, pull: buildPull({ reviewers: ['ann', 'bob'] }) })
  expect(kinds(buildSnapshot({}, { document: buildDocument() }))).toEqual(['create-comment note', 'commit'])
  expect(kinds(buildSnapshot({}, { document: state }))).toEqual(['create-comment closing', 'create-comment note'])
  const comments = [buildOwn(['closing'])]
  expect(kinds(buildSnapshot({ comments }, { document: buildDocument() }))).toEqual(['create-comment note', 'commit'])
})
