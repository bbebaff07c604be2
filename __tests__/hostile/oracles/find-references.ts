import type { MarkdownContext } from '../../../simulator/state/markdown/references.ts'
import { renderMarkdown } from '../../../simulator/state/markdown/render-markdown.ts'

/** What GitHub would do because of a text, beyond showing it. */
export interface FoundReferences {
  /** Logins, and teams as `org/team`: they get a mail. */
  readonly mentions: readonly string[]
  /** `owner/name#1`: each gets an entry in its timeline. */
  readonly issues: readonly string[]
  /** Those of them that a merge closes. */
  readonly closes: readonly string[]
}

/** Reads a text as GitHub does when it is posted. */
export function findReferences(markdown: string, context: MarkdownContext): FoundReferences {
  const { users, teams, issues } = renderMarkdown(markdown, context).references
  const named = [...issues.values()].map(({ repository, number, closes }) => ({
    name: `${repository.owner.login}/${repository.name}#${number}`,
    closes,
  }))
  return {
    mentions: [
      ...[...users.values()].map(({ login }) => login),
      ...[...teams.values()].map(({ organization, slug }) => `${organization.login}/${slug}`),
    ].sort(),
    issues: named.map(({ name }) => name).sort(),
    closes: named.filter(({ closes }) => closes).map(({ name }) => name),
  }
}
