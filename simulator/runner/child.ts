import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A process to run. `environment` is all that it gets: nothing is inherited. */
export interface ChildCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
}

/** How a process is watched and ended. Times are milliseconds. */
export interface ChildControl {
  readonly onLine: (line: string) => void
  /**
   * Aborting cancels the process as the runner does: SIGINT, then SIGTERM, then SIGKILL; with one of these names as the
   * reason it begins there. What starts afterwards (a step with `always()`) runs to its end.
   */
  readonly cancel: AbortSignal
  readonly timeout: number
  /** How long the runner waits after SIGINT and again after SIGTERM; GitHub's are 7500 and 2500. */
  readonly patience: readonly [afterInterrupt: number, afterTerminate: number]
}

/** How a process ended. */
export interface ChildOutcome {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly timedOut: boolean
}

/** The processes that run at the moment. */
export class Children {
  readonly #running = new Set<ChildProcess>()

  /** Runs a process to its end; every line of stdout and stderr goes to `onLine`. */
  async run(command: ChildCommand, control: ChildControl): Promise<ChildOutcome> {
    const child = spawn(command.file, [...command.args], {
      cwd: command.directory,
      env: { ...command.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#running.add(child)
    readLines(child, control.onLine)
    const closed = once(child, 'close')
    let timedOut = false
    const stop = () => void cancelChild(child, control.patience, control.cancel.reason)
    const timer = setTimeout(() => {
      timedOut = true
      stop()
    }, control.timeout)
    control.cancel.addEventListener('abort', stop, { once: true })
    try {
      await closed
      return { exitCode: child.exitCode, signal: child.signalCode, timedOut }
    } finally {
      clearTimeout(timer)
      control.cancel.removeEventListener('abort', stop)
      this.#running.delete(child)
    }
  }

  /** Kills every running process at once, as if its machine had gone, and waits until all are dead. */
  async killAll(): Promise<void> {
    const dead = [...this.#running].map((child) => {
      const closed = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined
      signalGroup(child, 'SIGKILL')
      return closed
    })
    await Promise.all(dead)
  }
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    let rest = ''
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    })
    stream.on('end', () => {
      if (rest !== '') onLine(rest.replace(/\r$/, ''))
    })
  }
}

async function cancelChild(
  child: ChildProcess,
  [interrupt, terminate]: ChildControl['patience'],
  first: unknown,
): Promise<void> {
  const gentle = [['SIGINT', interrupt] as const, ['SIGTERM', terminate] as const]
  const from = first === 'SIGKILL' ? gentle.length : gentle.findIndex(([signal]) => signal === first)
  for (const [signal, wait] of gentle.slice(Math.max(0, from))) {
    signalGroup(child, signal)
    if (await exitsWithin(child, wait)) return
  }
  signalGroup(child, 'SIGKILL')
}

function exitsWithin(child: ChildProcess, milliseconds: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(true)
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}

/** The process has a group of its own (`detached`), so that what it started ends with it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // ESRCH: it ended between the check and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
