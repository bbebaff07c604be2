import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { withoutExceptions } from './exceptions.ts'
import { plainSchema, type Schema } from './plain-schema.ts'
import type { Problem } from './problem.ts'
import { SchemaValidator } from './schema-validator.ts'

interface Description {
  readonly webhooks: Readonly<Record<string, { readonly post: WebhookOperation }>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface WebhookOperation {
  readonly requestBody: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

let loaded: { readonly description: Description; readonly validator: SchemaValidator } | null = null

/**
 * The problems of a webhook's payload by GitHub's description of webhooks (`@octokit/openapi-webhooks`); `action` is
 * null for events without one. An undescribed event is a problem.
 */
export function checkPayload(event: string, action: string | null, payload: unknown): readonly Problem[] {
  const name = nameOf(event, action)
  const { description, validator } = load()
  const schema = description.webhooks[name]?.post.requestBody.content['application/json']?.schema
  if (!schema) return [{ at: 'payload', message: `the webhook ${name} is not described` }]
  const problems = validator.check(name, () => plainSchema(schema), { part: 'payload', data: payload })
  return withoutExceptions(`webhook ${event}`, problems)
}

/** The description's names: `issue_comment` with `created` is `issue-comment-created`. */
function nameOf(event: string, action: string | null): string {
  // The action of a repository_dispatch is the sender's own word; the description has one made-up example of it.
  if (event === 'repository_dispatch') return 'repository-dispatch-sample.collected'
  return [event, action]
    .filter((part) => part !== null)
    .join('-')
    .replaceAll('_', '-')
}

/** Only github.com's file is read: the package's own entry point loads eight further versions, 37 MB in all. */
function load(): NonNullable<typeof loaded> {
  if (!loaded) {
    const entry = createRequire(import.meta.url).resolve('@octokit/openapi-webhooks/package.json')
    const file = readFileSync(join(dirname(entry), 'generated/api.github.com.json'), 'utf8')
    const description = JSON.parse(file) as Description
    const components = Object.entries(description.components.schemas)
    const plain = Object.fromEntries(components.map(([name, schema]) => [name, plainSchema(schema)]))
    loaded = { description, validator: new SchemaValidator(plain) }
  }
  return loaded
}
