import type { ErrorObject } from 'ajv'

/** One way in which a value is not what GitHub describes. */
export interface Problem {
  /** Where: `query`, `body`, `response` or `payload`, and a JSON pointer below it. */
  readonly at: string
  readonly message: string
}

/** The problems of a validation by Ajv, worded for people; `part` says what was validated. */
export function problemsOf(part: string, errors: readonly ErrorObject[] | null | undefined): readonly Problem[] {
  return (errors ?? []).map((error) => ({ at: `${part}${error.instancePath}`, message: describe(error) }))
}

function describe({ params, message, keyword }: ErrorObject): string {
  const unlisted = params.unevaluatedProperty ?? params.additionalProperty
  if (unlisted !== undefined) return `the field "${unlisted}" is not described`
  if (keyword === 'enum') return `must be one of ${JSON.stringify(params.allowedValues)}`
  return message ?? keyword
}
