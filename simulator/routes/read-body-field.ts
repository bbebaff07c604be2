import { invalid } from '../http/problem.ts'

/** The fields of a body after the contract check: types are right, so that these only narrow. */
type Fields = Readonly<Record<string, unknown>>

/** A text, `null`, or undefined where the field was not sent. Numbers count as text, as for titles. */
export function readText(fields: Fields, name: string): string | null | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return value
  return String(value)
}

/** A text that must be there. Throws 422 `missing_field`. */
export function requireText(fields: Fields, name: string, resource: string): string {
  const value = readText(fields, name)
  if (typeof value !== 'string') throw invalid({ resource, code: 'missing_field', field: name })
  return value
}

/** Names out of a list of texts or of objects with `key` (as labels and assignees are given), or undefined. */
export function readNames(fields: Fields, name: string, key: string): readonly string[] | undefined {
  const value = fields[name]
  if (!Array.isArray(value)) return undefined
  return value.flatMap((item: unknown) => {
    if (typeof item === 'string') return [item]
    const named =
      item !== null && typeof item === 'object' ? Object.entries(item).find(([field]) => field === key) : null
    return typeof named?.[1] === 'string' ? [named[1]] : []
  })
}
