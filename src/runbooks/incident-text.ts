/** What is known about an incident when its runbook is looked for. All of it may come from strangers. */
export interface IncidentText {
  readonly title: string
  readonly body?: string
  /** Answers of the form by field, where the issue came from one; then `body` may be left out. */
  readonly fields?: Readonly<Record<string, string>>
  /** The service's key or name, as settings, form or label give it. */
  readonly service?: string
  readonly serviceAliases?: readonly string[]
  readonly labels?: readonly string[]
}
