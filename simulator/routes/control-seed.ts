import type { Permission } from '../http/route.ts'
import { presentFullRepository } from '../state/present/repository.ts'
import { presentUser } from '../state/present/user.ts'
import type { TokenPermissions } from '../state/token.ts'
import { ROLES } from '../state/user.ts'
import { findWorkflow, switchedOffStates, switchWorkflow } from '../state/workflows.ts'
import { repositoryOf } from './control-act.ts'
import { type ControlCall, type ControlRoute, textOf, textsOf } from './control-route.ts'

/** People, organisations, teams, repositories, roles and tokens, for those who do not start the server in-process. */
export const controlSeedRoutes: readonly ControlRoute[] = [
  { method: 'POST', path: '/users', handle: addUser },
  { method: 'POST', path: '/organizations', handle: addOrganization },
  { method: 'POST', path: '/teams', handle: addTeam },
  { method: 'POST', path: '/repositories', handle: addRepository },
  { method: 'POST', path: '/repos/{owner}/{repo}/roles', handle: setRole },
  { method: 'PATCH', path: '/repos/{owner}/{repo}/settings', handle: setSettings },
  { method: 'PATCH', path: '/repos/{owner}/{repo}/workflows/{file}', handle: setWorkflow },
  { method: 'POST', path: '/tokens', handle: addToken },
]

function addUser(call: ControlCall): unknown {
  return presentUser(call.world, call.world.addUser({ login: textOf(call, 'login') }))
}

function addOrganization(call: ControlCall): unknown {
  return presentUser(call.world, call.world.addOrganization(textOf(call, 'login'), textsOf(call, 'members')))
}

function addTeam(call: ControlCall): unknown {
  const named = { organization: textOf(call, 'organization'), slug: textOf(call, 'slug') }
  const canRead = Array.isArray(call.body.canRead) ? { canRead: textsOf(call, 'canRead') } : {}
  const team = call.world.addTeam({ ...named, members: textsOf(call, 'members'), ...canRead })
  return { slug: team.slug, members: [...team.members] }
}

async function addRepository(call: ControlCall): Promise<unknown> {
  const { body, world } = call
  const files = Object.entries(Object(body.files ?? {})).map(([path, text]) => [path, String(text)])
  const repository = await world.addRepository({
    owner: textOf(call, 'owner'),
    name: textOf(call, 'name'),
    private: body.private === true,
    files: Object.fromEntries(files),
    ...(typeof body.defaultBranch === 'string' ? { defaultBranch: body.defaultBranch } : {}),
  })
  return presentFullRepository(world, repository)
}

function setRole(call: ControlCall): unknown {
  const { world, body } = call
  const base = ROLES.find((role) => role === body.role)
  if (base === undefined) throw new Error(`"role" must be one of ${ROLES.join(', ')}`)
  const name = typeof body.name === 'string' ? body.name : base
  world.setRole(repositoryOf(call), textOf(call, 'login'), { base, name })
  return { login: body.login, base, name }
}

function setSettings(call: ControlCall): unknown {
  const { settings } = repositoryOf(call)
  for (const [name, value] of Object.entries(call.body)) {
    if (!(name in settings) || typeof value !== 'boolean') throw new Error(`No such setting: ${name}`)
    Object.assign(settings, { [name]: value })
  }
  return settings
}

/** Switches a workflow off, for instance as GitHub does for inactivity, or on again. */
function setWorkflow(call: ControlCall): unknown {
  const repository = repositoryOf(call)
  const workflow = findWorkflow(repository, call.params.file ?? '')
  const state = ([...switchedOffStates, 'active'] as const).find((one) => one === call.body.state)
  if (workflow === undefined) throw new Error(`There is no workflow ${call.params.file}`)
  if (state === undefined) throw new Error(`"state" must be active, ${switchedOffStates.join(', ')}`)
  switchWorkflow(repository, workflow.path, { state, at: call.world.clock.now() })
  return { path: workflow.path, state }
}

function addToken(call: ControlCall): unknown {
  const { body, world } = call
  const kind = (['workflow', 'app', 'person'] as const).find((one) => one === body.kind)
  if (kind === undefined) throw new Error('"kind" must be workflow, app or person')
  const token = world.addToken({
    kind,
    permissions: readPermissions(body.permissions),
    ...(typeof body.login === 'string' ? { login: body.login } : {}),
    ...(typeof body.repository === 'string' ? { repository: body.repository } : {}),
  })
  return { token }
}

function readPermissions(value: unknown): TokenPermissions {
  const entries = Object.entries(Object(value ?? {})).filter(([, access]) => access === 'read' || access === 'write')
  // An unknown name grants nothing, as no route asks for it.
  return Object.fromEntries(entries) as Partial<Record<Permission, 'read' | 'write'>>
}
