import { GraphqlProblem } from './graphql-problem.ts'
import type { Arguments } from './node.ts'

/** A page of a list as GraphQL gives it. `name` is the field's, for GitHub's error messages. */
export function connect<T>(name: string, items: readonly T[], { args, show }: Page<T>): Record<string, unknown> {
  const { first, last } = boundsOf(name, args)
  const after = readCursor(args.after) ?? -1
  const before = readCursor(args.before) ?? items.length
  const from = Math.max(0, after + 1)
  const to = Math.min(items.length, before)
  const start = first === null && last !== null ? Math.max(from, to - last) : from
  const end = first === null ? to : Math.min(to, from + first)
  const nodes = items.slice(start, end).map(show)
  return {
    totalCount: items.length,
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursorOf(start + index) })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length > 0 ? cursorOf(start) : null,
      endCursor: nodes.length > 0 ? cursorOf(end - 1) : null,
    },
  }
}

/** How to page: the field's arguments, and how an item becomes a node. */
export interface Page<T> {
  readonly args: Arguments
  readonly show: (item: T) => unknown
}

function boundsOf(name: string, args: Arguments): { readonly first: number | null; readonly last: number | null } {
  const first = typeof args.first === 'number' ? args.first : null
  const last = typeof args.last === 'number' ? args.last : null
  if (first === null && last === null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`
    throw new GraphqlProblem('MISSING_PAGINATION_BOUNDARIES', message)
  }
  const asked = Math.max(first ?? 0, last ?? 0)
  if (asked <= 100) return { first, last }
  const bound = first === asked ? 'first' : 'last'
  const message = `Requesting ${asked} records on the \`${name}\` connection exceeds the \`${bound}\` limit of 100 records.`
  throw new GraphqlProblem('EXCESSIVE_PAGINATION', message)
}

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64')
}

function readCursor(cursor: unknown): number | null {
  if (typeof cursor !== 'string') return null
  const index = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1]
  if (index !== undefined) return Number(index)
  throw new GraphqlProblem('UNPROCESSABLE', `\`${cursor}\` does not appear to be a valid cursor.`)
}
