import { describe, expect, test } from '@jest/globals'
import { readPlainIssue } from '../../../src/text/plain-issue.ts'

describe('a label in plain text', () => {
  test.each([
    'Service: checkout',
    'Service : checkout',
    'Service:   checkout',
    'service=  checkout',
    '**Service** : checkout',
    '**Service**: checkout',
    '- **Service:** checkout',
    '* __Service:__ checkout__ ',
    '> Service: checkout** ',
    'Component: checkout',
    'Which service?: checkout',
  ])('is read from %j', (line) => {
    expect(readPlainIssue(line).service).toBe('checkout')
  })

  test.each(['see the*Service: checkout', 'Service:checkout', 'My service: checkout', `Service: ${'x'.repeat(502)}`])(
    'is none in %j',
    (line) => expect(readPlainIssue(line).service).toBeUndefined(),
  )

  test('of each kind is read, the first of its kind', () => {
    const body =
      'Severity: high\nSEV1\nStarted: 03:05\nSince: 04:00\nImpact: EU\nWho is affected?: all\nRecent changes: v4.7.2\nChanged: the pool'
    expect(readPlainIssue(body)).toEqual({
      text: body,
      severity: 'high',
      since: '03:05',
      affected: 'EU',
      changed: 'v4.7.2',
    })
  })

  test('for the severity may be missing where it is said anywhere', () => {
    expect(readPlainIssue('this is a SEV2!').severity).toBe('SEV2')
    expect(readPlainIssue('this is a sev-3').severity).toBe('sev-3')
    expect(readPlainIssue('SEV5, SEV22, unSEV1').severity).toBeUndefined()
  })
})

describe('the log in plain text', () => {
  test('is every block of code, fenced or indented', () => {
    const body = 'It broke\n\n    ETIMEDOUT\n    twice\n\n```\nEPIPE\n```\n'
    expect(readPlainIssue(body).log).toBe('ETIMEDOUT\ntwice\n\nEPIPE')
    expect(readPlainIssue('```\n```\n\n```\nEPIPE\n```\n').log).toBe('EPIPE')
  })

  test('is not looked for in a body that is too long', () => {
    const body = `\`\`\`\n${'x'.repeat(70_000)}\n\`\`\``
    expect(readPlainIssue(body)).toEqual({ text: body })
  })
})
