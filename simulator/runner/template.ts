import { type ExpressionScope, evaluateExpression, evaluateToString } from './expression.ts'

/**
 * A value of a workflow file as GitHub's parser serialises it: literals stand for themselves, `type` 1 is a sequence,
 * 2 a mapping and 3 an expression.
 */
export type Template =
  | string
  | number
  | boolean
  | null
  | { readonly type: 1; readonly seq: readonly Template[] }
  | { readonly type: 2; readonly map: readonly { readonly Key: Template; readonly Value: Template }[] }
  | { readonly type: 3; readonly expr: string }

/** The value under `key` of a mapping, or undefined where there is none. */
export function readKey(template: Template | undefined, key: string): Template | undefined {
  if (template === undefined || template === null || typeof template !== 'object' || template.type !== 2) {
    return undefined
  }
  return template.map.find((pair) => pair.Key === key)?.Value
}

/** The items of a sequence; empty for everything else. */
export function readItems(template: Template | undefined): readonly Template[] {
  return template !== undefined && template !== null && typeof template === 'object' && template.type === 1
    ? template.seq
    : []
}

/** The literal as text, or undefined for what is absent, null or not a literal. */
export function readText(template: Template | undefined): string | undefined {
  return template === undefined || template === null || typeof template === 'object' ? undefined : String(template)
}

/** Every key of a mapping with its value as text, expressions evaluated as the runner does for `env` and `with`. */
export function evaluateMapping(template: Template | undefined, scope: ExpressionScope): Record<string, string> {
  const values: Record<string, string> = {}
  if (template === undefined || template === null || typeof template !== 'object') return values
  if (template.type === 3) {
    for (const [key, value] of Object.entries(evaluateExpression(template.expr, scope) ?? {})) {
      values[key] = String(value)
    }
  }
  if (template.type === 2) {
    for (const { Key, Value } of template.map) values[evaluateText(Key, scope)] = evaluateText(Value, scope)
  }
  return values
}

/** One value as text: `null` is empty, an expression is evaluated and coerced as GitHub does. */
export function evaluateText(template: Template | undefined, scope: ExpressionScope): string {
  if (template === undefined || template === null) return ''
  if (typeof template !== 'object') return String(template)
  return template.type === 3 ? evaluateToString(template.expr, scope) : ''
}

/** The values under these keys, each under the name it is wanted by; what is not there is left out. */
export function pick<Name extends string>(from: Template | undefined, keys: Readonly<Record<Name, string>>) {
  const found: Partial<Record<Name, Template>> = {}
  for (const name in keys) {
    const value = readKey(from, keys[name])
    if (value !== undefined) found[name] = value
  }
  return found
}
