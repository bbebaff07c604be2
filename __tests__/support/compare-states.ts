/**
 * Where two values differ, as `path: - wanted + found`; of lists and long texts only what differs. Empty = the same, order
 * and repetitions included.
 */
export function compareStates(wanted: unknown, found: unknown, path = ''): readonly string[] {
  if (JSON.stringify(wanted) === JSON.stringify(found)) return []
  if (isRecord(wanted) && isRecord(found)) {
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    const differences = keys.flatMap((key) => compareStates(wanted[key], found[key], `${path}/${key}`))
    return differences.length > 0 ? differences : [`${path}: in another order`]
  }
  const [one, other] = [partsOf(wanted), partsOf(found)]
  const lost = one.filter((part) => !other.includes(part)).map((part) => `- ${part}`)
  const added = other.filter((part) => !one.includes(part)).map((part) => `+ ${part}`)
  const shown = [...lost, ...added].join(' ')
  return [`${path}: ${shown === '' ? `in another order, or ${one.length} → ${other.length}` : shown}`]
}

function partsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split('\n')
  return (Array.isArray(value) ? value : [value]).map((part) => JSON.stringify(part) ?? 'nothing')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
