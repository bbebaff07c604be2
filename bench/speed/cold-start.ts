import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBundle, projectFolder } from '../../__tests__/support/bundle.ts'
import { type Spread, spreadOf } from './spread.ts'

/** What it takes a process to print its first line, in milliseconds. */
export interface ColdStart {
  readonly name: string
  /** From starting it to that line. */
  readonly firstLine: Spread
  /** Of the processor in user mode, until its end, which follows at once. */
  readonly user: Spread
}

/** An action that does nothing, with the toolkit that Muster uses. */
const emptyAction = `import { info } from '@actions/core'
import { getOctokit } from '@actions/github'
info(\`Nothing to do: \${typeof getOctokit}.\`)
`

/**
 * Starts Node alone, an empty bundle of the same toolkit, built here and now, and Muster's for an event that is none of
 * its business; by turns, so that what else the machine does meets all three.
 */
export async function timeColdStarts(repetitions: number): Promise<readonly ColdStart[]> {
  const folder = makeFolder()
  try {
    const files = {
      'Node alone': write(folder, 'bare.mjs', "process.stdout.write('Nothing to do.\\n')\n"),
      'empty bundle of the same toolkit': bundleEmpty(folder),
      Muster: findBundle(),
    }
    const environment = makeEnvironment(folder)
    const times = new Map(Object.keys(files).map((name) => [name, [] as Sample[]]))
    for (let turn = 0; turn < repetitions; turn += 1) {
      for (const [name, file] of Object.entries(files)) times.get(name)?.push(await timeStart(file, environment))
    }
    return [...times].map(([name, samples]) => ({
      name,
      firstLine: spreadOf(samples.map(({ firstLine }) => firstLine)),
      user: spreadOf(samples.map(({ user }) => user)),
    }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Below `node_modules`, so that the bundler finds the toolkit. */
function makeFolder(): string {
  const parent = join(projectFolder, 'node_modules', '.cache')
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, 'bench-'))
}

function bundleEmpty(folder: string): string {
  write(folder, 'package.json', '{"type":"module"}\n')
  const entry = write(folder, 'empty.js', emptyAction)
  const out = join(folder, 'empty')
  const bundler = join(projectFolder, 'node_modules/@vercel/ncc/dist/ncc/cli.js')
  execFileSync(process.execPath, [bundler, 'build', entry, '-o', out, '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return join(out, 'index.js')
}

function makeEnvironment(folder: string): Readonly<Record<string, string>> {
  return {
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: write(folder, 'event.json', '{}'),
    GITHUB_OUTPUT: write(folder, 'output', ''),
    GITHUB_REPOSITORY: 'acme/shop',
    INPUT_TOKEN: 'none',
    NODE_OPTIONS: `--require "${join(import.meta.dirname, 'report-usage.cjs')}"`,
    MUSTER_BENCH_USAGE: write(folder, 'usage.jsonl', ''),
  }
}

interface Sample {
  readonly firstLine: number
  readonly user: number
}

async function timeStart(file: string, environment: Readonly<Record<string, string>>): Promise<Sample> {
  const usage = environment.MUSTER_BENCH_USAGE ?? ''
  writeFileSync(usage, '')
  const started = performance.now()
  const child = spawn(process.execPath, [file], { env: { ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  let first: number | undefined
  child.stdout.on('data', () => {
    first ??= performance.now() - started
  })
  await closed
  if (first === undefined) throw new Error(`${file} printed nothing`)
  const { userMs }: { readonly userMs: number } = JSON.parse(readFileSync(usage, 'utf8'))
  return { firstLine: first, user: userMs }
}

function write(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
