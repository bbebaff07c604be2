import { describe, expect, test } from '@jest/globals'
import { secretRules } from '../../../src/redaction/secret-rules.ts'

/** So many signs of letters and digits. */
const signs = (count: number): string => 'a1B2c3D4'.repeat(count).slice(0, count)
const hex = (count: number): string => '0a1b2c3d'.repeat(count).slice(0, count)
const capitals = (count: number): string => 'Q3EGRIJ7'.repeat(count).slice(0, count)

/** What the rules of that kind find in a text. */
const find = (kind: string, text: string): readonly string[] =>
  secretRules
    .filter(({ what }) => what === kind)
    .flatMap(({ pattern }) => [...text.matchAll(pattern)].map((match) => match.groups?.secret ?? match[0]))

/** A prefix, and what has to follow it at least; the prefix stands apart, so that no scanner takes it for real. */
const prefixed: readonly (readonly [kind: string, prefix: string, least: string])[] = [
  ['AWS access key', 'A3TX', capitals(16)],
  ['AWS access key', 'AKIA', capitals(16)],
  ['AWS access key', 'ASIA', capitals(16)],
  ['GitHub token', 'ghp_', signs(20)],
  ['GitHub token', 'ghs_', signs(20)],
  ['GitHub token', 'github_pat_', signs(22)],
  ['GitLab token', 'glpat-', signs(20)],
  ['GitLab token', 'gloas-', signs(20)],
  ['Slack token', 'xoxb-', signs(10)],
  ['Slack token', 'xapp-1-', signs(10)],
  ['Stripe key', 'sk_live_', signs(10)],
  ['Stripe key', 'rk_test_', signs(10)],
  ['Stripe key', 'whsec_', signs(10)],
  ['Anthropic key', 'sk-ant-', signs(20)],
  ['OpenAI key', 'sk-proj-', signs(20)],
  ['OpenAI key', 'sk-', signs(32)],
  ['npm token', 'npm_', signs(30)],
  ['PyPI token', 'pypi-', signs(32)],
  ['RubyGems key', 'rubygems_', hex(40)],
  ['Google API key', 'AIza', signs(33)],
  ['Google token', 'ya29.', signs(20)],
  ['Google token', 'GOCSPX-', signs(20)],
  ['SendGrid key', `SG.${signs(16)}.`, signs(16)],
  ['DigitalOcean token', 'dop_v1_', hex(40)],
  ['Vault token', 'hvs.', signs(20)],
  ['Grafana token', 'glsa_', signs(20)],
  ['Grafana token', 'glc_', signs(20)],
  ['JSON web token', `eyJ${signs(8)}.eyJ`, signs(4)],
  ['age key', 'AGE-SECRET-KEY-1', capitals(40)],
  ['Azure client secret', 'a.~8Q~', signs(31)],
  ['Azure DevOps token', `${signs(76)}AZDO`, signs(4)],
  ['Atlassian token', 'ATATT3', signs(20)],
  ['Atlassian token', 'ATCTT3', `${signs(20)}=0A1B2C3D`],
  ['Discord token', `M${signs(22)}.${signs(6)}.`, signs(27)],
  ['Telegram token', '12345678:AA', signs(33)],
  ['Twilio key', 'SK', hex(32)],
  ['Mailgun key', 'key-', hex(32)],
  ['New Relic key', 'NRAK-', capitals(20)],
  ['New Relic key', `${hex(32)}FFFF`, 'NRAL'],
  ['Sentry token', 'sntrys_', signs(20)],
  ['Terraform token', `${signs(14)}.atlasv1.`, signs(40)],
  ['Heroku key', 'HRKU-', signs(20)],
  ['Square key', 'EAAA', signs(60)],
  ['Square key', 'sq0atp-', signs(22)],
  ['Postman key', `PMAK-${hex(24)}-`, hex(34)],
  ['Doppler token', 'dp.pt.', signs(40)],
  ['Doppler token', 'dp.st.prd_main.', signs(40)],
  ['Pulumi token', 'pul-', hex(40)],
  ['PlanetScale key', 'pscale_tkn_', signs(32)],
  ['Supabase token', 'sbp_', hex(40)],
  ['Supabase token', 'sb_secret_', signs(20)],
  ['Fly.io token', 'fm2_', signs(40)],
  ['Fly.io token', 'fm1r_', `${signs(40)}==`],
  ['Netlify token', 'nfp_', signs(36)],
  ['1Password token', 'ops_eyJ', signs(50)],
]

describe('a key or token that says by its form what it is', () => {
  test.each(prefixed)('%s (%s…)', (kind, prefix, least) => {
    const whole = prefix + least
    for (const text of [whole, `is "${whole}" there`, `(${whole})`, `=${whole},`, `${whole}\nnext`])
      expect(find(kind, text)).toEqual([whole])
    expect(find(kind, `see ${whole} and ${whole}`)).toEqual([whole, whole])
  })

  test.each(prefixed)('%s (%s…) is none that is shorter, or the end of a longer word', (kind, prefix, least) => {
    // A checksum at its end may be missing, and so may what only pads it.
    const needed = least.replace(/=.*$/, '')
    expect(find(kind, `is "${prefix}${needed.slice(1)}" there`)).toEqual([])
    if (/^age|^Azure client|^AWS access key$/.test(kind)) return
    expect(find(kind, `is "z${prefix}${least}" there`)).toEqual([])
  })
})

describe('a secret that is told by what stands around it', () => {
  const long = signs(40)
  test.each<[kind: string, text: string, secret: string]>([
    ['AWS secret key', `aws_secret_access_key = "${long}"`, long],
    ['AWS secret key', `secretKey: '${long}'`, long],
    ['webhook address', `https://hooks.slack.com/services/${'T000/B000/'}${signs(10)}`, `T000/B000/${signs(10)}`],
    ['webhook address', `https://discordapp.com/api/webhooks/12345/${signs(10)}`, `12345/${signs(10)}`],
    ['npm token', `//registry.test/:_authToken=${signs(8)}`, signs(8)],
    ['Mailchimp key', `is ${hex(32)}-us12 there`, `${hex(32)}-us12`],
    ['registry credentials', '{"auth": "dXNlcjpwYXNz"}', 'dXNlcjpwYXNz'],
    ['password', 'redis://:pw@cache:6379', 'pw'],
    ['password', 'amqp+ssl://app:p:w@mq', 'p:w'],
    ['password', 'curl -s --user "app:pw" https://x.test', 'pw'],
    ['password', 'curl -u app:pw https://x.test', 'pw'],
    ['password', 'postgres://app:secr…', 'secr'],
    ['access key', `https://x.test/a?b=1&sig=${signs(16)}&c=2`, signs(16)],
    ['access key', `https://x.test/a?X-Amz-Signature=${signs(16)}`, signs(16)],
    ['bearer token', `authorization: bearer ${signs(16)}==`, `${signs(16)}==`],
    ['bearer token', `Bearer: "${signs(16)}"`, signs(16)],
    ['basic credentials', `"Authorization": "Basic ${signs(8)}="`, `${signs(8)}=`],
    ['access token', `Authorization: token ${signs(8)}`, signs(8)],
    ['access token', `"authorization" : "token   ${signs(8)}"`, signs(8)],
    ['session cookie', `Set-Cookie: sid=${signs(8)}; path=/`, `sid=${signs(8)}; path=/`],
    ['session cookie', `cookie: "a=${signs(8)}; b=1"`, `a=${signs(8)}; b=1`],
    ['private key', `LS0tLS1CRUdJTi${signs(40)}==`, `LS0tLS1CRUdJTi${signs(40)}==`],
    ['private key', `Private-Lines: 2\n${signs(20)}\n${signs(16)}==\nPrivate-MAC: 1`, `\n${signs(20)}\n${signs(16)}==`],
  ])('%s: %s', (kind, text, secret) => expect(find(kind, text)).toContain(secret))

  test.each([
    ['AWS secret key', `secret_key=${signs(41)}`],
    ['npm token', `_authToken=${'$'}{NPM_TOKEN}`],
    ['Mailchimp key', `${hex(33)}-us1`],
    ['OpenAI key', `sk-${'abcdefgh'.repeat(4)}`],
    ['OpenAI key', `sk-${signs(32)}-x`],
    ['password', 'http://localhost:8080/a@b'],
    ['password', 'http://localhost:8080…'],
    ['password', 'see https://x.test/a'],
    ['access key', `https://x.test/?token=${signs(15)}`],
    ['bearer token', 'bearer authenticationscheme'],
    ['bearer token', `bearer ${signs(15)}`],
    ['basic credentials', `basic ${signs(20)}`],
    ['access token', `token ${signs(20)}`],
    ['session cookie', 'cookie: none'],
    ['private key', `LS0tLS1CRUdJTiBDRVJU${signs(40)}`],
    ['private key', '-----BEGIN PUBLIC KEY-----'],
    ['a cut key or token', `AKIA${signs(8)}`],
    ['a cut key or token', `see ${hex(30)}…`],
    ['a cut key or token', `see ${'Abcdefghij'.repeat(3)}…`],
    ['a cut key or token', `see ${'abcdefghi1'.repeat(3)}…`],
    ['a cut key or token', `see ${'ABCDEFGHI1'.repeat(3)}…`],
  ])('%s is not: %s', (kind, text) => expect(find(kind, text)).toEqual([]))

  test('a key that a limit has cut', () => {
    expect(find('a cut key or token', `see ${signs(20)}… and glpat-${'abcd'}…`)).toEqual(['glpat-abcd', signs(20)])
  })

  test('a block of a private key, to its end, or as far as it goes', () => {
    const begin = `-----BEGIN ${'EC PRIVATE KEY'}-----`
    const end = '-----END EC PRIVATE KEY-----'
    const lines = `${signs(64)}\n${signs(20)}`
    expect(find('private key', `a\n${begin}\n${lines}\n${end}\nb`)).toEqual([`${begin}\n${lines}\n${end}`])
    expect(find('private key', `a ${begin}\\n${signs(64)}\\n${end} b`)).toEqual([`${begin}\\n${signs(64)}\\n${end}`])
    expect(find('private key', `${begin}\n${lines}\nno more of it`)).toEqual([`${begin}\n${lines}`])
    expect(find('private key', `${begin}\n> ${signs(64)}\n> ${'abc'}…`)).toEqual([`${begin}\n> ${signs(64)}\n> abc`])
    const block = `-----BEGIN PGP ${'PRIVATE KEY BLOCK'}-----`
    const blockEnd = '-----END PGP PRIVATE KEY BLOCK-----'
    expect(find('private key', `${block}\n\nx\n${blockEnd} y`)).toEqual([`${block}\n\nx\n${blockEnd}`])
  })
})
