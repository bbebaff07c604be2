import { randomUUID } from 'node:crypto'
import type { WorldEvent } from '../state/event.ts'
import type { World } from '../state/world.ts'
import { signPayload } from './signature.ts'

/** Where webhooks go. */
export interface Webhook {
  readonly url: string
  /** Signs every delivery; without one there is no signature header. */
  readonly secret?: string
  /** Names of events; every event where left out. */
  readonly events?: readonly string[]
}

/** One attempt to deliver an event. */
export interface Delivery {
  /** `X-GitHub-Delivery`: the same for a redelivery, as at GitHub. */
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly url: string
  readonly body: string
  readonly redelivery: boolean
  /** The receiver's status; 0 when it did not answer. */
  status: number
  /** Milliseconds. */
  duration: number
}

/** Delivers the events of a world to webhooks, and keeps what it delivered. */
export class WebhookDeliveries {
  readonly all: Delivery[] = []
  readonly #hooks: Webhook[] = []
  readonly #stopListening: () => void
  #queue: Promise<unknown> = Promise.resolve()
  #hookId = 0

  /** Starts to listen to the world. */
  constructor(world: World) {
    this.#stopListening = world.onEvent((event) => this.#take(event))
  }

  /** Adds a webhook; the returned function takes it away again. */
  add(webhook: Webhook): () => void {
    this.#hooks.push(webhook)
    return () => {
      this.#hooks.splice(this.#hooks.indexOf(webhook), 1)
    }
  }

  /** Sends a delivery again, byte for byte, under the same id. */
  async redeliver(delivery: Delivery, webhook: Webhook): Promise<Delivery> {
    const again: Delivery = { ...delivery, redelivery: true, status: 0, duration: 0 }
    this.all.push(again)
    await this.#send(again, webhook)
    return again
  }

  /** Resolves when everything that happened so far has been delivered. */
  async settled(): Promise<void> {
    await this.#queue
  }

  /** Stops listening. */
  close(): void {
    this.#stopListening()
  }

  #take(event: WorldEvent): void {
    const body = JSON.stringify(event.payload)
    for (const webhook of this.#hooks) {
      if (webhook.events && !webhook.events.includes(event.name)) continue
      const { name, action } = event
      const identity = { guid: randomUUID(), event: name, action, url: webhook.url, body }
      const delivery: Delivery = { ...identity, redelivery: false, status: 0, duration: 0 }
      this.all.push(delivery)
      this.#queue = this.#queue.then(() => this.#send(delivery, webhook))
    }
  }

  async #send(delivery: Delivery, webhook: Webhook): Promise<void> {
    this.#hookId += 1
    const started = performance.now()
    const signature = webhook.secret ? { 'X-Hub-Signature-256': signPayload(webhook.secret, delivery.body) } : {}
    const headers = {
      Accept: '*/*',
      'Content-Type': 'application/json',
      'User-Agent': 'GitHub-Hookshot/simulator',
      'X-GitHub-Delivery': delivery.guid,
      'X-GitHub-Event': delivery.event,
      'X-GitHub-Hook-ID': String(this.#hookId),
      'X-GitHub-Hook-Installation-Target-Type': 'repository',
      ...signature,
    }
    try {
      // GitHub waits ten seconds and does not follow redirects.
      const limits = { redirect: 'manual', signal: AbortSignal.timeout(10_000) } as const
      const answer = await fetch(webhook.url, { method: 'POST', headers, body: delivery.body, ...limits })
      delivery.status = answer.status
      await answer.arrayBuffer()
    } catch {
      delivery.status = 0
    }
    delivery.duration = performance.now() - started
  }
}
