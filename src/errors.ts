import { InputError } from './action/inputs.ts'
import { ApiError } from './github/api-error.ts'

/** Somebody is owed a call, and GitHub did not let Muster find out whom; `told` says what became of it. */
export class MissedCallError extends Error {
  override readonly name = 'MissedCallError'
  readonly told: string

  constructor(cause: unknown, told: string) {
    super('nobody was called', { cause })
    this.told = told
  }
}

/** What went wrong, in words for the person who reads the log, and how to mend it. Holds untrusted text. */
export interface Explanation {
  readonly code: 'inputs' | 'missed-call' | 'token' | 'permission' | 'rate-limit' | 'github' | 'bug'
  readonly message: string
  readonly help: string
}

/** Every way in which a run can fail as a whole. Everything else is an outcome, and a green run. */
export function explain(error: unknown): Explanation {
  if (error instanceof InputError) {
    return { code: 'inputs', message: error.problems.join(' · '), help: 'Fix the inputs of the step in the workflow.' }
  }
  if (error instanceof MissedCallError) {
    const { message, help } = explain(error.cause)
    return { code: 'missed-call', message: `${error.told} ${message}`, help }
  }
  if (!(error instanceof ApiError)) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { code: 'bug', message, help: 'This is a fault in Muster: please report it with the link of this run.' }
  }
  const message = `${error.request}: ${error.message}`
  switch (error.code) {
    case 'unauthorized':
      return {
        code: 'token',
        message,
        help: 'GitHub does not know the token. Check the input `token`, or leave it out.',
      }
    case 'forbidden':
    case 'not-found':
      return {
        code: 'permission',
        message,
        help: 'Give the job `contents: read` and `issues: write`; see docs/security.md.',
      }
    case 'rate-limited':
      return {
        code: 'rate-limit',
        message,
        help: 'GitHub’s limit is used up. The next event or the hourly sweep goes on.',
      }
    case 'stopped':
      return { code: 'github', message, help: 'The run was cancelled. The next event or the hourly sweep goes on.' }
    default:
      return {
        code: 'github',
        message,
        help: 'GitHub did not answer as it should. The next event or the hourly sweep goes on.',
      }
  }
}
