import { describe, expect, test } from '@jest/globals'
import { editDistance, nearest } from '../../../src/text/edit-distance.ts'
import { stripInvisible } from '../../../src/text/invisible.ts'
import { mentionsIn } from '../../../src/text/mention.ts'
import { fileSlug } from '../../../src/text/slug.ts'

describe('the distance between words', () => {
  test.each([
    ['ab', 'bc', 2],
    ['ab', 'ba', 1],
    ['abc', 'cab', 2],
    ['ca', 'abc', 3],
  ])('%s – %s is %d', (one, other, distance) => expect(editDistance(one, other)).toBe(distance))
})

describe('the nearest word', () => {
  test('is the nearest of several that are near, wherever it stands', () => {
    expect(nearest('abcdef', ['abcdxy', 'abcdex'])).toBe('abcdex')
    expect(nearest('abcdef', ['abcdex', 'abcdxy'])).toBe('abcdex')
  })
  test('is two slips away at most, and in a short word one', () => {
    expect(nearest('timezzze', ['timezone'])).toBe('timezone')
    expect(nearest('timzzze', ['timezone'])).toBeUndefined()
    expect(nearest('ob', ['on'])).toBe('on')
    expect(nearest('doxx', ['done'])).toBeUndefined()
  })
  test('is not looked for where the word is longer than 60 characters', () => {
    expect(nearest('x'.repeat(60), ['x'.repeat(61)])).toBe('x'.repeat(61))
    expect(nearest('x'.repeat(61), ['x'.repeat(60)])).toBeUndefined()
  })
})

test('every line end is one', () => {
  expect(stripInvisible('a\rb\r\nc\u0085d\u2029e\vf\fg')).toBe('a\nb\nc\nd\ne\nf\ng')
})

test('a mention is one by its class, whichever others stand beside it', () => {
  const link = (attributes: string) => `<a ${attributes}>@alice</a>`
  expect(mentionsIn(link('class="a  user-mention  b" href="x"'))).toEqual(['alice'])
  expect(mentionsIn(link('href="x"'))).toEqual([])
  expect(mentionsIn(link('class="no-user-mention"'))).toEqual([])
})

describe('a title in a path', () => {
  test.each([
    ['ß æ œ ø ł đ ð þ ı', 'ss-ae-oe-o-l-d-d-th-i'],
    ['R&D', 'r-and-d'],
    ['Checkout!', 'checkout'],
    ['¡Checkout fails', 'checkout-fails'],
    ['falcon', 'falcon'],
    ['console', 'console'],
    ['coma', 'coma'],
    ['com1', 'incident'],
    ['lpt9', 'incident'],
    ['lpta', 'lpta'],
    ['prn', 'incident'],
    ['aux', 'incident'],
    ['nul', 'incident'],
  ])('%s', (title, slug) => expect(fileSlug(title)).toBe(slug))

  test('is made of its first thousand characters', () => {
    expect(fileSlug(`${'!'.repeat(996)}abcd`)).toBe('abcd')
    expect(fileSlug(`${'!'.repeat(997)}abcd`)).toBe('abc')
  })

  test('has at least eight characters to stand in', () => {
    expect(fileSlug('payments', 3)).toBe('payments')
    expect(fileSlug('payments', 9)).toBe('payments')
    expect(fileSlug('checkout fails', 9)).toBe('checkout')
    expect(fileSlug('pay ments', 9)).toBe('pay-ments')
    expect(fileSlug('pay mentss', 9)).toBe('pay')
  })
})
