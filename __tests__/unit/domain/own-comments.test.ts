import { describe, expect, test } from '@jest/globals'
import { findOwn, isOurs, keysUnder, ownComments } from '../../../src/domain/own-comments.ts'
import { findServiceName, serviceOfIncident } from '../../../src/domain/services.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { buildOwn } from '../../support/build-incident.ts'
import { buildComment, buildSnapshot, ourLogin } from '../../support/build-snapshot.ts'

describe('services', () => {
  const { settings } = parseSettings('services: { checkout: { aliases: [pay] } }', 'x')
  test('are found by key and alias', () => {
    expect([findServiceName(settings, 'PAY'), findServiceName(settings, 'x')]).toEqual(['checkout', 'x'])
    expect(serviceOfIncident(settings, 'pay')?.key).toBe('checkout')
    expect([serviceOfIncident(settings, undefined), serviceOfIncident(settings, 'x')]).toEqual([undefined, undefined])
  })
})

describe('our own comments', () => {
  test('are those of our login with a marker, the oldest first', () => {
    const { record } = buildSnapshot({
      comments: [
        buildOwn(['b'], { id: 9 }),
        buildOwn(['a', 'x'], { id: 3, author: ourLogin.toUpperCase() }),
        buildOwn(['c'], { id: 1, author: 'alice' }),
        buildComment(ourLogin, 'words', { id: 2 }),
        buildOwn(['a'], { id: 5 }),
      ],
    })
    const own = ownComments(record)
    expect(own.map(({ comment, keys, text }) => [comment.id, keys, text])).toEqual([
      [3, ['a', 'x'], 'a says'],
      [5, ['a'], 'a says'],
      [9, ['b'], 'b says'],
    ])
    expect(findOwn(own, 'a')?.comment.id).toBe(3)
    expect(findOwn(own, 'x')).toBeUndefined()
    expect([isOurs('GitHub-Actions[bot]', record), isOurs('alice', record)]).toEqual([true, false])
    expect(keysUnder(new Set(['call:a', 'xcall:b', 'call:']), 'call:')).toEqual(['a', ''])
  })
})
