import { notAccessible, notFound, Problem } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import { presentPublicUser } from '../state/present/user.ts'

/** Accounts: one's own (persons only) and anybody's. */
export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/user', needs: [], handle: getOwn },
  { method: 'GET', path: '/users/{username}', needs: [], handle: getUser },
  { method: 'GET', path: '/app', needs: [], handle: getApp },
]

function getOwn({ world, caller }: Call): Reply {
  if (caller.kind === 'nobody') throw new Problem(401, 'Requires authentication')
  if (caller.kind !== 'person') throw notAccessible()
  return { status: 200, body: presentPublicUser(world, caller.user) }
}

function getUser({ world, params }: Call): Reply {
  const user = world.user(params.username ?? '')
  if (user === undefined) throw notFound()
  return { status: 200, body: presentPublicUser(world, user) }
}

/** Only the App's own key opens this, which no token here is. */
function getApp(): Reply {
  throw new Problem(401, 'A JSON web token could not be decoded')
}
