import { isOurs } from '../../domain/own-comments.ts'
import { readMarker } from '../../text/marker.ts'
import { hasCode } from '../api-error.ts'
import { listLabelled } from '../list-labelled.ts'
import { settling } from '../look-again.ts'
import type { ApiIssue } from '../narrow.ts'
import { loginOf } from '../narrow.ts'
import { findOwnLogin } from '../own-login.ts'
import { inPlace } from '../place.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done } from './applied.ts'
import { applyClaim } from './claim.ts'
import { foldDocument } from './fold.ts'
import { makeLabels } from './label.ts'

/**
 * Makes an issue of an action item, once: its comment is claimed first, since two runs side by side would both see none.
 * Where nobody knows whether GitHub took it, ours of that key is looked for.
 */
export async function applyCreateIssue(context: ApplyContext, effect: EffectOf<'create-issue'>): Promise<Applied> {
  const claim: Applied = effect.claim ? await applyClaim(context, { kind: 'claim', on: effect.claim }) : done()
  if (claim.kind === 'lost') return claim
  await makeLabels(context, effect.labels)
  const issue = await createOrAdopt(context, effect)
  const made = { number: issue.number, url: issue.html_url }
  return done(
    claim.fold,
    foldDocument(({ actionIssues }) => ({ actionIssues: { ...actionIssues, [effect.key]: made } })),
  )
}

async function createOrAdopt(context: ApplyContext, effect: EffectOf<'create-issue'>): Promise<ApiIssue> {
  try {
    return await create(context, effect, effect.assignees)
  } catch (error) {
    // Somebody who cannot be assigned fails the whole request.
    if (hasCode(error, 'invalid') && effect.assignees.length > 0) return await create(context, effect, [])
    if (!hasCode(error, 'ambiguous')) throw error
    await context.client.pause(settling)
    return (await findOwn(context, effect)) ?? (await create(context, effect, effect.assignees))
  }
}

async function create(
  { client, where }: ApplyContext,
  effect: EffectOf<'create-issue'>,
  assignees: readonly string[],
): Promise<ApiIssue> {
  const { title, body } = effect
  const labels = effect.labels.map((label) => label.name)
  const { data } = await client.rest.issues.create({
    ...inPlace(where),
    title,
    body,
    labels,
    assignees: [...assignees],
  })
  return data
}

async function findOwn(
  { client, where }: ApplyContext,
  { key, labels }: EffectOf<'create-issue'>,
): Promise<ApiIssue | undefined> {
  const ourLogin = await findOwnLogin(client)
  const issues = await listLabelled(client, where, { label: labels[0]?.name ?? '', state: 'all' })
  return issues.find(
    (issue) => isOurs(loginOf(issue.user), { ourLogin }) && readMarker(issue.body ?? '')?.keys[0] === key,
  )
}
