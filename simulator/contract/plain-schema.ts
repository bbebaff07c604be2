/** A JSON schema, or the OpenAPI 3.0 dialect of one. */
export type Schema = Readonly<Record<string, unknown>>

/** Keywords that decide whether a value is valid and hold no schema of their own. */
const PLAIN_KEYWORDS = [
  '$ref',
  'type',
  'enum',
  'const',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'required',
  'minProperties',
  'maxProperties',
] as const

/**
 * Turns an OpenAPI 3.0 schema into plain JSON schema without prose: titles, descriptions, examples and defaults go,
 * `nullable` becomes `anyOf` with null, and `oneOf` becomes `anyOf`, since GitHub's alternatives overlap (an empty
 * list of labels fits three of them) although GitHub accepts such values.
 */
export function plainSchema(schema: Schema): Schema {
  const plain: Record<string, unknown> = {}
  for (const keyword of PLAIN_KEYWORDS) if (keyword in schema) plain[keyword] = schema[keyword]
  if (isSchema(schema.properties)) plain.properties = plainEach(schema.properties)
  for (const keyword of ['items', 'not', 'additionalProperties']) {
    const inner = schema[keyword]
    if (isSchema(inner)) plain[keyword] = plainSchema(inner)
    else if (inner !== undefined) plain[keyword] = inner
  }
  if (Array.isArray(schema.allOf)) plain.allOf = schema.allOf.map(plainSchema)
  const either = [schema.anyOf, schema.oneOf].filter(Array.isArray).map((some) => some.map(plainSchema))
  if (either.length === 1) plain.anyOf = either[0]
  if (either.length === 2) plain.allOf = [...((plain.allOf as Schema[]) ?? []), ...either.map((anyOf) => ({ anyOf }))]
  return schema.nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain
}

/** The names of the components that a schema refers to, directly. */
export function referencedComponents(schema: unknown): readonly string[] {
  const names: string[] = []
  JSON.stringify(schema, (key, value) => {
    if (key === '$ref' && typeof value === 'string') names.push(value.replace('#/components/schemas/', ''))
    return value
  })
  return names
}

/** The plain form of every component that can be reached from `roots`, by name. */
export function reachableComponents(roots: unknown, components: Readonly<Record<string, Schema>>): Schema {
  const reached: Record<string, Schema> = {}
  const waiting = [...referencedComponents(roots)]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const component = components[name]
    if (name in reached || !component) continue
    reached[name] = plainSchema(component)
    waiting.push(...referencedComponents(reached[name]))
  }
  return reached
}

function plainEach(schemas: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, isSchema(schema) ? plainSchema(schema) : schema]),
  )
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
