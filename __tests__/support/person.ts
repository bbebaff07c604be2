import type { HttpClient } from './http-client.ts'

/** Where a person acts, and with whose rights. */
export interface PersonSetting {
  /** With this person's own token. */
  readonly api: HttpClient
  /** What only the web interface can do. */
  readonly web: HttpClient
  /** `owner/name`. */
  readonly repository: string
  /** Lets the server's time pass before each act. */
  readonly pace: () => void
}

/** Somebody who works with the repository through their own token, and nothing else. */
export class Person {
  readonly login: string
  readonly #setting: PersonSetting

  constructor(login: string, setting: PersonSetting) {
    this.login = login
    this.#setting = setting
  }

  /** Files the form; its labels come only where they exist. Gives the issue's number. */
  files(title: string, body: string, labels: readonly string[] = ['outage-report']): Promise<number> {
    return this.#made(this.#web('POST', '/forms', { title, body, labels }))
  }

  /** Opens a plain issue, with labels where this person may set them. Gives its number. */
  opens(title: string, body: string, labels: readonly string[] = []): Promise<number> {
    return this.#made(this.#send('POST', '/issues', { title, body, labels }))
  }

  /** Writes a comment. Gives its id. */
  async says(issue: number, body: string): Promise<number> {
    const { id } = await this.#send<{ id: number }>('POST', `/issues/${issue}/comments`, { body })
    return id
  }

  /** Edits a comment. */
  async rewrites(comment: number, body: string): Promise<void> {
    await this.#send('PATCH', `/issues/comments/${comment}`, { body })
  }

  /** Deletes a comment. */
  async deletes(comment: number): Promise<void> {
    await this.#send('DELETE', `/issues/comments/${comment}`)
  }

  /** Edits an issue's title or body. */
  async edits(issue: number, change: { readonly title?: string; readonly body?: string }): Promise<void> {
    await this.#send('PATCH', `/issues/${issue}`, change)
  }

  /** Ticks the box whose text begins so, in the issue's body or in a comment. */
  async ticks(issue: number, item: string, comment?: number): Promise<void> {
    const path = comment === undefined ? `/issues/${issue}` : `/issues/comments/${comment}`
    const { body } = await this.#setting.api.send<{ body: string }>('GET', this.#path(path))
    const boxes = body.split('\n').filter((line) => /^\s*- \[[ xX]\] /.test(line))
    const box = boxes.findIndex((line) => line.trim().slice('- [ ] '.length).startsWith(item)) + 1
    if (box === 0) throw new Error(`There is no box "${item}" in #${issue}`)
    await this.#web('POST', `/issues/${issue}/tick`, { box, ...(comment !== undefined && { commentId: comment }) })
  }

  /** Puts labels on an issue. */
  async labels(issue: number, ...labels: readonly string[]): Promise<void> {
    await this.#send('POST', `/issues/${issue}/labels`, { labels })
  }

  /** Takes a label off an issue. */
  async unlabels(issue: number, label: string): Promise<void> {
    await this.#send('DELETE', `/issues/${issue}/labels/${encodeURIComponent(label)}`)
  }

  /** Assigns people. */
  async assigns(issue: number, ...assignees: readonly string[]): Promise<void> {
    await this.#send('POST', `/issues/${issue}/assignees`, { assignees })
  }

  /** Closes an issue. */
  async closes(issue: number, reason: 'completed' | 'not_planned' | 'duplicate' = 'completed'): Promise<void> {
    await this.#send('PATCH', `/issues/${issue}`, { state: 'closed', state_reason: reason })
  }

  /** Reopens an issue. */
  async reopens(issue: number): Promise<void> {
    await this.#send('PATCH', `/issues/${issue}`, { state: 'open' })
  }

  /** Locks an issue. */
  async locks(issue: number): Promise<void> {
    await this.#send('PUT', `/issues/${issue}/lock`, {})
  }

  /** Deletes an issue, or moves it to another repository (`owner/name`), on the web. */
  async removes(issue: number, to?: string): Promise<void> {
    if (to === undefined) await this.#web('POST', `/issues/${issue}/delete`, {})
    else await this.#web('POST', `/issues/${issue}/transfer`, { to })
  }

  /** Merges a pull request. */
  async merges(pull: number): Promise<void> {
    await this.#send('PUT', `/pulls/${pull}/merge`, { merge_method: 'squash' })
  }

  /** Closes a pull request without merging it. */
  async rejects(pull: number): Promise<void> {
    await this.#send('PATCH', `/pulls/${pull}`, { state: 'closed' })
  }

  /** Writes a file on a branch, as a commit of its own. */
  async commits(branch: string, path: string, text: string): Promise<void> {
    const place = `/contents/${path}`
    const found = await this.#setting.api
      .send<{ sha: string }>('GET', this.#path(`${place}?ref=${branch}`))
      .catch(() => undefined)
    const content = Buffer.from(text).toString('base64')
    await this.#send('PUT', place, { message: `Change ${path}`, content, branch, ...(found && { sha: found.sha }) })
  }

  #path(path: string): string {
    return `/repos/${this.#setting.repository}${path}`
  }

  async #send<Answer>(method: string, path: string, body?: Readonly<Record<string, unknown>>): Promise<Answer> {
    this.#setting.pace()
    return await this.#setting.api.send<Answer>(method, this.#path(path), body)
  }

  async #web<Answer>(method: string, path: string, body: Readonly<Record<string, unknown>>): Promise<Answer> {
    this.#setting.pace()
    return await this.#setting.web.send<Answer>(method, this.#path(path), { login: this.login, ...body })
  }

  async #made(issue: Promise<{ number: number }>): Promise<number> {
    return (await issue).number
  }
}
