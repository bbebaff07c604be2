import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../http/exchange.ts'
import { Problem } from '../http/problem.ts'
import { fieldsOf, parseBody, readBytes } from '../http/read-body.ts'
import { controlFormRoutes } from './control-forms.ts'
import type { ControlRoute } from './control-route.ts'
import { controlSeedRoutes } from './control-seed.ts'
import { controlStateRoutes } from './control-state.ts'
import { controlWebRoutes } from './control-web.ts'

const ROUTES: readonly ControlRoute[] = [
  ...controlStateRoutes,
  ...controlSeedRoutes,
  ...controlWebRoutes,
  ...controlFormRoutes,
]

/** Answers a request below `/_simulator/`: no part of GitHub, not logged, never struck by faults. */
export async function answerControl(
  services: Services,
  { request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
): Promise<void> {
  const path = url.pathname.slice('/_simulator'.length)
  const avatar = /^\/avatars\/(.+)$/.exec(path)?.[1]
  if (avatar !== undefined) {
    response.writeHead(200, { 'content-type': 'image/svg+xml' })
    response.end(drawAvatar(decodeURIComponent(avatar)))
    return
  }
  const { status, body } = await answer(services, { method: request.method ?? 'GET', path, request })
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body ?? null))
}

async function answer(
  services: Services,
  { method, path, request }: { method: string; path: string; request: IncomingMessage },
): Promise<{ status: number; body: unknown }> {
  try {
    const body = fieldsOf(parseBody(await readBytes(request)))
    for (const route of ROUTES) {
      const params = route.method === method ? matchPath(route.path, path) : null
      if (params !== null) return { status: 200, body: await route.handle({ ...services, params, body }) }
    }
    return { status: 404, body: { message: 'No such control endpoint' } }
  } catch (error) {
    const status = error instanceof Problem ? error.status : 400
    return { status, body: { message: error instanceof Error ? error.message : String(error) } }
  }
}

function matchPath(template: string, path: string): Record<string, string> | null {
  const names = template.split('/')
  const values = path.split('/')
  if (names.length !== values.length) return null
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? ''
    if (name.startsWith('{')) params[name.slice(1, -1)] = decodeURIComponent(value)
    else if (name !== value) return null
  }
  return params
}

/** A square in a colour that follows from the login, with its first letter. */
function drawAvatar(login: string): string {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
  const letter = /^[a-z\d]/i.exec(login)?.[0].toUpperCase() ?? ''
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="hsl(${hue} 45% 45%)"/>` +
    `<text x="20" y="27" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${letter}</text></svg>`
  )
}
