import type { SecretLintCoreResult } from '@secretlint/types'
import type { Finding } from './finding.ts'

/** Finds secrets by secretlint's recommended rules. */
export type Scanner = (text: string) => Promise<readonly Finding[]>

/**
 * Loads the scanner; about 0.1 s, so it is done once and only when there is something to scan. Text cannot switch it off:
 * anybody may write `secretlint-disable` into an issue, so the rule that obeys such comments is left out. The preset takes
 * no `disabled` for its rules (13.0.7), hence each of them is registered by itself.
 */
export async function loadScanner(): Promise<Scanner> {
  const [{ lintSource }, { rules }, { secretLintProfiler }] = await Promise.all([
    import(/* webpackMode: "eager" */ '@secretlint/core'),
    import(/* webpackMode: "eager" */ '@secretlint/secretlint-rule-preset-recommend'),
    import(/* webpackMode: "eager" */ '@secretlint/profiler'),
  ])
  // It keeps an entry for every rule and text of the run: with thousands of comments most of the time and memory.
  secretLintProfiler.setEnabled(false)
  const used = rules.filter((rule) => rule.meta.id !== '@secretlint/secretlint-rule-filter-comments')
  const config = { rules: used.map((rule) => ({ id: rule.meta.id, rule, options: {} })) }
  return async (content) => {
    const source = { filePath: 'issue.md', content, ext: '.md', contentType: 'text' as const }
    return readFindings(await lintSource({ source, options: { config, noPhysicFilePath: true } }))
  }
}

/**
 * Findings that rules of ours replace: those that take a whole address away, host and all, where the password is enough,
 * two whose range begins too early and so ends inside the secret, and account numbers, which are no secret.
 */
const replaced = /^(?:BasicAuth|\w+Connection|AWSSecretAccessKey|Npmrc_authToken|AWSAccountID)$/

function readFindings(result: SecretLintCoreResult): readonly Finding[] {
  return result.messages
    .filter((message) => !replaced.test(message.messageId))
    .map(({ messageId, ruleId, range: [start, end] }) => ({ what: nameSecret(messageId, ruleId), start, end }))
}

const known: Readonly<Record<string, string>> = {
  PrivateKey: 'private key',
  IncomingWebhook: 'webhook address',
}
const brands: Readonly<Record<string, string>> = {
  github: 'GitHub token',
  gitlab: 'GitLab token',
  npm: 'npm token',
  slack: 'Slack token',
  stripe: 'Stripe key',
  openai: 'OpenAI key',
  anthropic: 'Anthropic key',
  sendgrid: 'SendGrid key',
  'hashicorp-vault': 'Vault token',
  '1password': '1Password token',
}

/** What a rule finds, in words that people know. */
function nameSecret(messageId: string, ruleId: string): string {
  const rule = ruleId.replace(/^.*secretlint-rule-/, '')
  const brand = rule.charAt(0).toUpperCase() + rule.slice(1).replaceAll('-', ' ')
  return known[messageId] ?? brands[rule] ?? `${brand} key`
}
