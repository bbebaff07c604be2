import { type JobAnswers, type LabelCase, type Mentions, measure, NotHere } from '../answers.ts'
import { insist } from '../ask.ts'
import { makeIssue } from '../issue.ts'
import { makeLabel } from '../label.ts'
import { lookUntil, type Place, requireText } from '../place.ts'
import { readStage, type Stage } from '../stage.ts'

/** What GitHub makes of words: labels in other letters, mentions, somebody who may not read the repository. */
export async function tryWords(place: Place, env: NodeJS.ProcessEnv): Promise<JobAnswers> {
  const stage = readStage(env)
  const labelCase = await measure(() => tryLabelCase(place, stage))
  const mentions = await measure(() => tryMentions(place, stage, readLogin(requireText(env, 'MENTION'))))
  const stranger = await measure(() => tryStranger(place, stage, env.STRANGER?.trim() ?? ''))
  return { labelCase, mentions, stranger }
}

async function tryLabelCase(place: Place, { issue }: Stage): Promise<LabelCase> {
  const { octokit, at, mark } = place
  const real = `${mark}-Case`
  const asked = real.toLowerCase()
  const made = await makeLabel(place, real)
  if (made !== 201) throw new Error(`The label ${real}: GitHub answered ${made}`)
  await insist('A label', octokit.rest.issues.addLabels({ ...at, issue_number: issue, labels: [asked] }))
  const { labels } = await insist('The issue', octokit.rest.issues.get({ ...at, issue_number: issue }))
  const names = labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')))
  const shown = names.filter((name) => name.toLowerCase() === asked)
  const [name = real] = shown
  // Lists lag: only when the real name finds the issue does it say anything that the other does not.
  const rest = async (label: string) => (await listByRest(place, label)).includes(issue)
  const graphql = async (label: string) => (await listByGraphql(place, label)).includes(issue)
  const other = name === asked ? real : asked
  return {
    real: name,
    asked: other,
    shown,
    rest: await lookBoth(place, rest, { name, other }),
    graphql: await lookBoth(place, graphql, { name, other }),
  }
}

async function lookBoth(
  place: Place,
  finds: (label: string) => Promise<boolean>,
  { name, other }: { readonly name: string; readonly other: string },
): Promise<{ readonly real: boolean; readonly asked: boolean }> {
  const real = await lookUntil(place, 15, async () => (await finds(name)) || undefined)
  return { real: real === true, asked: await finds(other) }
}

async function listByRest({ octokit, at }: Place, label: string): Promise<readonly number[]> {
  const { data } = await octokit.rest.issues.listForRepo({ ...at, labels: label, state: 'open', per_page: 100 })
  return data.map(({ number }) => number)
}

interface Found {
  readonly repository: { readonly issues: { readonly nodes: readonly { readonly number: number }[] } }
}

async function listByGraphql({ octokit, at }: Place, label: string): Promise<readonly number[]> {
  const query = `query ($owner: String!, $repo: String!, $label: String!) {
    repository(owner: $owner, name: $repo) { issues(first: 20, labels: [$label], states: [OPEN]) { nodes { number } } }
  }`
  const { repository } = await octokit.graphql<Found>(query, { ...at, label })
  return repository.issues.nodes.map(({ number }) => number)
}

/** Each mention stands in an issue of its own, so that its events cannot be taken for those of another. */
async function tryMentions(place: Place, { issue }: Stage, login: string): Promise<Mentions> {
  const { octokit, at } = place
  const text = `@${login} is mentioned here to see what GitHub notes of it.`
  const body = await makeIssue(place, 'a mention in the text', text)
  await insist('A comment', octokit.rest.issues.createComment({ ...at, issue_number: issue, body: text }))
  const edited = await makeIssue(place, 'a mention that an edit adds')
  const first = octokit.rest.issues.createComment({
    ...at,
    issue_number: edited,
    body: 'Nobody is mentioned here yet.',
  })
  const { id } = await insist('A comment', first)
  await insist('An edit', octokit.rest.issues.updateComment({ ...at, comment_id: id, body: text }))
  const count = (number: number) => countMentions(place, number, login)
  const [inBody, inComment, inEdit] = await Promise.all([count(body), count(issue), count(edited)])
  return { body: inBody, comment: inComment, edit: inEdit }
}

async function countMentions(place: Place, number: number, login: string): Promise<number> {
  const { octokit, at } = place
  const found = await lookUntil(place, 15, async () => {
    const { data } = await octokit.rest.issues.listEvents({ ...at, issue_number: number, per_page: 100 })
    const events = data.filter(({ event, actor }) => event === 'mentioned' && actor?.login === login)
    return events.length || undefined
  })
  return found ?? 0
}

async function tryStranger(place: Place, { issue, isPrivate }: Stage, login: string): Promise<'link' | 'text'> {
  if (login === '') throw new NotHere('give the login of somebody without access as "stranger"')
  if (!isPrivate) throw new NotHere('everybody may read a public repository; run this in a private one')
  const { octokit, at } = place
  const body = `@${readLogin(login)} may not read this repository.`
  const { id } = await insist('A comment', octokit.rest.issues.createComment({ ...at, issue_number: issue, body }))
  const read = octokit.rest.issues.getComment({ ...at, comment_id: id, mediaType: { format: 'full' } })
  return /user-mention/.test((await insist('The comment', read)).body_html ?? '') ? 'link' : 'text'
}

/** One person, and nothing else that GitHub would read out of the text. */
function readLogin(text: string): string {
  const login = text.trim().replace(/^@/, '')
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/.test(login)) throw new Error('A login has letters, digits and hyphens')
  return login
}
