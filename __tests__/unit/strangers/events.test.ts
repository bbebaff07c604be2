import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readEvent } from '../../../src/action/event.ts'
import { nastyText } from '../../support/nasty-text.ts'

/** Values as JSON gives them, with keys of real payloads in places where no payload has them. */
const { json } = fc.letrec<{ json: unknown; object: unknown }>((tie) => ({
  object: fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        ...[
          'action',
          'issue',
          'number',
          'comment',
          'sender',
          'login',
          'repository',
          'full_name',
          'private',
          'inputs',
          'do',
        ],
        ...[
          'pull_request',
          'head',
          'base',
          'ref',
          'repo',
          'merged_at',
          'closed_at',
          'client_payload',
          'service',
          'title',
        ],
        ...[
          'body',
          'user',
          'comments',
          'created_at',
          'default_branch',
          '__proto__',
          'constructor',
          'toString',
          'length',
        ],
      ),
      nastyText,
    ),
    tie('json'),
    { maxKeys: 8 },
  ),
  json: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    fc.constantFrom(
      null,
      true,
      false,
      0,
      -1,
      7,
      1.5,
      1e300,
      Number.NaN,
      '',
      '7',
      '#7',
      ' 7 ',
      '0',
      '９',
      'closed',
      'opened',
      'deleted',
    ),
    fc.constantFrom(
      'muster/7',
      'muster/07',
      'muster/7/..',
      'muster/99999999999999999',
      'drill',
      'sweep',
      'check',
      'issue',
      'a/b',
      'a',
    ),
    nastyText,
    fc.array(tie('json'), { maxLength: 3 }),
    tie('object'),
    tie('object'),
  ),
})) // prettier-ignore

const branch = fc.constantFrom('muster/7', 'muster/12', 'muster/07', 'muster/7/x', 'x/muster/7', 'muster/7 ', 'main')
const repository = fc.constantFrom('acme/shop', 'mallory/shop')

/** A payload whose shape is right, with anything in its leaves. */
const shaped = fc.record(
  {
    action: fc.oneof(fc.constantFrom('closed', 'opened', 'edited'), json),
    sender: fc.record({ login: json }),
    repository: fc.record({ full_name: json, private: json, default_branch: json }),
    issue: fc.record(
      { number: json, title: json, body: json, comments: json, created_at: json, user: json, pull_request: json },
      { requiredKeys: ['number'] },
    ),
    pull_request: fc.record({
      number: fc.oneof(fc.nat(), json),
      head: fc.record({ ref: fc.oneof(branch, json), repo: fc.record({ full_name: fc.oneof(repository, json) }) }),
      base: fc.record({ repo: fc.record({ full_name: fc.oneof(repository, json) }) }),
      merged_at: json,
      closed_at: json,
    }),
    inputs: fc.record({ do: json, issue: json, service: json }, { requiredKeys: [] }),
    client_payload: fc.record({ issue: json }),
  },
  { requiredKeys: [] },
)

const names = [
  'issues',
  'issue_comment',
  'pull_request',
  'schedule',
  'repository_dispatch',
  'workflow_dispatch',
  'push',
  '',
  undefined,
] // prettier-ignore
const environment = fc.record({
  GITHUB_EVENT_NAME: fc.oneof(fc.constantFrom(...names), nastyText),
  GITHUB_REPOSITORY: fc.oneof(fc.constantFrom('acme/shop', '', undefined), nastyText),
  GITHUB_RUN_ID: fc.oneof(fc.constantFrom('77', undefined), nastyText),
})

describe('any payload', () => {
  test('is read without a fault, and names only what there can be', () => {
    fc.assert(
      fc.property(environment, fc.oneof(json, shaped), (env, payload) => {
        const { trigger, owner, name, repository } = readEvent(env, payload)
        const numbers = Object.entries(trigger).filter(([key]) => ['number', 'incident', 'pull'].includes(key))
        for (const [, number] of numbers) expect(Number.isSafeInteger(number) && Number(number) > 0).toBe(true)
        expect([owner, name].map((part) => typeof part)).toEqual(['string', 'string'])
        expect(['undefined', 'boolean']).toContain(typeof repository?.private)
        if (trigger.kind === 'issue' && trigger.hint) {
          const { comments, ...texts } = trigger.hint
          expect(typeof comments).toBe('number')
          expect(Object.values(texts).filter((text) => typeof text !== 'string')).toEqual([])
        }
      }),
    )
  })

  test('of a pull request concerns an incident only for its own branch in its own repository', () => {
    fc.assert(
      fc.property(shaped, (payload) => {
        const { trigger } = readEvent({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: 'acme/shop' }, payload)
        if (trigger.kind !== 'pull-request') return
        const { head, base } = payload.pull_request ?? {}
        expect(head?.ref).toBe(`muster/${trigger.incident}`)
        expect(head?.repo.full_name).toBe(base?.repo.full_name)
      }),
    )
  })
})
