import type { Route } from './route.ts'

/** A route that fits a path, with its parameters decoded. */
export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Finds the route for a method and a path below the API's root. */
export type Router = (method: string, path: string) => Match | null

/** Parameters that may hold slashes: branches, refs and paths of files. */
const MANY_SEGMENTS = new Set(['path', 'ref', 'basehead', 'branch'])

interface Compiled {
  readonly route: Route
  readonly expression: RegExp
  readonly names: readonly string[]
}

/** Compiles the routes; the more literal template wins, as in `/issues/comments/{comment_id}`. */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = [...routes].sort(bySpecificity).map(compile)
  return (method, path) => {
    for (const { route, expression, names } of compiled) {
      if (route.method !== method) continue
      const found = expression.exec(path)
      if (found === null) continue
      const params = decodeAll(names, found.slice(1))
      if (params !== null) return { route, params }
    }
    return null
  }
}

function compile(route: Route): Compiled {
  const names: string[] = []
  const source = route.path.replace(/\/?\{(\w+)\}|[.+^$()|[\]\\?*]/g, (token, name: string | undefined) => {
    if (name === undefined) return `\\${token}`
    names.push(name)
    const slash = token.startsWith('/') ? '/' : ''
    if (name === 'path' && route.path.endsWith('{path}')) return '(?:/(.*))?'
    return `${slash}(${MANY_SEGMENTS.has(name) ? '.+?' : '[^/]+'})`
  })
  return { route, names, expression: new RegExp(`^${source}$`) }
}

function decodeAll(names: readonly string[], values: readonly (string | undefined)[]): Record<string, string> | null {
  try {
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]))
  } catch {
    return null
  }
}

function bySpecificity(a: Route, b: Route): number {
  return countParameters(a.path) - countParameters(b.path) || countLiterals(b.path) - countLiterals(a.path)
}

function countParameters(path: string): number {
  return path.split('{').length - 1
}

function countLiterals(path: string): number {
  return path.replace(/\{\w+\}/g, '').length
}
