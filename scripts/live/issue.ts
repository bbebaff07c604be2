import { insist } from './ask.ts'
import type { Place } from './place.ts'

/** Begins the title of every issue that a run makes. */
export const issueTitle = 'Muster tries GitHub out'

/** Makes an issue that says what it is, and gives its number. */
export async function makeIssue({ octokit, at }: Place, purpose: string, text = ''): Promise<number> {
  const title = `${issueTitle}: ${purpose}`
  const body =
    `${text}\n\nMade by the workflow "Live experiments"; it closes this issue when it ends. Nothing is wrong.`.trim()
  const { number } = await insist('An issue', octokit.rest.issues.create({ ...at, title, body }))
  return number
}
