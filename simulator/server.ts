import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Services } from './http/exchange.ts'
import { handleRequest } from './http/handle-request.ts'
import { Limits } from './http/limits.ts'
import { createRouter } from './http/router.ts'
import { warmUp } from './http/warm-up.ts'
import { presentPull } from './pulls/present-pull.ts'
import { allRoutes } from './routes/all-routes.ts'
import { World } from './state/world.ts'
import type { WorldOptions } from './state/world-options.ts'

/** How to start the embedded GitHub; everything is optional. */
export interface GitHubOptions extends Partial<WorldOptions> {
  /** 0 (the default) takes any free port. */
  readonly port?: number
}

/** A running embedded GitHub. */
export interface GitHub {
  /** Web pages and git: what a runner gives as `GITHUB_SERVER_URL`. */
  readonly url: string
  /** REST: `GITHUB_API_URL`. */
  readonly apiUrl: string
  /** GraphQL: `GITHUB_GRAPHQL_URL`. */
  readonly graphqlUrl: string
  readonly world: World
  /** Compiles beforehand what the first requests would wait for; call it before measuring times. */
  readonly warmUp: () => Promise<void>
  /** Keeps world and limits as they stand; the function returned puts them back, as often as one likes. */
  readonly keep: () => () => void
  /** Cuts all connections and, unless a directory was given, removes the git repositories. */
  readonly close: () => Promise<void>
}

/** Starts a GitHub on 127.0.0.1 with an empty world. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const { port = 0, ...given } = options
  const directory = given.directory ?? (await mkdtemp(join(tmpdir(), 'github-')))
  const server = createServer()
  const url = `http://127.0.0.1:${await listen(server, port)}`
  const urls = { web: url, api: `${url}/api/v3`, graphql: `${url}/api/graphql` }
  const world = new World(urls, { ...given, directory })
  world.presentPull = presentPull
  const limits = new Limits(world)
  const routes = allRoutes(limits)
  const services: Services = { world, limits, router: createRouter(routes) }
  server.on('request', (request, response) => {
    handleRequest(services, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      world.violate({ kind: 'server-error', method: request.method ?? '', path: request.url ?? '', message })
      response.destroy()
    })
  })
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    if (given.directory === undefined) await rm(directory, { recursive: true, force: true })
  }
  const keep = () => {
    const putBack = world.keep()
    return () => {
      putBack()
      limits.reset()
    }
  }
  return { url, apiUrl: urls.api, graphqlUrl: urls.graphql, world, warmUp: () => warmUp(routes), keep, close }
}

/** Answers with the port that the server got. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address !== null && typeof address === 'object') resolve(address.port)
      else reject(new Error('The server listens on no port'))
    })
  })
}
