import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { readIssue } from '../../../src/cli/read-issue.ts'

const folder = mkdtempSync(join(tmpdir(), 'muster-issue-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = (text: string) => {
  const file = join(folder, 'issue.json')
  writeFileSync(file, text)
  return readIssue(file)
}

describe('an incident in a file', () => {
  test.each([
    ['a bare title', { title: 'Down' }, { title: 'Down', labels: [] }],
    [
      'an issue as the API gives it',
      { title: 'Down', body: 'It is.', labels: [{ name: 'incident' }, { id: 1 }, 5, null] },
      { title: 'Down', body: 'It is.', labels: ['incident'] },
    ],
    [
      'an event',
      { action: 'opened', title: 'no', issue: { title: 'Down', body: null, labels: ['a', 'b'] } },
      { title: 'Down', labels: ['a', 'b'] },
    ],
    [
      'a service and fields',
      { title: 'Down', service: 'checkout', fields: { log: 'ETIMEDOUT', since: 3 } },
      { title: 'Down', labels: [], service: 'checkout', fields: { log: 'ETIMEDOUT' } },
    ],
    [
      'what is not of its kind left out',
      { title: 'Down', body: 5, service: ['x'], fields: ['x'], labels: 'incident' },
      { title: 'Down', labels: [] },
    ],
  ])('is %s', (_, issue, expected) => expect(read(JSON.stringify(issue))).toEqual(expected))

  test.each(['{}', '[]', 'null', '"Down"', '{"title": 5}', '{"issue": {"body": "x"}}'])('is not %s', (text) => {
    expect(() => read(text)).toThrow(/issue\.json has no title: expected an issue, an event, or \{"title": …\}\./)
  })

  test('is named where it cannot be read', () => {
    expect(() => read('{')).toThrow(/issue\.json cannot be read: .*JSON/)
    expect(() => readIssue(join(folder, 'none.json'))).toThrow(/none\.json cannot be read: .*ENOENT/)
  })
})
