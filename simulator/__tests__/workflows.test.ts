import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { isWorkflowSwitchedOff } from '../state/workflows.ts'
import { openShop, type Shop } from './shop.ts'

const path = '.github/workflows/incident.yml'

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
  const files = {
    [path]: 'name: Incident\non: { issues: , workflow_dispatch: }\njobs: {}\n',
    '.github/workflows/push.yaml': 'on: push\njobs: {}\n',
    '.github/workflows/deep/other.yml': 'on: push\n',
  }
  const author = { name: 'admin', email: 'admin@example.com', date: new Date(0) }
  shop.repository.git.commitFiles('main', { files, author, message: 'Workflows' })
})

afterEach(async () => {
  expect(shop.github.world.violations).toEqual([])
  await shop.github.close()
})

test('workflows are listed and found by id and by file', async () => {
  const { body } = await shop.ask(shop.tokens.workflow, 'GET /actions/workflows')
  expect(body.total_count).toBe(2)
  const [first, second] = body.workflows
  expect([first.name, first.path, first.state]).toEqual(['Incident', path, 'active'])
  expect(second.name).toBe('.github/workflows/push.yaml')
  const get = async (id: string | number) =>
    (await shop.ask(shop.tokens.workflow, `GET /actions/workflows/${id}`)).body.path
  expect([await get(first.id), await get('incident.yml'), await get('other.yml')]).toEqual([path, path, undefined])
})

test('a workflow is switched off by inactivity or by hand, is not dispatched then, and is switched on again', async () => {
  const dispatch = (file: string) =>
    shop.ask(shop.tokens.admin, `POST /actions/workflows/${file}/dispatches`, { ref: 'main' })
  const state = async () => (await shop.ask(null, 'GET /actions/workflows/incident.yml')).body.state
  expect((await dispatch('incident.yml')).status).toBe(204)
  await shop.control('PATCH /repos/acme/shop/workflows/incident.yml', { state: 'disabled_inactivity' })
  expect([await state(), isWorkflowSwitchedOff(shop.repository, path)]).toEqual(['disabled_inactivity', true])
  const refused = await dispatch('incident.yml')
  expect([refused.status, refused.body.message]).toEqual([
    422,
    "Cannot trigger a 'workflow_dispatch' on a disabled workflow",
  ])
  expect((await shop.ask(shop.tokens.writer, 'PUT /actions/workflows/incident.yml/enable')).status).toBe(204)
  expect([await state(), isWorkflowSwitchedOff(shop.repository, path)]).toEqual(['active', false])
  await shop.ask(shop.tokens.writer, 'PUT /actions/workflows/incident.yml/disable')
  expect(await state()).toBe('disabled_manually')
  expect((await dispatch('push.yaml')).body.message).toBe("Workflow does not have 'workflow_dispatch' trigger")
})

test('reading needs actions: read in a private repository, switching needs write', async () => {
  const { world } = shop.github
  const token = (permissions: object) => world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions })
  const [none, reads, writes] = [{}, { actions: 'read' }, { actions: 'write' }].map(token)
  const ask = async (given: string | undefined, request: string) =>
    (await shop.ask(given ?? '', `${request.split(' ')[0]} /actions/workflows/incident.yml${request.split(' ')[1]}`))
      .status
  expect(await ask(none, 'GET ')).toBe(200)
  shop.repository.private = true
  expect([await ask(none, 'GET '), await ask(reads, 'GET ')]).toEqual([403, 200])
  expect([await ask(reads, 'PUT /disable'), await ask(writes, 'PUT /disable')]).toEqual([403, 204])
})
