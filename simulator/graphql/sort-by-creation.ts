import { GraphqlProblem } from './graphql-problem.ts'

/**
 * What `orderBy: {field: CREATED_AT, direction}` asks for; every other field is refused rather than ignored. Without it
 * GitHub gives the oldest first.
 */
export function sortByCreation<T extends { readonly id: number; readonly createdAt: Date }>(
  name: string,
  items: readonly T[],
  orderBy: unknown,
): readonly T[] {
  const { field = 'CREATED_AT', direction = 'ASC' }: { readonly field?: unknown; readonly direction?: unknown } =
    Object(orderBy ?? {})
  if (field !== 'CREATED_AT') {
    throw new GraphqlProblem('NOT_COVERED', `This server orders \`${name}\` by \`CREATED_AT\` alone.`)
  }
  const sign = direction === 'DESC' ? -1 : 1
  return items.toSorted((a, b) => sign * (a.createdAt.getTime() - b.createdAt.getTime() || a.id - b.id))
}
