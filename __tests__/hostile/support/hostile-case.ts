/** A text, or one that is made when the test runs: long, or of pieces that no file should hold together. */
export type Text =
  | string
  /** Lines. */
  | readonly Text[]
  | { readonly repeat: Text; readonly times: number }
  /** Pieces without anything between them. */
  | { readonly glue: readonly Text[] }

/** One hostile case, as its file says it. */
export interface HostileCase {
  /** Unique in the whole corpus. */
  readonly name: string
  /** The advisory, page, source file or mechanism that it comes from. */
  readonly source: string
  /** Where the input comes from: an issue's text, settings, a template, a runbook, … */
  readonly where: string
  /** What is attacked, by the names of the invariants that the walker of its group holds. */
  readonly expect: readonly string[]
  /** Its folder and its file in `cases/`. */
  readonly group: string
  readonly file: string
}

/** Writes a text out. */
export function expandText(text: Text): string {
  if (typeof text === 'string') return text
  if ('repeat' in text) return expandText(text.repeat).repeat(text.times)
  if ('glue' in text) return text.glue.map(expandText).join('')
  return text.map(expandText).join('\n')
}
