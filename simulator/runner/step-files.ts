import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFileCommand } from './file-command.ts'

const kinds = ['OUTPUT', 'ENV', 'STATE', 'STEP_SUMMARY', 'PATH'] as const

/** GitHub cuts no summary short: one beyond this is dropped with an error. */
const SUMMARY_LIMIT = 1024 * 1024

/** The files through which a step talks to the runner, made fresh for each step. */
export class StepFiles {
  readonly #folder: string

  /** `folder` must not be used by another step. The event's payload is written into it too. */
  constructor(folder: string, payload: unknown) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
    for (const kind of kinds) writeFileSync(this.#pathOf(kind), '')
    writeFileSync(join(folder, 'event.json'), JSON.stringify(payload, null, 2))
  }

  /** The variables that name the files. */
  get environment(): Record<string, string> {
    const paths = kinds.map((kind) => [`GITHUB_${kind}`, this.#pathOf(kind)])
    return { ...Object.fromEntries(paths), GITHUB_EVENT_PATH: join(this.#folder, 'event.json') }
  }

  /** Reads what the step wrote. A malformed file gives a problem instead of values. */
  read(): StepWritings {
    const problems: string[] = []
    const values = (kind: (typeof kinds)[number]): Record<string, string> => {
      try {
        return Object.fromEntries(parseFileCommand(this.#textOf(kind)))
      } catch (error) {
        problems.push(`Unable to process file command '${kind.toLowerCase()}' successfully. ${String(error)}`)
        return {}
      }
    }
    const summary = this.#textOf('STEP_SUMMARY')
    if (Buffer.byteLength(summary) > SUMMARY_LIMIT) problems.push('$GITHUB_STEP_SUMMARY upload aborted: over 1024k')
    const outputs = values('OUTPUT')
    const environment = values('ENV')
    const path = this.#textOf('PATH').split(/\r?\n/).filter(Boolean)
    return { outputs, environment, path, summary: Buffer.byteLength(summary) > SUMMARY_LIMIT ? '' : summary, problems }
  }

  #pathOf(kind: string): string {
    return join(this.#folder, kind.toLowerCase())
  }

  #textOf(kind: string): string {
    return existsSync(this.#pathOf(kind)) ? readFileSync(this.#pathOf(kind), 'utf8') : ''
  }
}

/** What a step left in its files. */
export interface StepWritings {
  readonly outputs: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  readonly path: readonly string[]
  readonly summary: string
  readonly problems: readonly string[]
}
