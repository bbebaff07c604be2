import type { Program } from 'acorn'
import { parse } from 'acorn'

/** A bundle as its syntax tree, and whose code stands where in it. */
export interface Bundle {
  readonly code: string
  readonly tree: Program
  /** Every module in it, below the project's folder, such as `node_modules/yaml/dist/index.js`; each once. */
  readonly modules: readonly string[]
  /** The module that a position belongs to; `bundler` for what the bundler adds by itself. */
  moduleAt(position: number): string
}

/** A stretch of the bundle that carries a module's name. */
interface Stretch {
  readonly start: number
  readonly end: number
  readonly name: string
}

/**
 * Reads a bundle of ours. Modules that the bundler has merged follow a line with their path; the others have a number, and
 * the build writes their path beside it.
 * @throws Error where a module has no name
 */
export function readBundle(code: string): Bundle {
  const comments: { value: string; start: number }[] = []
  const tree = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    onComment: (_block, value, start) => comments.push({ value, start }),
  })
  const numbered = numberedModules(code, tree)
  const merged = comments
    .filter(({ value }) => value.startsWith(' CONCATENATED MODULE: '))
    .map(({ value, start }) => ({ start, name: plainName(value.slice(' CONCATENATED MODULE: '.length)) }))
  const modules = [...new Set([...numbered, ...merged].map(({ name }) => name))].filter(isFile).sort()
  return { code, tree, modules, moduleAt }

  function moduleAt(position: number): string {
    const around = numbered.find(({ start, end }) => start <= position && position < end)
    const inside = merged.findLast(({ start }) => start <= position && start >= (around?.start ?? 0))
    return inside?.name ?? around?.name ?? 'bundler'
  }
}

/** The members of the object that holds what could not be merged. */
function numberedModules(code: string, { body }: Program): readonly Stretch[] {
  const properties = body.flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []))
  const holder = properties.find(({ id }) => id.type === 'Identifier' && id.name === '__webpack_modules__')?.init
  if (holder?.type !== 'ObjectExpression') throw new Error('This is no bundle of ours: it has no modules')
  return holder.properties.map((property) => {
    const { start, end } = property
    const name = /^\d+: \/\/ (.+)$/m.exec(code.slice(start, code.indexOf('\n', start)))?.[1]
    if (name === undefined) throw new Error(`A module has no name: ${code.slice(start, start + 40)}`)
    return { start, end, name: plainName(name) }
  })
}

function plainName(name: string): string {
  return name.trim().replace(/^\.\//, '')
}

function isFile(name: string): boolean {
  return !name.startsWith('external ')
}
