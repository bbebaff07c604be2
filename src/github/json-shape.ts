/** Steps into an answer whose shape is not known: the value under those keys, or `undefined` where one is missing. */
export function under(value: unknown, ...keys: readonly string[]): unknown {
  let current = value
  for (const key of keys) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Readonly<Record<string, unknown>>)[key]
  }
  return current
}

/** The text there, if it is one. */
export function textUnder(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = under(value, ...keys)
  return typeof found === 'string' ? found : undefined
}

/** The list there; empty if it is none. */
export function listUnder(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = under(value, ...keys)
  return Array.isArray(found) ? found : []
}
