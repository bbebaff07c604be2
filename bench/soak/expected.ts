/** What has to be true of an issue when its story is over, said by whoever made the story up. */
export interface Expected {
  readonly issue: number
  readonly kind: string
  readonly title: string
  readonly author: string
  /** What people last made of the body. */
  readonly body: string
  /** Ours beside what people added, sorted. */
  readonly labels: readonly string[]
  readonly state: 'open' | 'closed'
  /** Who must have been called: in this issue, or in one of `alsoOpen`. Nobody else may be. */
  readonly called: readonly string[]
  readonly informed: readonly string[]
  /** Incidents on the same service that were open when this one was opened, or its severity raised. */
  readonly alsoOpen: readonly number[]
  readonly board: boolean
  readonly postmortem: 'merged' | 'open' | 'rejected' | 'none'
  /** Titles of the action items that must have become issues. */
  readonly actions: readonly string[]
  /** Comments of people as they last stood, by id. */
  readonly comments: ReadonlyMap<number, string>
}
