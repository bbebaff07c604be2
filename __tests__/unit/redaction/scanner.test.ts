import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, expect, test } from '@jest/globals'
import type { Scanner } from '../../../src/redaction/find-by-scanner.ts'
import { loadScanner } from '../../../src/redaction/find-by-scanner.ts'

let scan: Scanner
beforeAll(async () => {
  scan = await loadScanner()
})

/** So many signs of letters and digits. */
const signs = (count: number): string => 'a1B2c3D4e5F6g7H8'.repeat(count).slice(0, count)
const hex = (count: number): string => '0a1b2c3d'.repeat(count).slice(0, count)
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

// Prefix and rest stand apart, so that no scanner takes them for real.
test.each([
  ['private key', '', privateKey.trim()],
  ['webhook address', 'https://hooks.slack.com/services/', `T0123ABCD/B0123ABCD/${signs(24)}`],
  ['GitHub token', 'ghp_', signs(36)],
  ['GitHub token', 'github_pat_', `${signs(22)}_${signs(59)}`],
  ['GitLab token', 'glpat-', signs(20)],
  ['npm token', 'npm_', signs(36)],
  ['Slack token', 'xoxb-', `123456789012-123456789012-${signs(24)}`],
  ['Stripe key', 'sk_live_', signs(24)],
  ['OpenAI key', 'sk-', `${signs(20)}T3BlbkFJ${signs(20)}`],
  ['Anthropic key', 'sk-ant-api03-', `${signs(90)}AA`],
  ['SendGrid key', 'SG.', `${signs(22)}.${signs(43)}`],
  ['Vault token', 'hvs.', signs(95)],
  ['Shopify key', 'shpat_', hex(32)],
  ['Databricks key', 'dapi', hex(32)],
])('%s (%s…) is called so, and found where it stands', async (what, prefix, rest) => {
  const secret = `${prefix}${rest}`
  const [finding, ...others] = await scan(`a text\n${secret}\nand more`)
  expect([finding?.what, others]).toEqual([what, []])
  expect(finding?.start).toBeLessThanOrEqual(7)
  expect(finding?.end).toBeGreaterThanOrEqual(7 + secret.length - 1)
})

test.each([
  ['a password in an address', 'https://user:hunter22@host.test/x'],
  ['a database with its host', 'postgres://user:hunter22@db.test:5432/shop'],
  ['a secret access key', `aws_secret_access_key = ${signs(40)}`],
  ['an account number', 'aws_account_id = 123456789012'],
  ['a registry token', `//registry.npmjs.org/:_authToken=${hex(36)}`],
])('%s is left to rules of our own', async (_, text) => {
  expect(await scan(text)).toEqual([])
})

test('nobody can switch it off', async () => {
  const secret = `ghp_${signs(36)}`
  expect(await scan(`<!-- secretlint-disable -->\n${secret}\n<!-- secretlint-enable -->`)).toHaveLength(1)
})
