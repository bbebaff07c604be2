import { ask } from './ask.ts'
import { lookUntil, type Place } from './place.ts'

/** Asks for a new label of the repository; gives GitHub's status. */
export async function makeLabel({ octokit, at }: Place, name: string, description = ''): Promise<number> {
  const label = { ...at, name, color: 'ededed', description }
  const { status } = await ask(octokit.rest.issues.createLabel(label))
  return status
}

/** Waits for a label that another job makes, for a hundred looks; gives its description. Throws when it does not come. */
export async function waitForLabel(place: Place, name: string): Promise<string> {
  const { octokit, at } = place
  const found = await lookUntil(place, 100, async () => {
    const { data } = await ask(octokit.rest.issues.getLabel({ ...at, name }))
    return data && (data.description ?? '')
  })
  if (found === undefined) throw new Error(`The label ${name} did not come`)
  return found
}

/** Whether a label exists. Throws where GitHub says neither. */
export async function hasLabel({ octokit, at }: Place, name: string): Promise<boolean> {
  const { status, message } = await ask(octokit.rest.issues.getLabel({ ...at, name }))
  if (status !== 200 && status !== 404) throw new Error(`The label ${name}: GitHub answered ${status} ${message}`)
  return status === 200
}
