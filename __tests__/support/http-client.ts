/** JSON as GitHub answers it. */
export type Json = Readonly<Record<string, unknown>>

/** Thrown when GitHub refuses; `status` is its answer's. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number

  constructor(request: string, status: number, text: string) {
    super(`${request} was answered with ${status}: ${text}`)
    this.status = status
  }
}

/** One way of asking a server: an address and a token. */
export class HttpClient {
  readonly #base: string
  readonly #token: string

  /** `base` has no slash at its end; an empty token sends none. */
  constructor(base: string, token: string) {
    this.#base = base
    this.#token = token
  }

  /** Sends one request and gives its answer's JSON. Rejects with `Refused` unless it succeeded. */
  async send<Answer = Json>(method: string, path: string, body?: Json): Promise<Answer> {
    const answer = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        ...(this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Refused(`${method} ${path}`, answer.status, text)
    return JSON.parse(text === '' ? '{}' : text)
  }
}
