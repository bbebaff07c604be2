import type { Label } from '../../domain/labels.ts'
import { isFinal } from '../../domain/labels.ts'
import { refusalIn } from '../api-error.ts'
import { newLabelColor } from '../narrow.ts'
import { inPlace } from '../place.ts'
import type { Applied, ApplyContext, EffectOf } from './applied.ts'
import { done, refused } from './applied.ts'
import { foldFailure, foldInstalled, foldIssue } from './fold.ts'

/** A label as GitHub shows it on an issue. */
export interface ShownLabel {
  readonly name: string
  readonly color: string
  readonly description: string | null
}

/**
 * Adds labels in one request. GitHub makes those that are missing; they then get our colour and description. One that ends
 * an incident is made first: once it is on, no sweep would come back to colour it.
 */
export async function applyAddLabels(context: ApplyContext, { labels }: EffectOf<'add-labels'>): Promise<Applied> {
  const { client, where, snapshot } = context
  const names = labels.map((label) => label.name)
  await makeLabels(
    context,
    labels.filter(({ name }) => isFinal(name, snapshot.settings.labels)),
  )
  try {
    const { data } = await client.rest.issues.addLabels({
      ...inPlace(where),
      issue_number: snapshot.record.issue.number,
      labels: names,
    })
    await dressLabels(context, labels, data)
    return done(foldIssue({ labels: data.map((label) => label.name), bareLabels: [] }))
  } catch (error) {
    const refusal = refusalIn(error)
    if (!refusal) throw error
    return refused(foldFailure('labels-refused', refusal.message))
  }
}

/** Makes a label of the repository. Where it is there already, another run was faster. */
export async function applyMakeLabel(
  { client, where }: ApplyContext,
  { label }: EffectOf<'make-label'>,
): Promise<Applied> {
  try {
    await client.rest.issues.createLabel({ ...inPlace(where), ...label })
    return done(foldInstalled)
  } catch (error) {
    if (!refusalIn(error)) throw error
    return refused(foldInstalled)
  }
}

/** Makes labels that are missing, as they should look; for issues that nobody will look after later. */
export async function makeLabels(
  { client, where }: Pick<ApplyContext, 'client' | 'where'>,
  labels: readonly Label[],
): Promise<void> {
  for (const { name, color, description } of labels) {
    try {
      await client.rest.issues.createLabel({ ...inPlace(where), name, color, description })
    } catch (error) {
      if (!refusalIn(error)) throw error
    }
  }
}

/**
 * Gives labels that were made just now their colour and description. A refusal is no failure: it is only how they look.
 * Where GitHub gives no answer the run stops, and the next one does it.
 */
export async function dressLabels(
  { client, where }: ApplyContext,
  wanted: readonly Label[],
  shown: readonly ShownLabel[],
): Promise<void> {
  const bare = wanted.filter(({ name }) =>
    shown.some(
      (label) => label.name.toLowerCase() === name.toLowerCase() && label.color === newLabelColor && !label.description,
    ),
  )
  const changes = bare.map(({ name, color, description }) =>
    client.rest.issues.updateLabel({ ...inPlace(where), name, color, description }),
  )
  const unanswered = (await Promise.allSettled(changes)).find(
    (outcome) => outcome.status === 'rejected' && !refusalIn(outcome.reason),
  )
  if (unanswered?.status === 'rejected') throw unanswered.reason
}

/** A label that somebody took off meanwhile is off. */
export async function applyRemoveLabel(context: ApplyContext, { name }: EffectOf<'remove-label'>): Promise<Applied> {
  const { client, where, snapshot } = context
  try {
    await client.rest.issues.removeLabel({ ...inPlace(where), issue_number: snapshot.record.issue.number, name })
  } catch (error) {
    const refusal = refusalIn(error)
    if (!refusal) throw error
    if (refusal.code !== 'not-found') return refused(foldFailure('labels-refused', refusal.message))
  }
  return done((current) => {
    const labels = current.record.issue.labels.filter((label) => label.toLowerCase() !== name.toLowerCase())
    return foldIssue({ labels })(current)
  })
}
