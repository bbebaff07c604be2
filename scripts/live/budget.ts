import type { Budget } from './answers.ts'

/** Where the hour's budget stands, by the headers of an answer. Throws where GitHub sent none. */
export function budgetIn(headers: object): Budget {
  const read = (name: string): unknown => Reflect.get(headers, `x-ratelimit-${name}`)
  if (read('limit') === undefined) throw new Error('The answer has no x-ratelimit headers')
  return {
    limit: Number(read('limit')),
    remaining: Number(read('remaining')),
    used: Number(read('used')),
    resource: String(read('resource')),
  }
}
