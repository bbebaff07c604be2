import type { Client } from './client.ts'

/** A user, label or milestone as far as the demo looks at it. */
export interface Named {
  readonly login: string
  readonly name: string
}

/** An issue as the API gives it, as far as the demo looks at it. */
export interface IssueFacts {
  readonly number: number
  readonly title: string
  readonly body: string | null
  readonly body_html: string
  readonly html_url: string
  readonly state: 'open' | 'closed'
  readonly state_reason: string | null
  readonly user: Named
  readonly labels: readonly { readonly name: string; readonly color: string }[]
  readonly assignees: readonly Named[]
  readonly created_at: string
  readonly closed_at: string | null
  readonly pull_request?: object
}

/** A comment as the API gives it. */
export interface CommentFacts {
  readonly id: number
  readonly user: Named
  readonly body: string
  readonly body_html: string
  readonly created_at: string
  readonly html_url: string
}

/** A pull request as the API gives it. */
export interface PullFacts {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly html_url: string
  readonly state: string
  readonly merged_at: string | null
  readonly head: { readonly ref: string; readonly sha: string }
  readonly requested_reviewers: readonly Named[]
}

/** A changed file of a pull request. */
export interface FileFacts {
  readonly filename: string
  readonly status: string
  readonly patch?: string
  readonly raw_url: string
  readonly additions: number
}

const OURS = 'github-actions[bot]'

/** Reads back from the server what came of a step. */
export class Facts {
  readonly client: Client
  readonly #web: Client
  readonly #path: string

  /** `repository` is `owner/name`; `web` also knows whom GitHub would have written to. */
  constructor(clients: { readonly api: Client; readonly web: Client }, repository: string) {
    this.client = clients.api
    this.#web = clients.web
    this.#path = `/repos/${repository}`
  }

  /** One issue. */
  issue(number: number): Promise<IssueFacts> {
    return this.client.get(`${this.#path}/issues/${number}`)
  }

  /** Every issue and pull request, oldest first. */
  async issues(): Promise<readonly IssueFacts[]> {
    const all = await this.client.list<IssueFacts>(`${this.#path}/issues?state=all`)
    return [...all].sort((a, b) => a.number - b.number)
  }

  /** The names of an issue's labels. */
  async labels(number: number): Promise<readonly string[]> {
    return (await this.issue(number)).labels.map(({ name }) => name)
  }

  /** All comments of an issue, oldest first. */
  comments(number: number): Promise<readonly CommentFacts[]> {
    return this.client.list(`${this.#path}/issues/${number}/comments`)
  }

  /** The comments that Muster wrote. */
  async ours(number: number): Promise<readonly CommentFacts[]> {
    return (await this.comments(number)).filter(({ user }) => user.login === OURS)
  }

  /** The board. Throws when there is none, or more than one. */
  async board(number: number): Promise<CommentFacts> {
    const boards = (await this.ours(number)).filter(({ body }) => /"board"[^\n]*-->\s*$/.test(body))
    const [board] = boards
    if (!board || boards.length > 1) throw new Error(`Expected one board on #${number}, found ${boards.length}`)
    return board
  }

  /** Who was told by a mention of Muster in an issue, once for each time. */
  async told(number: number): Promise<readonly string[]> {
    const all = await this.#web.get<readonly Told[]>('/notifications')
    const mentions = all.filter(
      ({ reason, by, subject }) => /mention/.test(reason) && by === OURS && subject.endsWith(`#${number}`),
    )
    return mentions.map(({ login }) => login).sort()
  }

  /** The contents of the reactions on a comment. */
  async reactions(commentId: number): Promise<readonly string[]> {
    const path = `${this.#path}/issues/comments/${commentId}/reactions`
    return (await this.client.list<{ content: string }>(path)).map(({ content }) => content)
  }

  /** Every event of an issue's record. */
  events(number: number): Promise<readonly EventFacts[]> {
    return this.client.list(`${this.#path}/issues/${number}/events`)
  }

  /** Every label of the repository. */
  palette(): Promise<readonly { readonly name: string; readonly color: string }[]> {
    return this.client.list(`${this.#path}/labels`)
  }

  /** The pull requests whose head is this branch. */
  pulls(branch: string): Promise<readonly PullFacts[]> {
    const owner = this.#path.split('/')[2]
    return this.client.list(`${this.#path}/pulls?state=all&head=${owner}:${branch}`)
  }

  /** The files that a pull request changes. */
  files(number: number): Promise<readonly FileFacts[]> {
    return this.client.list(`${this.#path}/pulls/${number}/files`)
  }

  /** The text of a file on a branch. */
  async file(path: string, ref = 'main'): Promise<string> {
    const found = await this.client.get<{ content: string }>(`${this.#path}/contents/${path}?ref=${ref}`)
    return Buffer.from(found.content, 'base64').toString('utf8')
  }
}

interface Told {
  readonly login: string
  readonly reason: string
  readonly subject: string
  readonly by: string
}

/** One event of an issue's record. */
export interface EventFacts {
  readonly id: number
  readonly event: string
  readonly actor: Named | null
  readonly created_at: string
  readonly label?: { readonly name: string; readonly color: string }
  readonly assignee?: Named
  readonly state_reason?: string | null
}

/** The logins that a comment really mentions: links that GitHub made of `@login`. */
export function mentionsIn(comment: { readonly body_html: string }): readonly string[] {
  const found = comment.body_html.matchAll(/class="[^"]*(?:user|team)-mention[^"]*"[^>]*>@([^<]+)</g)
  return [...new Set([...found].map((match) => match[1] ?? ''))].sort()
}
