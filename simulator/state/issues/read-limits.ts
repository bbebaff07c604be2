import { invalid, Problem } from '../../http/problem.ts'

/** The most characters that a body or comment holds. */
export const MAX_BODY = 65_536

const TOO_LONG = `is too long (maximum is ${MAX_BODY} characters)`

/** Throws 422 in GitHub's words when an issue's title is blank or too long. */
export function checkTitle(title: string): void {
  if (title.trim() === '') throw invalid({ resource: 'Issue', code: 'missing_field', field: 'title' })
  if ([...title].length <= 256) return
  const message = 'title is too long (maximum is 256 characters)'
  throw invalid({ resource: 'Issue', code: 'custom', field: 'title', message })
}

/** Throws 422 when an issue's body is too long. */
export function checkIssueBody(body: string | null): void {
  if ([...(body ?? '')].length <= MAX_BODY) return
  throw invalid({ resource: 'Issue', code: 'custom', field: 'body', message: `body ${TOO_LONG}` })
}

/** Throws 422 when a comment is blank or too long. */
export function checkCommentBody(body: string): void {
  if (body.trim() === '') throw invalid({ resource: 'IssueComment', code: 'missing_field', field: 'body' })
  if ([...body].length <= MAX_BODY) return
  const error = { resource: 'IssueComment', code: 'unprocessable', field: 'data', message: `Body ${TOO_LONG}` } as const
  throw new Problem(422, 'Validation Failed', { errors: [error] })
}
