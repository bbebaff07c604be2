/** One page as every engine gets it: repository path and the file's whole text. */
export interface BenchPage {
  readonly path: string
  readonly text: string
}

/** One query of a corpus; `meta` is left behind when it is read, so that no engine can see it. */
export interface BenchQuery {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly body: string
  readonly service?: string
  readonly labels?: readonly string[]
  readonly relevant: readonly string[]
}

/** What an engine answers: the ranking, and what would be linked. Engines without a decision link their first three. */
export interface Answer {
  readonly ranked: readonly string[]
  readonly shown: readonly string[]
}

/** A search engine under test: index once, then ask. */
export interface Engine {
  readonly name: string
  readonly index: (pages: readonly BenchPage[]) => (query: Omit<BenchQuery, 'id' | 'kind' | 'relevant'>) => Answer
}
