import { readFile } from 'node:fs/promises'
import type { GraphQLSchema } from 'graphql'

let schema: Promise<GraphQLSchema> | null = null

/** GitHub's public schema. Built once, when first asked for, which takes about half a second. */
export function loadSchema(): Promise<GraphQLSchema> {
  schema ??= buildSchema()
  return schema
}

async function buildSchema(): Promise<GraphQLSchema> {
  const { buildSchema: build } = await import('graphql')
  const file = new URL('./schema.graphql', import.meta.resolve('@octokit/graphql-schema'))
  return build(await readFile(file, 'utf8'), { assumeValid: true, assumeValidSDL: true, noLocation: true })
}
