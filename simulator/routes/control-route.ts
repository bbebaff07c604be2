import type { Services } from '../http/exchange.ts'

/** A request to a control endpoint. */
export interface ControlCall extends Services {
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

/** An endpoint below `/_simulator`; its answer is sent as JSON. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly handle: (call: ControlCall) => unknown
}

/** A text of the body. Throws when it is missing. */
export function textOf({ body }: ControlCall, name: string): string {
  const value = body[name]
  if (typeof value !== 'string') throw new Error(`"${name}" must be a text`)
  return value
}

/** A list of texts of the body; missing, an empty one. */
export function textsOf({ body }: ControlCall, name: string): readonly string[] {
  const value = body[name]
  return Array.isArray(value) ? value.map(String) : []
}
