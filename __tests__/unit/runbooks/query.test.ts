import { describe, expect, test } from '@jest/globals'
import { cleanText, MAX_TEXT } from '../../../src/runbooks/clean-text.ts'
import type { IncidentText } from '../../../src/runbooks/incident-text.ts'
import { separatePlaces } from '../../../src/runbooks/places.ts'
import { readQuery } from '../../../src/runbooks/query.ts'

const round = (number: number) => Number(number.toFixed(4))
/** Each word with its weight squared (so that what was counted shows), headline, opening, and whether it is optional. */
const read = (incident: IncidentText) =>
  Object.fromEntries(
    readQuery(incident).map(({ token, weight, headline, opening, optional }) => [
      token,
      [round(weight ** 2), round(headline), round(opening), optional],
    ]),
  )

describe('the words of an incident', () => {
  test('weigh double in the title; said again they add up, and grammar and state count little', () => {
    expect(read({ title: 'Payments are failing: payments CRITICAL' })).toEqual({
      payment: [4, 1, 0, false],
      are: [0.4, 0.2, 0, false],
      fail: [2, 1, 0, false],
      critical: [0.1, 0.05, 0, false],
    })
  })

  test('are written as the incident writes them first', () => {
    expect(readQuery({ title: 'Payments', body: 'payment' }).map(({ surface }) => surface)).toEqual(['Payments'])
  })

  test('stand in the headline where they stand in a title of three telling words', () => {
    const words = read({ title: 'payments fail badly', body: 'mail queue stuck' })
    expect(words.fail).toEqual([2, 1, 0, false])
    expect(words.mail).toEqual([1, 0, 1, false])
  })

  test('of a short title are joined by the first paragraph, and optional where that says enough', () => {
    const words = read({ title: 'Outage today', body: 'mail queue stuck\n\ndisk full' })
    expect(words.outag).toEqual([2, 1, 0, true])
    expect(words.mail).toEqual([1, 1, 1, false])
    expect(words.disk).toEqual([1, 0, 0, false])
    const little = read({ title: 'Outage today', body: 'mail queue\n\ndisk full' })
    expect(little.outag).toEqual([2, 1, 0, false])
    expect(little.mail).toEqual([1, 1, 0, false])
  })

  test('weigh less in a body of more than ten', () => {
    const ten = 'a1 b1 c1 d1 e1 f1 g1 h1 i1 j1'
    expect(read({ title: 'x1', body: ten }).c1?.[0]).toBe(1)
    const forty = Array.from({ length: 40 }, (_, at) => `w${at}`).join(' ')
    expect(read({ title: 'x1', body: forty }).w3?.[0]).toBe(0.5)
  })

  test('come from what is happening first, then from the other fields; empty ones say nothing', () => {
    const fields = { impact: 'customers cannot pay', happening: 'mail queue stuck', log: '  ' }
    const words = read({ title: 'Help', fields })
    expect(words.mail).toEqual([1, 1, 1, false])
    expect(words.customer).toEqual([1, 0, 0, false])
    expect(read({ title: 'Help', body: 'disk pool cache', fields: { happening: ' ' } }).disk).toEqual([1, 1, 1, false])
  })

  test('of the service count half; of a severity label much, where a page has them', () => {
    const words = read({
      title: 'payments fail badly',
      service: 'checkout',
      labels: ['severity/critical', 'Priority: urgent', 'bug', 'my-severity/odd'],
    })
    expect(words.checkout).toEqual([0.5, 0, 0, false])
    expect(words.critical).toEqual([0.3, 0, 0, true])
    expect(words.urgent).toEqual([6, 0, 0, true])
    expect(words).not.toHaveProperty('bug')
    expect(words).not.toHaveProperty('odd')
    expect(read({ title: 'urgent payments fail', labels: ['priority=urgent'] }).urgent?.[3]).toBe(false)
  })

  test('of an identifier are its parts, and the whole where some page has it', () => {
    const words = read({ title: 'DiskAlmostFull api_error KubeAPIDown disk' })
    expect(words.diskalmostfull?.[3]).toBe(true)
    expect(words.apierror?.[3]).toBe(true)
    expect(words.kubeapidown?.[3]).toBe(true)
    for (const part of ['disk', 'almost', 'full', 'api', 'error', 'kub', 'down']) expect(words[part]?.[3]).toBe(false)
  })

  test('that only say where count a twentieth', () => {
    const words = read({ title: 'backup failed badly on db-3', body: 'mail queue stuck\ninstance: web' })
    expect(words.db).toEqual([0.1, 0.05, 0, false])
    expect(words.web).toEqual([0.05, 0, 0.05, false])
    expect(words.backup).toEqual([2, 1, 0, false])
  })
})

describe('the opening', () => {
  const opening = (body: string) =>
    readQuery({ title: 'x1', body })
      .filter((word) => word.opening > 0)
      .map(({ token }) => token)
  const long = (from: string, count: number) => Array.from({ length: count }, (_, at) => `${from}${at}`)

  test('is the first paragraph', () => {
    expect(opening('a1 b1 c1\nd1\n\ne1 f1')).toEqual(['a1', 'b1', 'c1', 'd1'])
    expect(opening('\n\n  a1 b1 c1 \t\n \t\n e1')).toEqual(['a1', 'b1', 'c1'])
    expect(opening('a1 b1 c1\r\n\r\nd1')).toEqual(['a1', 'b1', 'c1'])
  })

  test('ends between two words where it is long', () => {
    const words = long('word', 60)
    const cut = opening(words.join(' '))
    expect(cut).toEqual(words.slice(0, cut.length))
    expect([words.join(' ').slice(0, 160).split(' ').length - 1, cut.length]).toEqual([cut.length, 24])
    const exact = `${'a1 '.repeat(3)}${'y'.repeat(20)} ${'z'.repeat(130)}`
    expect(opening(`${exact} more`)).not.toContain('mor')
    expect(opening(`a1 b1 c1 ${'q'.repeat(150)}`)).toEqual(['a1', 'b1', 'c1'])
  })
})

describe('the text of an issue', () => {
  test('is read up to what GitHub stores', () => {
    expect(cleanText(`${'x'.repeat(MAX_TEXT)}tail`)).toBe('x'.repeat(MAX_TEXT))
  })

  test.each([
    ['a<br>b</td><td class="x">c', 'a\nb\n\nc'],
    ['a < b > c, a<1>b', 'a < b > c, a<1>b'],
    ['see https://x.test/a?b=c now, ftp+ssh://x (http://y)', 'see   now,   ( )'],
    ['a&nbsp;b &amp;c &x;', 'a b  c &x;'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['### Log\n\n_No response_\n', '### Log\n\n \n'],
    ['a<!-- one -->b<!-- two\nlines -->c', 'a b c'],
    ['a<!-- unclosed b <!-- c', 'a  '],
    ['a --> b', 'a --> b'],
  ])('%j → %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean)
  })
})

describe('what only says where', () => {
  const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()
  const apart = (text: string) => {
    const { what, where } = separatePlaces(text)
    return [squeeze(what), squeeze(where)]
  }

  test.each([
    ['backup failed on db-3 now', 'backup failed on now', 'db-3'],
    ['10.0.0.1 10.0.0.2:80 10.0.0.0/24', '/24', '10.0.0.1 10.0.0.2:80 10.0.0.0'],
    ['deadbeef01 ab12cd34-ef56 12345678', '', 'deadbeef01 ab12cd34-ef56 12345678'],
    ['facade defaced', 'facade defaced', ''],
    ['search.internal, db.svc:5432 and app.example.', ', and', 'search.internal db.svc:5432 app.example.'],
    ['api.yaml main.go v1.2', 'api.yaml main.go', 'v1.2'],
    ['web-1a Web-1 web-x', 'Web-1 web-x', 'web-1a'],
    ['web-1ab', 'web-1ab', ''],
    ['web-12 db1a.rack db1-.rack', 'db1-.rack', 'web-12 db1a.rack'],
    ['web-1: down! web-1... "web-1"', 'down! " "', 'web-1: web-1... web-1'],
    [`${'x'.repeat(120)} ${'y'.repeat(121)}`, 'x'.repeat(120), 'y'.repeat(121)],
  ])('%s', (text, what, where) => {
    expect(apart(text)).toEqual([what, where])
  })

  test.each([
    ['instance=web job="nightly run" other=disk', 'run" other=disk', 'web nightly'],
    ['cluster:eu, pod="a" severity=high', ', ', 'eu a high'],
    ['Namespace: shop\njob: backup', ' job: backup', 'shop'],
    ['- **Host**: alpha', '', 'alpha'],
    ['host: alpha and beta', 'host: alpha and beta', ''],
    ['Job\nnightly\nRegion\n  eu\nNote\nfull', 'Note full', 'nightly eu'],
    ['hosts=alpha', 'hosts=alpha', ''],
    ['receiver=pagers prometheus=main generatorURL=graph', '', 'pagers main graph'],
    ['{pod="a",disk="full"}', '{ ,disk="full"}', 'a'],
  ])('%j names places by label', (text, what, where) => {
    expect(apart(text)).toEqual([squeeze(what), where])
  })

  test('a machine named once is known by its first label', () => {
    expect(apart('check_disk_web-1 failed, see web-1.example')).toEqual([
      'check_disk_ failed, see',
      'web-1.example web-1',
    ])
  })
})
