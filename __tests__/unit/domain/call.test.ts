import { describe, expect, test } from '@jest/globals'
import { listCall } from '../../../src/domain/call.ts'
import { readCalled } from '../../../src/domain/history/acknowledgement.ts'
import { ownComments } from '../../../src/domain/own-comments.ts'
import type { Severity } from '../../../src/domain/vocabulary.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { buildComment, buildSnapshot, minutes, ourLogin } from '../../support/build-snapshot.ts'

const yaml = `
people: { Al: { github: alice } }
teams:
  platform: { members: [Al, bob, Bob], mention: acme/platform }
  empty: { mention: acme/empty }
  silent: { members: [] }
services:
  checkout: { paths: ["services/checkout/**"], call: [platform], inform: [carol, alice], escalate: [dave] }
  search: { paths: ["search/"], call: [empty, silent, erin] }
  docs: { paths: ["docs/*"] }
  deep: { paths: ["docs/**/deep/page.md"] }
  slip: { call: [platfrom, erin] }
`
const list = (
  service: string | undefined,
  severity: Severity | undefined,
  { settings = yaml, codeowners, teams = false }: { settings?: string; codeowners?: string; teams?: boolean } = {},
) =>
  listCall(
    { severity, service },
    { settings: parseSettings(settings, 'x').settings, surroundings: { codeowners }, canMentionTeams: teams },
  )
const none = { inform: [], teams: [], notReached: [], nobody: false, fallback: false }

describe('whom an incident calls', () => {
  test('a SEV1 calls the service and those it escalates to, and informs the others', () => {
    expect(list('checkout', 'SEV1')).toEqual({ ...none, call: ['alice', 'bob', 'dave'], inform: ['carol'] })
  })

  test('an unknown severity is as loud as a SEV2', () => {
    expect(list('checkout', undefined)).toEqual(list('checkout', 'SEV2'))
    expect(list('checkout', 'SEV2').call).toEqual(['alice', 'bob'])
  })

  test('teams without listed members are named, or mentioned by a token that can', () => {
    const missing = (name: string) => ({ name, reason: 'team-without-members' })
    expect(list('search', 'SEV2')).toEqual({
      ...none,
      call: ['erin'],
      notReached: [missing('empty'), missing('silent')],
    })
    expect(list('search', 'SEV2', { teams: true })).toEqual({
      ...none,
      call: ['erin'],
      teams: ['acme/empty'],
      notReached: [missing('silent')],
    })
    expect(list('checkout', 'SEV2', { teams: true }).teams).toEqual(['acme/platform'])
  })

  test('a slip of the pen is named, and no stranger is called for it', () => {
    const notReached = [{ name: 'platfrom', reason: 'unknown-name' }]
    expect(list('slip', 'SEV2')).toEqual({ ...none, call: ['erin'], notReached })
  })

  test('where nobody is named, the owners of the code', () => {
    const codeowners = '* @root\n/docs/ @writer @writer @acme/docs'
    expect(list('docs', 'SEV2', { codeowners })).toMatchObject({ call: ['writer'], fallback: true, nobody: false })
    expect(list('unheard', 'SEV2', { codeowners })).toMatchObject({ call: ['root'], fallback: true, nobody: false })
    expect(list('unheard', 'SEV2', { codeowners: '/src/ @dev\n/README.md @root' })).toMatchObject({ call: ['root'] })
    expect(list('deep', 'SEV2', { codeowners: '/docs/* @near' }).call).toEqual(['near'])
    expect(list('docs', 'SEV2')).toMatchObject({ call: [], fallback: false, nobody: true })
    expect(list('docs', 'SEV2', { codeowners: '/x @a' })).toMatchObject({ call: [], fallback: false, nobody: true })
    expect(list('checkout', 'SEV2', { codeowners })).toMatchObject({ fallback: false })
  })

  test('or whom the settings name for that, or nobody', () => {
    const named = { settings: `${yaml}\nfallback: [frank]`, codeowners: '* @root' }
    expect(list('docs', 'SEV2', named)).toMatchObject({ call: ['frank'], fallback: true, nobody: false })
    const off = { settings: `${yaml}\nfallback: none`, codeowners: '* @root' }
    expect(list('docs', 'SEV2', off)).toMatchObject({ call: [], fallback: false, nobody: true })
  })
})

test('a severity that calls nobody falls back on nobody either', () => {
  const quiet = { ...none, call: [] }
  expect(list('docs', 'SEV4', { codeowners: '* @root' })).toEqual(quiet)
  expect(list('checkout', 'SEV4')).toEqual(quiet)
  expect(list('checkout', 'SEV3')).toEqual({ ...none, call: ['alice', 'bob'] })
})

describe('who was called', () => {
  const said = (id: number, keys: readonly string[]) =>
    buildComment(ourLogin, `x\n\n${printMarker(keys)}`, { id, createdAt: minutes(id) })
  const called = (...comments: readonly ReturnType<typeof said>[]) =>
    readCalled(ownComments(buildSnapshot({ comments }).record))

  test('stands in our keys, each with its cause and time, the first of each, and when it was said last', () => {
    expect(
      called(
        said(1, ['board', 'call:alice:opened', 'inform:carol:opened', 'chat:opened']),
        said(2, [
          'called:severity:SEV1',
          'call:Alice:severity:SEV1',
          'call:carol:severity:SEV1',
          'callx:y:z',
          'recall:zoe:x',
          'call::z',
          'call:z',
        ]),
      ),
    ).toEqual([
      { login: 'alice', cause: 'opened', informed: false, at: minutes(1), lastAt: minutes(2) },
      { login: 'carol', cause: 'opened', informed: true, at: minutes(1) },
      { login: 'carol', cause: 'severity:SEV1', informed: false, at: minutes(2) },
    ])
  })
})
