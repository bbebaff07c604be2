import type { AnyNode } from 'acorn'

/** Shows every node of a tree with the nodes above it, outermost first. */
export function visitTree(tree: AnyNode, see: (node: AnyNode, parents: readonly AnyNode[]) => void): void {
  visit(tree, [])

  function visit(node: AnyNode, parents: AnyNode[]): void {
    see(node, parents)
    parents.push(node)
    for (const child of childrenOf(node)) visit(child, parents)
    parents.pop()
  }
}

function childrenOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
