import { describe, expect, test } from '@jest/globals'
import { readPlainIssue } from '../../../src/text/plain-issue.ts'
import { fillWith, hostilePieces, measure } from './time-budget.ts'

describe('an issue without a form', () => {
  test('gives what is labelled, in the dresses people use', () => {
    const body =
      'Payments fail again.\r\n\r\n**Service:** checkout\r\n- Since: 03:05\r\nImpact: all of EU\r\n```\nETIMEDOUT\n```\r\nsounds like sev 2'
    expect(readPlainIssue(body)).toMatchObject({
      service: 'checkout',
      since: '03:05',
      affected: 'all of EU',
      log: 'ETIMEDOUT',
      severity: 'sev 2',
    })
  })

  test('leaves out what is not there, and HTML comments', () => {
    expect(readPlainIssue('It is down <!-- Service: x -->')).toEqual({ text: 'It is down' })
  })

  test('is read in bounded time', () => {
    for (const piece of hostilePieces) {
      expect([piece, measure(() => readPlainIssue(fillWith(piece))) < 800]).toEqual([piece, true])
    }
  })
})
