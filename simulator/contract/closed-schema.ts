import type { Schema } from './plain-schema.ts'

/**
 * A copy of a request's schema in which every object that lists its fields allows no others. GitHub ignores what it
 * does not know; here a misspelt field must not go unnoticed.
 */
export function closedSchema(schema: Schema): Schema {
  const inner = insideOf(schema)
  const listsFields = 'properties' in inner || 'allOf' in inner || 'anyOf' in inner
  const open = 'additionalProperties' in inner || '$ref' in inner || !listsFields
  return open ? inner : { ...inner, unevaluatedProperties: false }
}

/** Alternatives stay open themselves: the object that they are alternatives of is closed over all of them. */
function insideOf(schema: Schema): Schema {
  const inner: Record<string, unknown> = { ...schema }
  if (schema.properties) {
    const fields = Object.entries(schema.properties as Readonly<Record<string, Schema>>)
    inner.properties = Object.fromEntries(fields.map(([name, field]) => [name, closedSchema(field)]))
  }
  if (schema.items) inner.items = closedSchema(schema.items as Schema)
  for (const keyword of ['allOf', 'anyOf']) {
    const parts = schema[keyword] as readonly Schema[] | undefined
    if (parts) inner[keyword] = parts.map(insideOf)
  }
  return inner
}
