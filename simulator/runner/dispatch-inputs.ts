import type { DeclaredInput } from './workflow.ts'

/**
 * The `inputs` of a `workflow_dispatch`: given values completed by the declared defaults. Booleans become booleans in
 * the `inputs` context, as at GitHub. Throws for an input that is not declared, missing or not among its options.
 */
export function resolveInputs(
  declared: Readonly<Record<string, DeclaredInput>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, string | boolean> {
  const unknown = Object.keys(given).filter((name) => !(name in declared))
  if (unknown.length > 0) throw new Error(`Unexpected inputs provided: ${JSON.stringify(unknown)}`)
  const resolved: Record<string, string | boolean> = {}
  for (const [name, input] of Object.entries(declared)) {
    const value = given[name] ?? input.initial ?? (input.kind === 'choice' ? input.options?.[0] : undefined)
    if (value === undefined && input.required) throw new Error(`Required input '${name}' not provided`)
    const text = value === undefined ? '' : String(value)
    if (input.kind === 'choice' && input.options && text !== '' && !input.options.includes(text)) {
      throw new Error(`Provided value '${text}' for input '${name}' not in the list of allowed values`)
    }
    resolved[name] = input.kind === 'boolean' ? text === 'true' : text
  }
  return resolved
}
