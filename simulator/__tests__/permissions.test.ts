import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { loadAcceptedPermissions, permissionExceptions } from '../contract/accepted-permissions.ts'
import { acceptedPermissions } from '../http/accepted-permissions.ts'
import { Limits } from '../http/limits.ts'
import { allRoutes } from '../routes/all-routes.ts'
import type { TokenPermissions } from '../state/token.ts'
import { World } from '../state/world.ts'
import { openShop, type Shop } from './shop.ts'

describe("every route asks for what GitHub's data names", () => {
  const world = new World({ web: 'http://x', api: 'http://x/api/v3', graphql: 'http://x/api/graphql' })
  const routes = allRoutes(new Limits(world))
  const github = loadAcceptedPermissions()
  const sorted = (sets: string) => sets.split('; ').toSorted()

  test.each(routes.map((route) => ({ ...route, operation: `${route.method} ${route.path}` })))(
    '$operation',
    ({ operation, needs, combined }) => {
      const known = permissionExceptions.find((exception) => exception.operation === operation)
      const accepts = acceptedPermissions({ needs, ...(combined ? { combined } : {}) }) ?? ''
      expect(sorted(accepts)).toEqual(sorted(known?.accepts ?? github[operation] ?? 'not in the data'))
    },
  )

  test('the data speaks of the operations that are described, and each exception of one of them', () => {
    const described = JSON.parse(readFileSync(new URL('../contract/operations.json', import.meta.url), 'utf8'))
    expect(Object.keys(github).toSorted()).toEqual([...described].toSorted())
    expect(
      permissionExceptions.filter(({ operation, reason }) => !(operation in github) || reason.length < 20),
    ).toEqual([])
  })
})

describe('what a token gets to see in a private repository', () => {
  let shop: Shop

  beforeEach(async () => {
    shop = await openShop({ isPrivate: true })
    await shop.ask(shop.tokens.writer, 'POST /issues', { title: 'Down' })
  })

  afterEach(async () => {
    expect(shop.github.world.violations).toEqual([])
    await shop.github.close()
  })

  const token = (permissions: TokenPermissions, kind: 'workflow' | 'app' = 'workflow') =>
    shop.github.world.addToken({ kind, login: 'some[bot]', repository: 'acme/shop', permissions })

  test('pull-requests does not open issues, nor by GraphQL', async () => {
    const pulls = token({ 'pull-requests': 'write', contents: 'read' })
    for (const request of ['GET /issues', 'GET /issues/1', 'GET /issues/1/reactions', 'GET /issues/events']) {
      expect([request, (await shop.ask(pulls, request)).status]).toEqual([request, 403])
    }
    expect((await shop.ask(pulls, 'GET /labels')).status).toBe(200)
    const query = '{ repository(owner: "acme", name: "shop") { issue(number: 1) { title } } }'
    expect((await shop.graphql(pulls, query)).body.errors[0].type).toBe('FORBIDDEN')
  })

  test('metadata lists tags, and nothing else does', async () => {
    const none = token({})
    expect((await shop.ask(none, 'GET /tags')).status).toBe(200)
    expect((await shop.ask(none, 'GET /releases')).status).toBe(403)
  })

  test('answers to tokens say which permissions open the route, also where they are refused', async () => {
    const accepted = async (given: string | null, request: string) =>
      (await shop.ask(given, request)).headers.get('x-accepted-github-permissions')
    const weak = token({ contents: 'read' })
    expect(await accepted(weak, 'GET /issues/1')).toBe('issues=read')
    expect(await accepted(weak, 'POST /issues/1/comments')).toBe('issues=write; pull_requests=write')
    expect(await accepted(weak, 'POST /git/refs')).toBe('contents=write; contents=write,workflows=write')
    expect(await accepted(weak, 'GET //rate_limit')).toBeNull()
    expect(await accepted(shop.tokens.reader, 'GET /issues/1')).toBeNull()
  })

  test("an App's token sees the teams of its own organisation, if it was given that", async () => {
    const { world } = shop.github
    world.addOrganization('other', [])
    world.addTeam({ organization: 'other', slug: 'them', members: [] })
    const sees = async (given: string, path: string) => (await shop.ask(given, `GET //orgs/${path}`)).status
    const [members, narrowed] = [token({ members: 'read' }, 'app'), token({ issues: 'write' }, 'app')]
    expect(await sees(members, 'acme/teams/platform')).toBe(200)
    expect(await sees(members, 'other/teams/them')).toBe(404)
    expect(await sees(narrowed, 'acme/teams/platform')).toBe(404)
    expect(() => token({ members: 'read' })).toThrow('never')
    expect(() => token({ workflows: 'write' })).toThrow('never')
  })
})
