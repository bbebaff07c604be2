import type { AnyNode } from 'acorn'
import type { Bundle } from './read-bundle.ts'
import { visitTree } from './visit-tree.ts'

/** An address that stands in a string, a template or a pattern of a bundle. Comments reach nothing and do not count. */
export interface NamedHost {
  readonly host: string
  readonly module: string
}

/** Every host that the code of a bundle names in an address, by module; each pair once. */
export function findHosts({ tree, moduleAt }: Bundle): readonly NamedHost[] {
  const found = new Map<string, NamedHost>()
  visitTree(tree, (node) => {
    for (const host of hostsIn(textOf(node))) {
      const module = moduleAt(node.start)
      found.set(`${host} ${module}`, { host, module })
    }
  })
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? [])
}

function textOf(node: AnyNode): string {
  if (node.type === 'TemplateElement') return node.value.raw
  if (node.type !== 'Literal') return ''
  return 'regex' in node && node.regex ? node.regex.pattern.replaceAll('\\', '') : String(node.value)
}

function hostsIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:https?|wss?|ftp):\/\/([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)/gi)].map(([, host = '']) =>
    host.toLowerCase(),
  )
}
