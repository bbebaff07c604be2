import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { tokensOf } from '../../../src/runbooks/tokens.ts'
import { createVocabulary } from '../../../src/runbooks/vocabulary.ts'
import { caseCount } from '../../support/case-count.ts'

describe('words', () => {
  test.each([
    ['HighErrorRate', ['high', 'error', 'rat', 'higherrorrate']],
    ['high_error_rate', ['high', 'error', 'rat', 'higherrorrate']],
    ['APIDown PVCs', ['api', 'down', 'apidown', 'pvc']],
    ['failed fails failing fail', ['fail']],
    ['12 502 503ms a', ['502', '503m']],
    ['Zahlungen schlagen fehl', ['zahlungen', 'schlagen', 'fehl']],
    ['paiement échoué', ['paiement', 'échoué']],
    ['磁盘空间', ['磁盘', '盘空', '空间']],
    ['ディスク', ['ディ', 'ィス', 'スク']],
  ])('%s', (text, words) => {
    expect(tokensOf(text)).toEqual(words)
  })

  /** Any text, and signs at which runs of letters begin, go on or end, in scripts with and without spaces. */
  const signs = fc.constantFrom(
    'a',
    'Z',
    '9',
    '_',
    '-',
    '.',
    ' ',
    '\n',
    'é',
    '\u0301',
    'ß',
    '日',
    'カ',
    'の',
    'ก',
    '😀',
  )
  const mixed = fc.array(signs, { maxLength: 20 }).map((list) => list.join(''))

  test('the vocabulary that indexing uses finds the very same words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), mixed), (text) => {
        const vocabulary = createVocabulary()
        const read = new Set<number>()
        vocabulary.read(`${text} ${text}`, (id) => read.add(id))
        expect([...read]).toEqual(tokensOf(text).map((token) => vocabulary.idOf(token)))
      }),
      { numRuns: caseCount(500) },
    )
  })
})
