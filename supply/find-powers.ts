import type { AnyNode } from 'acorn'
import type { Externals } from './find-externals.ts'
import {
  findExternals,
  isCreateRequire,
  isCreateRequireCall,
  isLoader,
  mergedExternal,
  numberOf,
} from './find-externals.ts'
import type { Bundle } from './read-bundle.ts'
import { visitTree } from './visit-tree.ts'

/** Something that a module of a bundle can do to the machine or reach through it. */
export interface Power {
  /** `code:…` makes code of text, `process:…` starts or leaves a process, `builtin:…` is a module of Node, `network:…` a global. */
  readonly kind: string
  readonly module: string
  /** In how many places; the use of a module of Node counts as one. */
  readonly times: number
}

/** Modules of Node that reach nothing outside the process but its clock, its console and its own facts. */
const harmless = new Set(
  [
    [
      'assert',
      'async_hooks',
      'buffer',
      'console',
      'crypto',
      'diagnostics_channel',
      'events',
      'os',
      'path',
      'perf_hooks',
    ],
    ['process', 'querystring', 'stream', 'string_decoder', 'timers', 'tty', 'url', 'util', 'util/types', 'zlib'],
  ].flat(),
)

const globals: Readonly<Record<string, string>> = {
  eval: 'code:eval',
  Function: 'code:Function',
  WebAssembly: 'code:WebAssembly',
  require: 'code:require',
  fetch: 'network:fetch',
  WebSocket: 'network:WebSocket',
  EventSource: 'network:EventSource',
  XMLHttpRequest: 'network:XMLHttpRequest',
  Worker: 'process:Worker',
}

/** What `process` can do, under a name that means nothing else: whatever the object is called, it is taken for `process`. */
const ofAnyName = processPowers('_linkedBinding', 'dlopen', 'execve', 'getBuiltinModule')
const ofProcess = processPowers('binding', 'kill', 'mainModule')

const timers = new Set(['setTimeout', 'setInterval', 'setImmediate'])

/** Every power in a bundle, by module; merged, sorted, and without what is harmless. */
export function findPowers(bundle: Bundle): readonly Power[] {
  const externals = findExternals(bundle)
  const counts = new Map<string, number>()
  visitTree(bundle.tree, (node, parents) => {
    for (const kind of powersOf(node, parents, externals)) {
      const key = `${kind}\n${bundle.moduleAt(node.start)}`
      counts.set(key, kind.startsWith('builtin:') ? 1 : (counts.get(key) ?? 0) + 1)
    }
  })
  return [...counts]
    .map(([key, times]) => ({ kind: key.split('\n')[0] ?? '', module: key.split('\n')[1] ?? '', times }))
    .filter(({ module }) => !module.startsWith('external '))
    .sort((a, b) => (`${a.kind} ${a.module}` < `${b.kind} ${b.module}` ? -1 : 1))
}

function processPowers(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, `process:${name}`]))
}

function powersOf(node: AnyNode, parents: readonly AnyNode[], externals: Externals): readonly string[] {
  const parent = parents.at(-1)
  switch (node.type) {
    case 'ImportDeclaration':
      return node.source.value === 'module' && isCreateRequire(node.specifiers[0]?.local.name) ? [] : ['code:import']
    case 'ImportExpression':
      return ['code:import()']
    case 'CallExpression':
      return parent && mergedExternal(parent) ? [] : [...callPowers(node), ...requirePowers(node, externals)]
    case 'NewExpression':
      return isMember(node.callee, 'constructor') ? ['code:constructor'] : []
    case 'MemberExpression':
      return memberPowers(node)
    case 'Identifier':
      return parent ? identifierPowers(node, parent, externals) : []
    default:
      return []
  }
}

function callPowers(node: AnyNode & { type: 'CallExpression' }): readonly string[] {
  const { callee } = node
  const [first] = node.arguments
  if (isMember(callee, 'constructor')) return ['code:constructor']
  if (callee.type === 'Identifier' && timers.has(callee.name) && first?.type === 'Literal') return ['code:timer']
  if (isCreateRequireCall(callee)) return first?.type === 'Literal' ? builtin(String(first.value)) : ['code:require']
  return []
}

/** A call of the bundler's own loader with the number of a module of Node. */
function requirePowers(node: AnyNode & { type: 'CallExpression' }, { byNumber }: Externals): readonly string[] {
  if (!isLoader(node.callee)) return []
  const number = numberOf(node)
  const name = number === undefined ? undefined : byNumber.get(number)
  if (number === undefined) return ['code:require']
  return name === undefined ? [] : builtin(name)
}

function memberPowers(node: AnyNode & { type: 'MemberExpression' }): readonly string[] {
  const { object } = node
  const name = nameOf(node)
  if (isCreateRequireCall(object)) return ['code:require']
  if (name !== undefined && Object.hasOwn(ofAnyName, name)) return present(ofAnyName, name)
  if (object.type !== 'Identifier') return []
  if (object.name === 'process') return name === undefined ? ['process:[…]'] : present(ofProcess, name)
  if (!['globalThis', 'global'].includes(object.name)) return []
  return name === undefined ? ['code:globalThis[…]'] : present(globals, name)
}

function identifierPowers(
  node: AnyNode & { type: 'Identifier' },
  parent: AnyNode,
  { byVariable }: Externals,
): readonly string[] {
  if (mergedExternal(parent)) return []
  const external = byVariable.get(node.name)
  if (external !== undefined) return builtin(external)
  if (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) return []
  if ('key' in parent && parent.key === node && !('shorthand' in parent && parent.shorthand)) return []
  if (parent.type === 'BinaryExpression' && parent.operator === 'instanceof') return []
  if (
    node.name === 'Function' &&
    parent.type === 'MemberExpression' &&
    ['prototype', 'bind'].includes(nameOf(parent) ?? '')
  )
    return []
  return present(globals, node.name)
}

function builtin(name: string): readonly string[] {
  const plain = name.replace(/^node:/, '')
  return harmless.has(plain) ? [] : [`builtin:${plain}`]
}

function present(table: Readonly<Record<string, string>>, name: string): readonly string[] {
  const found = Object.hasOwn(table, name) ? table[name] : undefined
  return found === undefined ? [] : [found]
}

function isMember(node: AnyNode, name: string): boolean {
  return node.type === 'MemberExpression' && nameOf(node) === name
}

/** The name that a member is asked for by; `undefined` where it is worked out. */
function nameOf({ property, computed }: AnyNode & { type: 'MemberExpression' }): string | undefined {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined
  return property.type === 'Literal' ? String(property.value) : undefined
}
