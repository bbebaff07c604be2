/** Steps into a payload, whose shape nobody promises: the value under those keys, or `undefined`. Never throws. */
export function field(value: unknown, ...keys: readonly string[]): unknown {
  let current = value
  for (const key of keys) {
    if (typeof current !== 'object' || current === null) return undefined
    current = Object.getOwnPropertyDescriptor(current, key)?.value
  }
  return current
}

/** The text there; empty where there is none. */
export function textField(value: unknown, ...keys: readonly string[]): string {
  const found = field(value, ...keys)
  return typeof found === 'string' ? found : ''
}

/** The number of an issue or pull request there, also where it was typed as text: `12`, `#12`. */
export function numberField(value: unknown, ...keys: readonly string[]): number | undefined {
  const found = field(value, ...keys)
  const number =
    typeof found === 'string' && /^#?\d{1,15}$/.test(found.trim()) ? Number(found.trim().replace('#', '')) : found
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined
}
