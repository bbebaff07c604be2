import { createHash } from 'node:crypto'
import type { Reply } from '../http/route.ts'
import type { Repository } from '../state/repository.ts'

/** A few kinds of tokens that GitHub's push protection knows, by their published formats. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  github_personal_access_token: /\bghp_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{82}\b/,
  amazon_aws_access_key_id: /\bAKIA[A-Z0-9]{16}\b/,
  slack_api_token: /\bxox[bpoa]-[0-9]{10,}-[0-9A-Za-z-]{10,}\b/,
  stripe_api_key: /\b[sr]k_live_[0-9A-Za-z]{24,}\b/,
  google_api_key: /\bAIza[0-9A-Za-z_-]{35}\b/,
}

/** The kind of the first secret in a text, where the repository's push protection is on; else null. */
export function findSecret(repository: Repository, content: Buffer): string | null {
  if (!repository.settings.pushProtection) return null
  const text = content.toString('utf8')
  return Object.keys(SECRETS).find((kind) => SECRETS[kind]?.test(text)) ?? null
}

/** GitHub's answer to content with a secret in it: 409 for files, 422 for blobs. */
export function refuseSecret(kind: string, status: 409 | 422): Reply {
  const placeholder = createHash('sha256').update(kind).digest('base64url').slice(0, 27)
  return {
    status,
    body: {
      message: 'Repository rule violations found\n\nSecret detected in content\n\n',
      metadata: { secret_scanning: { bypass_placeholders: [{ placeholder_id: placeholder, token_type: kind }] } },
      documentation_url: 'https://docs.github.com/code-security/secret-scanning/working-with-push-protection',
      status: String(status),
    },
  }
}
