import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { githubParser, parseAction } from './github-parser.ts'
import { readKey, readText, type Template } from './template.ts'

/** The parts of an `action.yml` that running it needs. */
export interface ActionManifest {
  readonly name: string
  readonly folder: string
  /** Declared inputs with their defaults, in the file's spelling. */
  readonly inputs: ReadonlyMap<string, Template>
  readonly using: string
  readonly main: string
}

/** Reads the manifest of a JavaScript action with GitHub's own parser. Throws when there is none or it is broken. */
export function readActionManifest(folder: string): ActionManifest {
  const path = ['action.yml', 'action.yaml'].map((name) => join(folder, name)).find(existsSync)
  if (path === undefined) throw new Error(`Can't find 'action.yml' under '${folder}'.`)
  const file = { name: path, content: readFileSync(path, 'utf8') }
  const parsed = parseAction(file, new githubParser.NoOperationTraceWriter())
  const errors = parsed.context.errors.getErrors().map((error) => error.message)
  if (errors.length > 0 || !parsed.value) throw new Error(errors.join('\n'))
  const root: Template = JSON.parse(JSON.stringify(parsed.value))
  const runs = readKey(root, 'runs')
  const using = readText(readKey(runs, 'using')) ?? ''
  if (!/^node\d+$/.test(using)) throw new Error(`${path}: only JavaScript actions are simulated, not '${using}'`)
  for (const phase of ['pre', 'post']) {
    if (readKey(runs, phase) !== undefined) throw new Error(`${path}: '${phase}' of an action is not simulated`)
  }
  return {
    name: readText(readKey(root, 'name')) ?? folder,
    folder,
    inputs: readInputs(readKey(root, 'inputs')),
    using,
    main: readText(readKey(runs, 'main')) ?? 'index.js',
  }
}

function readInputs(inputs: Template | undefined): ReadonlyMap<string, Template> {
  if (inputs === undefined || inputs === null || typeof inputs !== 'object' || inputs.type !== 2) return new Map()
  return new Map(inputs.map.map(({ Key, Value }) => [readText(Key) ?? '', readKey(Value, 'default') ?? null]))
}
