import { lintFolder } from './lint-command.ts'
import { matchText } from './match-command.ts'
import { readArguments } from './read-arguments.ts'
import { USAGE } from './usage.ts'

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** What the exit codes say. `nothing`: no page fits, or there is something to fix. */
export const EXIT = { ok: 0, nothing: 1, misuse: 2 } as const

/** Runs one command and returns its exit code. Never throws: what goes wrong is said on `err`. */
export function runCli(words: readonly string[], output: Output): number {
  try {
    const request = readArguments(words)
    switch (request.kind) {
      case 'help':
        output.out(USAGE)
        return EXIT.ok
      case 'misuse':
        output.err(`${request.message}\n\n${USAGE}`)
        return EXIT.misuse
      case 'match':
        return matchText(request, output)
      case 'lint':
        return lintFolder(request, output)
    }
  } catch (error) {
    output.err(`${error instanceof Error ? error.message : String(error)}\n`)
    return EXIT.misuse
  }
}
