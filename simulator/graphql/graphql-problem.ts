/** What stands beside the message of a GraphQL error. */
export type GraphqlErrorType =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNPROCESSABLE'
  | 'STALE_DATA'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'
  | 'NOT_COVERED'

/** Thrown by a resolver: the answer is 200 with an entry in `errors`, as GitHub does. */
export class GraphqlProblem extends Error {
  readonly type: GraphqlErrorType

  constructor(type: GraphqlErrorType, message: string) {
    super(message)
    this.type = type
  }
}
