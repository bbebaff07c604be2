/** Answers of the API, as plain JSON. */
export type Json = Readonly<Record<string, unknown>>

/** Asks a GitHub as one person would: with a token, over HTTP, one request for each call. */
export class Client {
  readonly #api: string
  readonly #token: string

  /** `api` is the REST address without a slash at the end. */
  constructor(api: string, token: string) {
    this.#api = api
    this.#token = token
  }

  /** Reads one thing. Throws when GitHub does not answer with success. */
  async get<Answer = Json>(path: string): Promise<Answer> {
    const answer = await this.#send('GET', path)
    return JSON.parse(await answer.text())
  }

  /** Reads a list, all pages of it. */
  async list<Item = Json>(path: string): Promise<readonly Item[]> {
    const items: Item[] = []
    for (let page = 1; ; page += 1) {
      const part = await this.get<readonly Item[]>(`${path}${path.includes('?') ? '&' : '?'}per_page=100&page=${page}`)
      items.push(...part)
      if (part.length < 100) return items
    }
  }

  /** Writes. Throws when GitHub refuses, with its reason. */
  async write<Answer = Json>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body: Json): Promise<Answer> {
    const answer = await this.#send(method, path, body)
    const text = await answer.text()
    return JSON.parse(text === '' ? '{}' : text)
  }

  async #send(method: string, path: string, body?: Json): Promise<Response> {
    const headers = {
      accept: 'application/vnd.github.full+json',
      authorization: `Bearer ${this.#token}`,
      'x-github-api-version': '2022-11-28',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const more = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${this.#api}${path}`, { method, headers, ...more })
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`)
    return answer
  }
}
