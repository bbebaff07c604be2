import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { askingSince, installationLabel, readInstallation } from '../../../src/domain/installation.ts'
import { defaultWord, nameLabels } from '../../../src/domain/label-names.ts'

const names = nameLabels(defaultWord, {})
const now = '2026-11-30T12:10:00.000Z'
const createdAt = '2026-11-30T09:00:00.000Z'
const from = (description: string, created: string | undefined = createdAt) =>
  readInstallation({ description, createdAt: created }, { now, actAt: undefined })

describe('the time of installation', () => {
  test.each([
    ['Waits for /confirm · Muster since 2026-11-30T12:00Z', '2026-11-30T12:00:00.000Z'],
    ['Waits for /confirm · Muster since 2026-11-30T12:00:30Z', '2026-11-30T12:00:30.000Z'],
    ['Muster since 2026-11-30T12:00:30.500Z', '2026-11-30T12:00:30.500Z'],
    ['Waits for /confirm (Muster since 2026-11-30T12:00Z)', '2026-11-30T12:00:00.000Z'],
    ['Muster since 2026-11-30T12:00Z, moved from the other repository', '2026-11-30T12:00:00.000Z'],
    // Without a zone it is UTC, wherever the runner stands.
    ['Muster since 2026-11-30T12:00', '2026-11-30T12:00:00.000Z'],
    ['Muster since 2026-11-30 12:00', '2026-11-30T12:00:00.000Z'],
    ['Muster since 2026-11-30 12:00:30', '2026-11-30T12:00:30.000Z'],
    ['Muster since 2026-11-30T14:00+02:00', '2026-11-30T12:00:00.000Z'],
    ['Muster since 2026-11-30T07:00-0500', '2026-11-30T12:00:00.000Z'],
    ['Since 2026-11-30', '2026-11-30T00:00:00.000Z'],
    ['reports nobody confirmed, SINCE  2026-11-30T12:00Z (ask Ann)', '2026-11-30T12:00:00.000Z'],
  ])('is what the description says: %s', (description, since) =>
    expect(from(description)).toEqual({ kind: 'known', since }),
  )

  test.each([
    'Waits for /confirm',
    '',
    'Muster since yesterday',
    'Muster since 2026-13-40T12:00Z',
    'Muster since 2026-11-30T29:00Z',
    'Muster since 30.11.2026',
    'Muster sincere 2026-11-30T12:00Z',
    '2026-11-30T12:00Z',
  ])('is when the label was made, where the description says nothing that can be read: %j', (description) => {
    expect(from(description)).toEqual({ kind: 'known', since: createdAt })
    expect(readInstallation({ description, createdAt: undefined }, { now, actAt: undefined })).toEqual({
      kind: 'unknown',
    })
    expect(from(description, 'some time')).toEqual({ kind: 'unknown' })
  })

  test('is told by nothing else once the label is there', () => {
    const label = { description: 'Muster since 2026-11-30T12:00Z', createdAt }
    const since = '2026-11-30T12:00:00.000Z'
    for (const actAt of [undefined, '2026-11-01T00:00:00.000Z', now])
      expect(readInstallation(label, { now, actAt })).toEqual({ kind: 'known', since })
  })

  test('is not known where the label could not be read', () => {
    expect(readInstallation('unknown', { now, actAt: now })).toEqual({ kind: 'unknown' })
  })

  test('is, in the first run, ten minutes before it, or the act that started it where that is earlier', () => {
    const first = (actAt: string | undefined) => readInstallation('absent', { now, actAt })
    const tenBefore = { kind: 'first-run', since: '2026-11-30T12:00:00.000Z' }
    expect(first(undefined)).toEqual(tenBefore)
    expect(first('2026-11-30T12:05:00.000Z')).toEqual(tenBefore)
    expect(first('2026-11-30T11:59:59.000Z')).toEqual({ kind: 'first-run', since: '2026-11-30T11:59:59.000Z' })
  })

  test('is read by every later run from the label that the first run makes, at most a minute earlier', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const label = installationLabel(date.toISOString(), names)
          expect(label).toMatchObject({ name: 'incident:unconfirmed', color: 'fef2c0' })
          expect(label.description.length).toBeLessThanOrEqual(100)
          const read = readInstallation({ ...label, createdAt: undefined }, { now, actAt: undefined })
          if (read.kind !== 'known') throw new Error('not read')
          const earlier = date.getTime() - Date.parse(read.since)
          expect(earlier).toBeGreaterThanOrEqual(0)
          expect(earlier).toBeLessThan(60_000)
        },
      ),
    )
  })

  test('stands on the label of reports, whatever the word of the repository is', () => {
    const label = installationLabel('2026-11-30T12:00:00.000Z', nameLabels('vorfall', {}))
    expect(label).toEqual({
      name: 'vorfall:unconfirmed',
      color: 'fef2c0',
      description: 'Waits for /confirm · Muster since 2026-11-30T12:00Z',
    })
  })
})

describe('an act makes an incident of an issue', () => {
  test('after the installation, and for a day', () => {
    const since = (iso: string) => askingSince({ kind: 'known', since: iso }, now)
    expect(since('2026-11-30T11:00:00.000Z')).toBe('2026-11-30T11:00:00.000Z')
    expect(since('2026-11-01T00:00:00.000Z')).toBe('2026-11-29T12:10:00.000Z')
    expect(askingSince({ kind: 'first-run', since: '2026-11-30T12:00:00.000Z' }, now)).toBe('2026-11-30T12:00:00.000Z')
  })

  test('that is as young as a first run reaches back, where nobody knows the installation', () => {
    for (const unknown of [undefined, { kind: 'unknown' }] as const)
      expect(askingSince(unknown, now)).toBe('2026-11-30T12:00:00.000Z')
  })

  test('never one from before the installation, nor an old one', () => {
    const time = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(time, time, (installed, at) => {
        const since = installed.toISOString()
        const from = askingSince({ kind: 'known', since }, at.toISOString())
        expect(from >= since).toBe(true)
        expect(at.getTime() - Date.parse(from)).toBeLessThanOrEqual(86_400_000)
      }),
    )
  })
})
