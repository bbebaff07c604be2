import { AsyncLocalStorage } from 'node:async_hooks'
import { summary } from '@actions/core'

/** What one run of the Action sees of its process, and what it does to it. */
export interface Enclosure {
  readonly env: Readonly<Record<string, string>>
  /** Everything that it printed to stdout and stderr, as it came. */
  output: string
  exitCode: number | undefined
  /** What it wants to be told of signals, by their names. */
  readonly onSignal: Map<string, () => void>
}

const enclosures = new AsyncLocalStorage<Enclosure>()
let installed = false

/** Runs work that takes the enclosure for its process: environment, output, exit code, signals. Many may run at once. */
export async function runEnclosed<T>(enclosure: Enclosure, work: () => Promise<T>): Promise<T> {
  install()
  return await enclosures.run(enclosure, work)
}

/** Puts a switch in front of what a process has once: inside an enclosure it leads there. */
function install(): void {
  if (installed) return
  installed = true
  for (const stream of [process.stdout, process.stderr]) divertOutput(stream)
  // The toolkit remembers where its first summary went, for as long as the process lives.
  Object.defineProperty(summary, '_filePath', { get: () => process.env.GITHUB_STEP_SUMMARY, set: () => {} })
  globalThis.process = new Proxy(process, {
    get: (target, name) => {
      const inner = enclosures.getStore()
      if (inner && name === 'env') return inner.env
      if (inner && name === 'exitCode') return inner.exitCode
      if (inner && name === 'once')
        return (signal: string, listener: () => void) => inner.onSignal.set(signal, listener)
      return Reflect.get(target, name, target)
    },
    set: (target, name, value) => {
      const inner = enclosures.getStore()
      if (!inner || name !== 'exitCode') return Reflect.set(target, name, value, target)
      inner.exitCode = value
      return true
    },
  })
}

function divertOutput(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream)
  stream.write = ((chunk: string | Uint8Array, ...rest: readonly never[]) => {
    const inner = enclosures.getStore()
    if (!inner) return write(chunk, ...rest)
    inner.output += String(chunk)
    return true
  }) as typeof stream.write
}
