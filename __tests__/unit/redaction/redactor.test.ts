import { describe, expect, test } from '@jest/globals'
import { createRedactor } from '../../../src/redaction/redactor.ts'
import { codeSpan, quoteText } from '../../../src/text/escape.ts'
import { fence } from '../../../src/text/fence.ts'
import { cpuTime } from '../../support/cpu-time.ts'

const redactor = createRedactor()
const repeat = (text: string, times: number) => text.repeat(times)
const pem = `-----BEGIN RSA PRIVATE KEY-----\n${repeat(`${repeat('MIIEowIBAAKCAQEA', 4)}\n`, 8)}-----END RSA PRIVATE KEY-----`

/** Written in two parts, so that no scanner of this repository takes them for real. */
const secrets: readonly (readonly [string, string, string])[] = [
  ['AWS access key', 'AKIA' + 'Q3EGRIJ7CVXAMPLZ', ''],
  ['AWS secret key', 'wJalrXUtnFEMI/K7MDENG/' + 'bPxRfiCYzzzzzzzKEY', 'aws_secret_access_key='],
  ['GitHub token', 'ghp_' + 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx', 'token '],
  ['GitHub token', `github_pat_${repeat('11ABCDEFG0', 8)}`, ''],
  ['Slack token', 'xoxb-' + '123456789012-1234567890123-abcdefghijABCDEFGHIJ1234', ''],
  ['webhook address', 'https://hooks.slack.com/services/' + 'T0001/B0001/abcdefghijKLMNOP12345678', ''],
  ['Stripe key', 'sk_live_' + '4eC39HqLyjWDarjtT1zdp7dc', ''],
  ['OpenAI key', 'sk-proj-' + 'abcDEF123abcDEF123abcDEF123', ''],
  ['npm token', `npm_${repeat('a1B2', 9)}`, ''],
  ['PyPI token', 'pypi-' + 'AgEIcHlwaS5vcmcCJDU5ZmY5YjYzLTRi', ''],
  ['Google API key', 'AIza' + 'SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY', ''],
  [
    'JSON web token',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.' + 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
    '',
  ],
  ['bearer token', 'abc123def456ghi789jkl', 'Authorization: Bearer '],
  ['basic credentials', 'dXNlcjpwYXNzd29yZA==', 'Authorization: Basic '],
  ['password', 'hunter2', 'https://user:'],
  ['password', 's3cr3tpw', 'postgres://app:'],
  ['password', 'correct-horse', 'DB_PASSWORD='],
  ['password', 'hunter2', 'password: '],
  ['password', 'pa55w0rd', '--password '],
  ['secret key', '12345678abcdef', '"apiKey": "'],
  ['private key', pem, ''],
]
const tails: Readonly<Record<string, string>> = {
  'https://user:': '@example.com/x',
  'postgres://app:': '@db.internal:5432/app',
  '"apiKey": "': '"',
}

describe('what is taken out', () => {
  test.each(secrets)('%s (%.12s…)', async (what, secret, before) => {
    const after = tails[before] ?? ''
    const { text, found } = await redactor.redact(`03:11 see ${before}${secret}${after} end`)
    expect(text).toBe(`03:11 see ${before}[redacted: ${what}]${after} end`)
    expect(found).toEqual([{ what }])
  })

  test.each(secrets)('%s (%.12s…) in every form that a text of ours gives it', async (_what, secret, before) => {
    const source = `see ${before}${secret}${tails[before] ?? ''} end`
    for (const shown of [quoteText(source), codeSpan(source), fence(source), `- **${quoteText(source)}** (x)`]) {
      const { text } = await redactor.redact(shown)
      const bare = (value: string) => value.replace(/\\|&#8203;|\s/g, '')
      expect(bare(text)).not.toContain(bare(secret))
      expect(text).toContain('[redacted: ')
    }
  })

  test('a key that a limit has cut', async () => {
    expect((await redactor.redact(`key ${'AKIA'}IOSF…`)).text).toBe('key [redacted: a cut key or token]…')
  })

  test('text cannot switch the scanner off', async () => {
    // Only the scanner's own rules know this kind.
    const key = `${'shpat_'}${repeat('a1b2c3d4', 4)}`
    const { text } = await redactor.redact(`secretlint-disable\n${key}`)
    expect(text).toBe('secretlint-disable\n[redacted: Shopify key]')
  })

  test('twice is once', async () => {
    const once = (await redactor.redact('DB_PASSWORD=correct-horse')).text
    expect(await redactor.redact(once)).toEqual({ text: once, found: [] })
  })

  test('no link is made of a replacement', async () => {
    const key = `${'AKIA'}Q3EGRIJ7CVXAMPLZ`
    expect((await redactor.redact(`${key}(https://evil.example)`)).text).toBe(
      '[redacted: AWS access key] (https://evil.example)',
    )
    expect((await redactor.redact(`${key}: https://evil.example`)).text).toBe(
      '[redacted: AWS access key] : https://evil.example',
    )
  })
})

test.each([
  '2026-11-22T03:05:12.123Z ERROR trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span=00f067aa0ba902b7',
  'id=550e8400-e29b-41d4-a716-446655440000',
  'commit 9b2f0f1e5f6e4f4f8a3b1a2c3d4e5f6071829304',
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'FATAL: password authentication failed for user "app"',
  'password: incorrect',
  'invalid token: expired',
  'token: null',
  'PWD=/home/app',
  'pass: 12, fail: 3',
  'token_count=523 max_tokens=4096',
  'redis://cache:6379/0 and jdbc:postgresql://db:5432/app',
  'SyntaxError: Unexpected token < in JSON',
  'secret: not found in namespace checkout',
  'MountVolume.SetUp failed for volume "tls" : secret "checkout-tls" not found',
  'pod/checkout-7d9f8b6c5-x2x9z restarted',
  'ETIMEDOUT 10.0.3.7:5432',
  'Bearer authentication required',
  `password = $\{DB_PASSWORD}`,
  'git clone git@github.com:acme/shop.git',
  '10.0.0.1 - - [22/Nov/2026:03:05:12 +0000] "GET /token=1 HTTP/1.1" 502',
  'arn:aws:iam::123456789012:role/app',
  'https://grafana.example.com/d/abc?from=1786676700000&to=now',
  '[a](https://github.com/acme/shop/blob/9b2f0f1e5f6e4f4f8a3b1a2c3d4e5f6071829304/runbooks/a.md#mitigation)',
])('an ordinary line stays: %s', async (line) => {
  expect(await redactor.redact(line)).toEqual({ text: line, found: [] })
})

test.each([
  'A',
  '_',
  'a.',
  'password',
  'eyJ',
  'password=',
  '://',
  '--',
  '-----BEGIN PRIVATE KEY-----\n',
  'MIIEowIBAAKCAQEA\n',
  'curl ',
  'x://a:',
  '\\_',
  '&#8203;',
  'token    :    ',
  'Aa1',
  '1:AA',
  'EAAA',
  'MT1.',
  '%41%3a',
  '\\n',
  '\u001b[1;31m',
  'kind: Secret data: a: b ',
  'name: password value: ',
  'ENV TOKEN ',
])('65,536 characters of %j are scanned in time', async (unit) => {
  const started = cpuTime()
  await createRedactor().scan(unit.repeat(Math.ceil(65_536 / unit.length)))
  expect(cpuTime() - started).toBeLessThan(3_000)
})

test('the scanner is loaded once, and only when there is something to scan', async () => {
  let loads = 0
  const lazy = createRedactor(async () => {
    loads += 1
    return async () => []
  })
  await lazy.redact('short')
  expect(loads).toBe(0)
  await Promise.all([lazy.redact('a longer text'), lazy.scan('another text')])
  expect(loads).toBe(1)
})
