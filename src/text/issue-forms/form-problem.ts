/**
 * One thing in the file of a form that GitHub refuses, or cannot read. GitHub then hides the whole form. The place is
 * counted from 1; both texts are on one line, and what stands in the file is quoted in them as code.
 */
export interface FormProblem {
  readonly line: number
  readonly column: number
  /** In GitHub's own words, where it has published any. */
  readonly message: string
  /** What to change. */
  readonly help: string
}

/** Makes a problem of one element of the body, found at a node of the file. */
export type Say = (node: unknown, message: string, help: string) => FormProblem
