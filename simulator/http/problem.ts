import type { Reply } from './route.ts'

/** One entry of the `errors` of a 422. */
export interface FieldError {
  readonly resource: string
  readonly field?: string
  readonly code:
    | 'missing'
    | 'missing_field'
    | 'invalid'
    | 'already_exists'
    | 'unprocessable'
    | 'custom'
    | 'unauthorized'
  readonly value?: unknown
  readonly message?: string
}

/** Thrown by a handler: the server answers with GitHub's error body. */
export class Problem extends Error {
  readonly status: number
  readonly errors: readonly FieldError[] | readonly string[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, message: string, more: ProblemDetails = {}) {
    super(message)
    this.status = status
    this.errors = more.errors
    this.headers = more.headers ?? {}
  }
}

/** What a problem can carry beside its status and message. */
export interface ProblemDetails {
  readonly errors?: readonly FieldError[] | readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

const DOCUMENTATION = 'https://docs.github.com/rest'

/** GitHub's error body: message, errors, documentation_url and, since 2022, the status as a string. */
export function replyToProblem(problem: Problem): Reply {
  const errors = problem.errors ? { errors: problem.errors } : {}
  const body = { message: problem.message, ...errors, documentation_url: DOCUMENTATION, status: String(problem.status) }
  return { status: problem.status, body, headers: problem.headers }
}

/** 404, also where something private may not be seen. */
export function notFound(): Problem {
  return new Problem(404, 'Not Found')
}

/** 422 `Validation Failed` with one field at fault. */
export function invalid(error: FieldError): Problem {
  return new Problem(422, 'Validation Failed', { errors: [error] })
}

/** 403 for a token of an App or a workflow without the permission. */
export function notAccessible(): Problem {
  return new Problem(403, 'Resource not accessible by integration')
}
