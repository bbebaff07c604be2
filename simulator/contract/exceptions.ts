import type { Problem } from './problem.ts'

/** A place where GitHub's description contradicts what GitHub does. */
export interface ContractException {
  /** An operation such as `GET /meta`, a webhook such as `webhook push`, or `*` for every one. */
  readonly operation: string
  readonly at: RegExp
  readonly message: RegExp
  /** What GitHub really does. */
  readonly reason: string
}

/** Every exception, with its reason. Keep it short: each one is a hole in the contract. */
export const CONTRACT_EXCEPTIONS: readonly ContractException[] = [
  {
    operation: 'webhook push',
    at: /\/email$/,
    message: /format "email"/,
    reason: "The addresses of GitHub's own bots have brackets: 41898282+github-actions[bot]@users.noreply.github.com.",
  },
  {
    operation: '*',
    at: /\/(target_url|log_url|environment_url)$/,
    message: /format "uri"/,
    reason: 'The addresses of a deployment status are empty strings until somebody gives them.',
  },
  {
    operation: '*',
    at: /^response$/,
    message: /^status 301 is not described$/,
    reason: 'Everything below an issue that was transferred redirects to its new place, not only the issue itself.',
  },
]

/** The problems that no exception covers. `name` is the operation or the webhook. */
export function withoutExceptions(name: string, problems: readonly Problem[]): readonly Problem[] {
  const isCovered = ({ at, message }: Problem) =>
    CONTRACT_EXCEPTIONS.some(
      (exception) =>
        (exception.operation === '*' || exception.operation === name) &&
        exception.at.test(at) &&
        exception.message.test(message),
    )
  return problems.filter((problem) => !isCovered(problem))
}
