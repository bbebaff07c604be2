import { findAssignments } from './find-assignments.ts'
import { findManifestSecrets } from './find-manifest-secrets.ts'
import type { Finding } from './finding.ts'
import type { SecretRule } from './secret-rules.ts'
import { secretRules } from './secret-rules.ts'

/** Finds what the scanner's preset has no rule for, or too narrow a one. Pure and linear in the length of `text`. */
export function findByForm(text: string): readonly Finding[] {
  return [
    ...secretRules.flatMap((rule) => matchesOf(rule, text)),
    ...findAssignments(text),
    ...findManifestSecrets(text),
  ]
}

function matchesOf({ what, pattern }: SecretRule, text: string): readonly Finding[] {
  return [...text.matchAll(pattern)].map((match) => {
    const start = match.index ?? 0
    const secret = match.groups?.secret
    if (secret === undefined) return { what, start, end: start + match[0].length }
    const from = start + match[0].lastIndexOf(secret)
    return { what, start: from, end: from + secret.length }
  })
}
