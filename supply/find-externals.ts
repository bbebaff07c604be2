import type { AnyNode } from 'acorn'
import type { Bundle } from './read-bundle.ts'
import { visitTree } from './visit-tree.ts'

/** How the bundle calls what it did not bundle: by the number of a module, or by the name of a variable. */
export interface Externals {
  readonly byNumber: ReadonlyMap<string, string>
  readonly byVariable: ReadonlyMap<string, string>
}

/** Finds out how a bundle calls the modules of Node. */
export function findExternals({ tree, moduleAt }: Bundle): Externals {
  const byNumber = new Map<string, string>()
  const byVariable = new Map<string, string>()
  visitTree(tree, (node, parents) => {
    const name = requiredName(node)
    const holder = parents.find((parent) => parent.type === 'Property')
    const isWhole = holder !== undefined && moduleAt(holder.start).startsWith('external ')
    if (name !== undefined && isWhole && holder.key.type === 'Literal') byNumber.set(String(holder.key.value), name)
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return
    const merged = mergedExternal(node)
    if (merged !== undefined) byVariable.set(node.id.name, requiredName(merged) ?? numberOf(merged) ?? '')
  })
  for (const [variable, name] of byVariable) byVariable.set(variable, byNumber.get(name) ?? name)
  return { byNumber, byVariable }
}

/**
 * Merged modules share one variable for a module of Node, which the bundler declares before whichever of them comes first:
 * it is the uses that say who needs it.
 */
export function mergedExternal(node: AnyNode): AnyNode | undefined {
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return undefined
  return node.id.name.startsWith('external_') && node.init?.type === 'CallExpression' ? node.init : undefined
}

/** The number that the bundler's own loader is called with. */
export function numberOf(node: AnyNode): string | undefined {
  if (node.type !== 'CallExpression' || !isLoader(node.callee)) return undefined
  const [first] = node.arguments
  return first?.type === 'Literal' ? String(first.value) : undefined
}

/** Whether a node is the bundler's own loader. */
export function isLoader(node: AnyNode): boolean {
  return node.type === 'Identifier' && node.name === '__nccwpck_require__'
}

/** `createRequire(import.meta.url)("net")` → `net`. */
function requiredName(node: AnyNode): string | undefined {
  if (node.type !== 'CallExpression' || !isCreateRequireCall(node.callee)) return undefined
  const [first] = node.arguments
  return first?.type === 'Literal' ? String(first.value) : undefined
}

/** `createRequire(import.meta.url)`, by which the bundle reaches the modules of Node. */
export function isCreateRequireCall(node: AnyNode): boolean {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && isCreateRequire(node.callee.name)
}

/** The name that the bundler gives to `createRequire`. */
export function isCreateRequire(name: string | undefined): boolean {
  return name === '__WEBPACK_EXTERNAL_createRequire'
}
