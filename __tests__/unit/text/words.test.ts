import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { editDistance, nearest } from '../../../src/text/edit-distance.ts'
import { fingerprint } from '../../../src/text/hash.ts'
import { stripInvisible } from '../../../src/text/invisible.ts'
import { mentionsIn } from '../../../src/text/mention.ts'

describe('the distance between words', () => {
  test.each([
    ['', '', 0],
    ['ack', 'ack', 0],
    ['ack', 'akc', 1],
    ['severty', 'severity', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('%s – %s is %d', (one, other, distance) => expect(editDistance(one, other)).toBe(distance))

  test('is the same both ways and no longer than the longer word', () => {
    const word = fc.string({ maxLength: 8 })
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(editDistance(one, other)).toBe(editDistance(other, one))
        expect(editDistance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length))
        expect(editDistance(one, other) === 0).toBe(one === other)
      }),
    )
  })

  test('finds the nearest, and nothing where all are far', () => {
    expect(nearest('Timezne', ['timezone', 'templates'])).toBe('timezone')
    expect(nearest('xyz', ['timezone', 'ack'])).toBeUndefined()
    expect(nearest('x'.repeat(10_000), ['x'])).toBeUndefined()
  })
})

test('a fingerprint is stable, 53 bits wide and differs with the text', () => {
  expect(fingerprint('')).toBe('0bdcb81aee8d83')
  expect(fingerprint('revenge')).not.toBe(fingerprint('revenue'))
  const prints = new Set(Array.from({ length: 20_000 }, (_, index) => fingerprint(`comment ${index}`)))
  expect(prints.size).toBe(20_000)
  expect([...prints].filter((print) => !/^[01][0-9a-f]{13}$/.test(print))).toEqual([])
})

test('invisible characters go, letters and marks stay', () => {
  expect(stripInvisible('a\u200b\u202e\u2066\ufeff\u00ad\u0000b\r\nc\u2028d\te\u0301')).toBe('ab\nc\nd\te\u0301')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => !/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/u.test(stripInvisible(text))),
  )
})

describe('mentions in a rendered body', () => {
  test('are what GitHub linked', () => {
    const html = `<p><a class="user-mention notranslate" data-hovercard-type="user" href="https://github.com/Alice">@Alice</a>
      <a class="team-mention js" href="https://github.com/orgs/acme/teams/platform">@acme/platform</a> @bob
      <a href="https://github.com/carol">@carol</a> <code>@dave</code> <a href="#" data-class="user-mention">@eve</a>
      <a class="user-mention" href="https://github.com/alice">@alice</a> <a class="user-mention" href="/apps/x">@x[bot]</a></p>`
    expect(mentionsIn(html)).toEqual(['Alice', 'acme/platform', 'x[bot]'])
  })

  test('are none in what is none', () => expect(mentionsIn('')).toEqual([]))
})
