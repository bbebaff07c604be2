import { describe, expect, test } from '@jest/globals'
import { findAssignments } from '../../../src/redaction/find-assignments.ts'
import { findByForm } from '../../../src/redaction/find-by-form.ts'
import { findManifestSecrets } from '../../../src/redaction/find-manifest-secrets.ts'
import { mergeFindings } from '../../../src/redaction/finding.ts'
import { redactFile } from '../../../src/redaction/redact-file.ts'
import { createRedactor } from '../../../src/redaction/redactor.ts'
import { readVisibleText } from '../../../src/redaction/visible-text.ts'

const cut = (
  text: string,
  findings: readonly { readonly what: string; readonly start: number; readonly end: number }[],
) => findings.map(({ what, start, end }) => [what, text.slice(start, end)])

describe('what a name says about its value', () => {
  const found = (text: string) => cut(text, findAssignments(text))

  test.each([
    ['DB_PASSWORD=correct-horse', 'password', 'correct-horse'],
    ['mysql.pwd = "abc"', 'password', 'abc'],
    ['passphrase: four words', 'password', undefined],
    ['passphrase: staplehorse', 'password', 'staplehorse'],
    ['passphrase: staplehorse \n', 'password', 'staplehorse'],
    ['passphrase: staples', 'password', undefined],
    ['passphrase: staplers', 'password', 'staplers'],
    ['passphrase: staplers and more', 'password', undefined],
    ['password=none', 'password', undefined],
    ['password=none-at-all', 'password', 'none-at-all'],
    ['password=missing)]!', 'password', undefined],
    ['password=is-missing', 'password', 'is-missing'],
    ['password=***', 'password', undefined],
    ['password=xxxxxxxx', 'password', undefined],
    ['password=......', 'password', undefined],
    ['password=------', 'password', undefined],
    ['password=mismatch', 'password', undefined],
    ['password=mismatched', 'password', undefined],
    ['password=***1', 'password', '***1'],
    ['password=$DB_PASSWORD', 'password', undefined],
    ['password=%DB_PASSWORD%', 'password', undefined],
    ['password=%DB_PASSWORD%1', 'password', '%DB_PASSWORD%1'],
    ['password=#{password}', 'password', undefined],
    ['password=#1-horse', 'password', '#1-horse'],
    ['password: abc123', 'password', 'abc123'],
    ['password: abc12', 'password', undefined],
    ['password: 12:30:45 it was', 'password', undefined],
    ['credentials="a1b2c3d4"', 'credentials', 'a1b2c3d4'],
    ['refresh_token => a1b2c3d4', 'token', 'a1b2c3d4'],
    ['token=a1b2c3d4e5f6g7h', 'token', undefined],
    ['token=a1b2c3d4e5f6g7h8', 'token', 'a1b2c3d4e5f6g7h8'],
    ['api-key := abcdefgh', 'secret key', undefined],
    ['api-key = abcdefgh', 'secret key', 'abcdefgh'],
    ['api-key = abcdefg', 'secret key', undefined],
    ['client_secret=abcdefgh', 'secret', 'abcdefgh'],
    ['existingSecret="checkout-db"', 'secret', undefined],
    ['mySecret="checkout-db"', 'secret', 'checkout-db'],
    ['pass=correct-horse', 'password', undefined],
    ['pass="correct-horse"', 'password', 'correct-horse'],
    ['db_pass=correct-horse', 'password', 'correct-horse'],
    ['PWD=/home/app', 'password', undefined],
    ['PWD=~app', 'password', undefined],
    ['DB_PWD=home-of-app', 'password', 'home-of-app'],
    ['apiKey: aBcDeFgHiJkLmNoP', 'secret key', 'aBcDeFgHiJkLmNoP'],
    ['apiKey: ExpiredTokenException', 'secret key', undefined],
    ['password=^1.2.3', 'password', undefined],
    ['password=config.read.password()', 'password', undefined],
    ['password=changeme!', 'password', undefined],
    ['--token a1b2c3d4e5f6g7h8', 'token', 'a1b2c3d4e5f6g7h8'],
    ['ENV API_KEY a1b2c3d4', 'secret key', 'a1b2c3d4'],
    ['- name: DB_PASSWORD\n  value: correct-horse\n', 'password', 'correct-horse'],
  ])('%j: %s %s', (text, what, value) => {
    expect(found(text)).toEqual(value === undefined ? [] : [[what, value]])
  })
})

describe('a Secret of Kubernetes', () => {
  const found = (text: string) => cut(text, findManifestSecrets(text)).map(([, value]) => value)
  const base64 = 'cGE1NXdvcmQ='

  test.each([
    [`kind: Secret\ndata:\n  key: ${base64}\n  user: YWRtaW5pc3Q=\n`, [base64, 'YWRtaW5pc3Q=']],
    [`data:\n  key: ${base64}\nkind: Secret\n`, [base64]],
    [`{"kind":"Secret","data":{"key":"${base64}"}}`, [base64]],
    ['kind: Secret\nstringData:\n  key: correct-horse\n', ['correct-horse']],
    ['kind: Secret\nstringData:\n  key:  correct-horse\n', ['correct-horse']],
    ['kind: Secret\nstringData:\n  a: correct-horse\n  b: battery-staple\n', ['correct-horse', 'battery-staple']],
    ['{"kind":"Secret","stringData":{"b" :  "battery-staple"}}', ['battery-staple']],
    ['kind: Secret\ndata:\n  key: correct-horse\n', []],
    [`kind: ConfigMap\ndata:\n  key: ${base64}\n`, []],
    [`kind: SecretStore\ndata:\n  key: ${base64}\n`, []],
    ['kind: Secret\ndata:\n  key: YWI=\n', []],
  ])('%j holds %j', (text, values) => expect(found(text)).toEqual(values))

  test('names what it holds', () => {
    expect(findManifestSecrets(`kind: Secret\ndata:\n  key: ${base64}\n`)).toMatchObject([
      { what: 'value of a secret' },
    ])
  })
})

describe('findings', () => {
  const at = (what: string, start: number, end: number) => ({ what, start, end })

  test.each([
    ['that overlap are one, by the name of the first', [at('b', 4, 9), at('a', 0, 5)], [at('a', 0, 9)]],
    ['that touch are one', [at('a', 0, 5), at('b', 5, 9)], [at('a', 0, 9)]],
    ['that stand apart are two, in their order', [at('b', 6, 9), at('a', 0, 5)], [at('a', 0, 5), at('b', 6, 9)]],
    ['that begin at one place have the name of the longer', [at('a', 0, 5), at('b', 0, 9)], [at('b', 0, 9)]],
    ['inside of another are part of it', [at('a', 0, 9), at('b', 2, 5)], [at('a', 0, 9)]],
    ['of nothing are none', [at('a', 3, 3), at('b', 5, 4)], []],
  ])('%s', (_, findings, merged) => expect(mergeFindings(findings)).toEqual(merged))

  test('of an address are the password alone', () => {
    const text = 'see postgres://app:app@db/app'
    expect(findByForm(text)).toEqual([{ what: 'password', start: 19, end: 22 }])
  })
})

describe('what a reader sees', () => {
  test.each([
    ['a\\_b', 'a_b'],
    ['a\\\\nb', 'a\nb'],
    ['a\\tb\\rc', 'a b c'],
    ['a&#8203;b&zwnj;c&#x200B;d\u200be', 'abcde'],
    ['&amp;&lt;&gt;&quot;', '&<>"'],
    ['&#58;&#9999;', ':\u270f'],
    ['%3A%41%7e', ':A~'],
    ['%0A%80', '%0A%80'],
    ['\u001b[1;31mred\u001b[0m', ' red '],
    ['[31mred', ' red'],
    ['plain', 'plain'],
  ])('of %j is %j', (source, text) => expect(readVisibleText(source).text).toBe(text))

  test('stands at its place in the source', () => {
    const source = 'a\\_%41&#8203;b'
    expect(readVisibleText(source)).toEqual({ text: 'a_Ab', starts: [0, 2, 3, 13], ends: [1, 3, 6, 14] })
  })
})

describe('a file', () => {
  const redactor = createRedactor(async () => async () => [])
  const head =
    '---\ntitle: leak\nowners: [alice]\nfacts: {login: "password=correct-horse", count: 3, none: null}\n---\n'

  test('keeps its front matter where there is nothing to take out', async () => {
    const text = '---\n"title":   leak\n---\n# Page\n'
    expect(await redactFile(text, undefined, redactor)).toBe(text)
  })

  test('has each value of its front matter redacted, and stays YAML', async () => {
    expect(await redactFile(`${head}text\n`, undefined, redactor)).toBe(
      '---\ntitle: leak\nowners:\n  - alice\nfacts:\n  login: "password=[redacted: password]"\n  count: 3\n  none: null\n---\ntext\n',
    )
  })

  test('keeps front matter that stands there already, and lines, whatever ends them', async () => {
    const text = `${head}password=correct-horse\r\n`
    expect(await redactFile(`${text}password=other-horse\r\n`, text, redactor)).toBe(
      `${text}password=[redacted: password]\r\n`,
    )
  })

  test('that begins with a line of dashes further down has no front matter', async () => {
    const text = '# Page\n---\npassword: correct-horse\n---\n'
    expect(await redactFile(text, undefined, redactor)).toBe('# Page\n---\npassword: [redacted: password]\n---\n')
  })
})

test('what a scanner finds counts as much as what has a form, also behind escapes', async () => {
  const scanner = async (text: string) => {
    const start = text.indexOf('zebra_zebra')
    return start === -1 ? [] : [{ what: 'zebra', start, end: start + 11 }]
  }
  const { redact, scan } = createRedactor(async () => scanner)
  expect(await redact('a zebra_zebra: b')).toEqual({ text: 'a [redacted: zebra] : b', found: [{ what: 'zebra' }] })
  expect(await redact('a zebra\\_zebra(b) zebra_zebra')).toMatchObject({
    text: 'a [redacted: zebra] (b) [redacted: zebra]',
  })
  expect(await redact('password=zebra_zebra')).toMatchObject({ found: [{ what: 'password' }] })
  expect(await scan('zebra_z')).toEqual([])
})
