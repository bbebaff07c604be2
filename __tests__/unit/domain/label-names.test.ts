import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Rename, Renames } from '../../../src/domain/label-names.ts'
import {
  defaultRenames,
  defaultWord,
  isLabelName,
  listRenames,
  nameLabels,
  refuseRename,
  renameable,
} from '../../../src/domain/label-names.ts'

const refuse = (rename: Rename, others: Renames = {}, word = defaultWord) =>
  refuseRename(word, { ...others, [rename[0]]: rename[1] }, rename)

describe('the names of the labels', () => {
  test('are these, unless told', () => {
    expect(nameLabels(defaultWord, {})).toEqual({
      incident: 'incident',
      unconfirmed: 'incident:unconfirmed',
      report: 'outage-report',
      drill: 'drill',
      action: 'action-item',
      severity: 'severity:',
      service: 'service:',
      status: 'status:',
      postmortem: 'postmortem:',
    })
  })

  test('are those of the settings, beside the word of the repository', () => {
    expect(nameLabels('vorfall', { drill: 'übung', severity: 'prio/', report: 'vorfall-meldung' })).toMatchObject({
      incident: 'vorfall',
      unconfirmed: 'vorfall:unconfirmed',
      report: 'vorfall-meldung',
      drill: 'übung',
      severity: 'prio/',
      status: 'status:',
    })
  })

  test('are the usual ones where a rename cannot hold; the others hold', () => {
    const names = nameLabels(defaultWord, { drill: 'a,b', action: '', service: 'team:', status: undefined })
    expect(names).toMatchObject({ drill: 'drill', action: 'action-item', service: 'team:', status: 'status:' })
  })

  test('are listed as they were written', () => {
    expect(listRenames({ status: 's:', drill: 'x', action: undefined })).toEqual([
      ['drill', 'x'],
      ['status', 's:'],
    ])
  })
})

describe('a rename is refused', () => {
  test('where it is no name', () => {
    for (const name of ['', ' ', '\t']) expect(refuse(['drill', name])).toEqual({ kind: 'empty' })
    expect(refuse(['severity', ' '])).toEqual({ kind: 'empty' })
  })

  test('where it has a comma, by which GitHub’s lists part labels', () => {
    expect(refuse(['drill', 'fire, drill'])).toEqual({ kind: 'comma' })
    expect(refuse(['severity', 'sev,'])).toEqual({ kind: 'comma' })
  })

  test('where GitHub would not take it, or nothing that says something fits behind it', () => {
    expect(refuse(['drill', 'x'.repeat(50)])).toBeUndefined()
    expect(refuse(['drill', 'x'.repeat(51)])).toEqual({ kind: 'too-long', most: 50 })
    for (const prefix of ['severity', 'service', 'status', 'postmortem'] as const) {
      expect(refuse([prefix, 'x'.repeat(30)])).toBeUndefined()
      expect(refuse([prefix, 'x'.repeat(31)])).toEqual({ kind: 'too-long', most: 30 })
    }
  })

  test('where the workflow would start no run for a form’s label', () => {
    expect(refuse(['report', 'report'])).toEqual({ kind: 'without-word' })
    expect(refuse(['report', 'new Incident'])).toBeUndefined()
    expect(refuse(['report', 'new incident'], {}, 'vorfall')).toEqual({ kind: 'without-word' })
    // The workflow knows that one by itself.
    expect(refuse(['report', 'outage-report'], {}, 'vorfall')).toBeUndefined()
    expect(refuse(['drill', 'exercise'])).toBeUndefined()
  })

  test('where another label has that name, whatever its case', () => {
    expect(refuse(['drill', 'Incident'])).toEqual({ kind: 'taken', by: 'incident' })
    expect(refuse(['drill', 'INCIDENT:unconfirmed'])).toEqual({ kind: 'taken', by: 'incident' })
    expect(refuse(['drill', 'Action-Item'])).toEqual({ kind: 'taken', by: 'action' })
    expect(refuse(['severity', 'STATUS:'])).toEqual({ kind: 'taken', by: 'status' })
    expect(refuse(['drill', 'Exercise'], { action: 'exercise' })).toEqual({ kind: 'taken', by: 'action' })
    // Its own name, and one that the other gave up, are free.
    expect(refuse(['drill', 'Drill'])).toBeUndefined()
    expect(refuse(['drill', 'action-item'], { action: 'todo' })).toBeUndefined()
  })

  test('for both of two that take one name', () => {
    const twice = { drill: 'same', action: 'Same' }
    expect(nameLabels(defaultWord, twice)).toMatchObject({ drill: 'drill', action: 'action-item' })
  })
})

test('whatever is asked for, every label has a name that GitHub takes, and no two have the same', () => {
  const name = fc.oneof(
    fc.constantFrom('', ' ', 'a,b', 'Incident', 'incident:unconfirmed', 'Drill', 'action-item', 'same', 'SAME'),
    fc.constantFrom('status:', 'severity:', 'x'.repeat(31), 'x'.repeat(51), 'my incident'),
    fc.string({ maxLength: 60 }),
  )
  const renames = fc.record(Object.fromEntries(renameable.map((label) => [label, name])), { requiredKeys: [] })
  fc.assert(
    fc.property(fc.constantFrom('incident', 'vorfall', 'Drill', 'same'), renames, (word, asked: Renames) => {
      const names = Object.values(nameLabels(word, asked)).map((one) => one.toLowerCase())
      // The word of the repository is not for the settings to choose.
      const own = Object.values(defaultRenames).includes(word.toLowerCase()) ? names.slice(2) : names
      expect(new Set(own).size).toBe(own.length)
      for (const one of names.slice(2)) {
        expect(one).not.toContain(',')
        expect(one.trim()).not.toBe('')
        expect(one.length).toBeLessThanOrEqual(50)
      }
    }),
  )
})

test.each([
  ['incident', true],
  ['Vorfall 24/7', true],
  ['x'.repeat(50), true],
  ['x'.repeat(51), false],
  ['', false],
  [' ', false],
  [' incident', false],
  ['incident ', false],
  ['a,b', false],
  ['a\nb', false],
  ['a\u0007', false],
])('%j is a name for a label: %s', (name, is) => expect(isLabelName(name)).toBe(is))
