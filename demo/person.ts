import type { Client } from './client.ts'
import type { CommentFacts, IssueFacts } from './facts.ts'

/** Somebody who works with the repository, through their own token and nothing else. */
export class Person {
  readonly login: string
  readonly #client: Client
  readonly #web: Client
  readonly #path: string

  /** `api` is for what the API can do, `web` for what only the web pages can. `repository` is `owner/name`. */
  constructor(login: string, clients: { readonly api: Client; readonly web: Client }, repository: string) {
    this.login = login
    this.#client = clients.api
    this.#web = clients.web
    this.#path = `/repos/${repository}`
  }

  /** Opens a plain issue and gives its number. */
  async opens(title: string, body: string): Promise<number> {
    return (await this.#client.write<IssueFacts>('POST', `${this.#path}/issues`, { title, body })).number
  }

  /** Writes a comment and gives its id. */
  async comments(issue: number, body: string): Promise<number> {
    const comment = await this.#client.write<CommentFacts>('POST', `${this.#path}/issues/${issue}/comments`, { body })
    return comment.id
  }

  /** Files an issue form on the web; the labels that the form asks for come only where they exist. */
  async files(title: string, body: string, labels: readonly string[]): Promise<number> {
    const form = { login: this.login, title, body, labels }
    return (await this.#web.write<IssueFacts>('POST', `${this.#path}/forms`, form)).number
  }

  /** Ticks boxes of the issue's body on the web, one edit for each, found by how their text begins. */
  async ticks(issue: number, items: readonly string[]): Promise<void> {
    const { body } = await this.#client.get<IssueFacts>(`${this.#path}/issues/${issue}`)
    const boxes = (body ?? '').split('\n').filter((line) => /^- \[[ x]\] /.test(line))
    for (const item of items) {
      const box = boxes.findIndex((line) => line.startsWith(`- [ ] ${item}`)) + 1
      if (box === 0) throw new Error(`No open box "${item}" in #${issue}`)
      await this.#web.write('POST', `${this.#path}/issues/${issue}/tick`, { login: this.login, box })
    }
  }

  /** Closes an issue as completed. */
  async closes(issue: number): Promise<void> {
    await this.#client.write('PATCH', `${this.#path}/issues/${issue}`, { state: 'closed', state_reason: 'completed' })
  }

  /** Puts a label on an issue. */
  async labels(issue: number, label: string): Promise<void> {
    await this.#client.write('POST', `${this.#path}/issues/${issue}/labels`, { labels: [label] })
  }

  /** Merges a pull request. */
  async merges(pull: number): Promise<void> {
    await this.#client.write('PUT', `${this.#path}/pulls/${pull}/merge`, { merge_method: 'squash' })
  }

  /** Changes a file by a pull request that is merged at once, and gives its number. */
  async ships(change: {
    readonly branch: string
    readonly path: string
    readonly text: string
    readonly title: string
  }) {
    const { branch, path, text, title } = change
    const main = await this.#client.get<{ object: { sha: string } }>(`${this.#path}/git/ref/heads/main`)
    await this.#client.write('POST', `${this.#path}/git/refs`, { ref: `refs/heads/${branch}`, sha: main.object.sha })
    const old = await this.#client.get<{ sha: string }>(`${this.#path}/contents/${path}`)
    const content = Buffer.from(text).toString('base64')
    await this.#client.write('PUT', `${this.#path}/contents/${path}`, { message: title, content, branch, sha: old.sha })
    const body = 'A small change.'
    const pull = await this.#client.write<{ number: number }>('POST', `${this.#path}/pulls`, {
      title,
      head: branch,
      base: 'main',
      body,
    })
    await this.merges(pull.number)
    return pull.number
  }

  /** Publishes a release of the default branch. */
  async releases(tag: string): Promise<void> {
    await this.#client.write('POST', `${this.#path}/releases`, { tag_name: tag, name: tag, target_commitish: 'main' })
  }
}
