import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { checkPayload } from '../contract/webhook-payloads.ts'
import type { Repository } from '../state/repository.ts'
import { World } from '../state/world.ts'
import { WebhookDeliveries } from '../webhooks/deliveries.ts'
import { buildRepositoryDispatchPayload, buildWorkflowDispatchPayload } from '../webhooks/payloads/dispatch.ts'
import { signPayload, verifySignature } from '../webhooks/signature.ts'
import { watchPayloads } from '../webhooks/watch-payloads.ts'

let directory: string
let world: World
let repository: Repository
let receiver: Server
let url: string
let received: { readonly headers: IncomingHttpHeaders; readonly body: string }[]

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'webhooks-'))
  const web = 'http://127.0.0.1:1'
  world = new World({ web, api: `${web}/api/v3`, graphql: `${web}/api/graphql` }, { directory })
  repository = await world.addRepository({ owner: 'acme', name: 'shop' })
  received = []
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
    response.writeHead(received.length === 1 ? 500 : 204).end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const address = receiver.address()
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/hook` : ''
})

afterEach(async () => {
  receiver.closeAllConnections()
  await new Promise((resolve) => receiver.close(resolve))
  rmSync(directory, { recursive: true, force: true })
})

function emitDispatch(type: string): void {
  const sender = repository.owner
  const payload = { branch: 'main', client_payload: { severity: 'SEV1' }, installation: { id: 1, node_id: 'x' } }
  const byToken = { user: sender, kind: 'person', app: null, allows: () => true } as const
  world.emit({ name: 'repository_dispatch', action: type, repository, sender, payload, byToken })
}

describe('delivery', () => {
  test('carries the event, an id and a signature over exactly the bytes sent', async () => {
    const deliveries = new WebhookDeliveries(world)
    watchPayloads(world)
    deliveries.add({ url, secret: 'It is a secret' })
    emitDispatch('muster')
    await deliveries.settled()
    const [first] = received
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-github-event': 'repository_dispatch',
      'x-github-delivery': deliveries.all[0]?.guid,
    })
    expect(verifySignature('It is a secret', first?.body ?? '', String(first?.headers['x-hub-signature-256']))).toBe(
      true,
    )
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ action: 'muster', repository: { full_name: 'acme/shop' } })
    expect(deliveries.all[0]?.status).toBe(500)
    expect(world.violations).toEqual([])
  })

  test('a redelivery is the same bytes under the same id', async () => {
    const deliveries = new WebhookDeliveries(world)
    const webhook = { url, secret: 's' }
    deliveries.add(webhook)
    emitDispatch('muster')
    await deliveries.settled()
    const [first] = deliveries.all
    if (!first) throw new Error('Nothing was delivered')
    const again = await deliveries.redeliver(first, webhook)
    expect(again.status).toBe(204)
    expect(received[1]?.body).toBe(received[0]?.body)
    expect(received[1]?.headers['x-github-delivery']).toBe(received[0]?.headers['x-github-delivery'])
  })

  test('goes only to webhooks that asked for the event, and notes a receiver that is gone', async () => {
    const deliveries = new WebhookDeliveries(world)
    deliveries.add({ url, events: ['issues'] })
    const remove = deliveries.add({ url: 'http://127.0.0.1:9/closed' })
    emitDispatch('one')
    await deliveries.settled()
    remove()
    emitDispatch('two')
    await deliveries.settled()
    expect(received).toEqual([])
    expect(deliveries.all.map(({ action, status }) => [action, status])).toEqual([['one', 0]])
    deliveries.close()
  })

  test('a payload that GitHub would not send is a violation', () => {
    watchPayloads(world)
    const sender = repository.owner
    const byToken = { user: sender, kind: 'person', app: null, allows: () => true } as const
    world.emit({ name: 'issues', action: 'opened', repository, sender, payload: { issue: { number: 1 } }, byToken })
    expect(world.violations[0]?.path).toBe('webhook issues.opened')
  })
})

describe('signature', () => {
  test("is that of GitHub's documentation", () => {
    // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
    expect(signPayload("It's a Secret to Everybody", 'Hello, World!')).toBe(signature)
    expect(verifySignature("It's a Secret to Everybody", 'Hello, World', signature)).toBe(false)
  })
})

describe('payload builders', () => {
  test("fit GitHub's description", () => {
    const place = { world, repository, sender: repository.owner }
    const dispatch = buildRepositoryDispatchPayload(place, { type: 'muster', clientPayload: { issue: 4 } })
    expect(checkPayload('repository_dispatch', 'muster', dispatch)).toEqual([])
    const workflow = buildWorkflowDispatchPayload(place, {
      workflow: '.github/workflows/a.yml',
      inputs: { do: 'check' },
    })
    expect(checkPayload('workflow_dispatch', null, workflow)).toEqual([])
  })
})
