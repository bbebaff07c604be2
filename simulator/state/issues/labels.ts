import { invalid, notFound, Problem } from '../../http/problem.ts'
import type { Act } from '../act.ts'
import type { Issue, Label } from '../issue.ts'
import { presentLabel } from '../present/label.ts'
import { roleOf } from '../roles.ts'
import { reaches } from '../user.ts'
import { announce } from './announce.ts'
import { recordEvent } from './record-event.ts'

const MOST_LABELS = 100

/** What a label is made of. */
export interface LabelFields {
  readonly name: string
  readonly color: string
  readonly description: string | null
}

/** The label of this name in any case. Throws 404. */
export function findLabel({ repository }: Pick<Act, 'repository'>, name: string): Label {
  const label = repository.labels.get(name.toLowerCase())
  if (label === undefined) throw notFound()
  return label
}

/** Makes a label. Throws 422 for a name that is taken or fields that GitHub does not allow. */
export function createLabel(act: Act, fields: LabelFields): Label {
  checkLabel(fields)
  const key = fields.name.toLowerCase()
  if (act.repository.labels.has(key)) throw labelProblem('name', 'already_exists')
  const made = { isDefault: false, createdAt: act.world.clock.now() }
  const label: Label = { ...act.world.nextIdentity('Label'), ...fields, ...made }
  act.repository.labels.set(key, label)
  announceLabel(act, label, { action: 'created' })
  return label
}

/** Changes a label in place, on every issue that carries it. */
export function changeLabel(act: Act, label: Label, changes: Partial<LabelFields>): void {
  const next = { name: label.name, color: label.color, description: label.description, ...changes }
  checkLabel(next)
  const [from, to] = [label.name.toLowerCase(), next.name.toLowerCase()]
  if (from !== to && act.repository.labels.has(to)) throw labelProblem('name', 'already_exists')
  const before = { name: { from: label.name }, color: { from: label.color } }
  act.repository.labels.delete(from)
  Object.assign(label, next)
  act.repository.labels.set(to, label)
  announceLabel(act, label, { action: 'edited', changes: before })
}

/** Deletes a label from the repository and from every issue. */
export function deleteLabel(act: Act, label: Label): void {
  act.repository.labels.delete(label.name.toLowerCase())
  for (const issue of act.repository.issues.values()) issue.labels = issue.labels.filter(({ id }) => id !== label.id)
  announceLabel(act, label, { action: 'deleted' })
}

/** Puts labels on an issue; those that do not exist are made, where the caller may. */
export function addLabels(act: Act, issue: Issue, names: readonly string[]): void {
  const fresh = distinct(names).filter((name) => !issue.labels.some((label) => isNamed(label, name)))
  if (issue.labels.length + fresh.length > MOST_LABELS) throw tooManyLabels()
  const labels = fresh.map((name) => act.repository.labels.get(name.toLowerCase()) ?? createMissing(act, name))
  for (const label of labels) {
    issue.labels.push(label)
    recordEvent(act, issue, { event: 'labeled', label: { name: label.name, color: label.color } })
    announce(act, issue, { action: 'labeled', label: presentLabel(act, label) })
  }
}

/** Takes a label off an issue. Throws 404 when it is not on it. */
export function removeLabel(act: Act, issue: Issue, name: string): void {
  const label = issue.labels.find((one) => isNamed(one, name))
  if (label === undefined) throw new Problem(404, 'Label does not exist')
  issue.labels = issue.labels.filter(({ id }) => id !== label.id)
  recordEvent(act, issue, { event: 'unlabeled', label: { name: label.name, color: label.color } })
  announce(act, issue, { action: 'unlabeled', label: presentLabel(act, label) })
}

/** Gives an issue exactly these labels. */
export function setLabels(act: Act, issue: Issue, names: readonly string[]): void {
  const wanted = distinct(names)
  if (wanted.length > MOST_LABELS) throw tooManyLabels()
  const surplus = issue.labels.filter((label) => !wanted.some((name) => isNamed(label, name)))
  for (const { name } of surplus) removeLabel(act, issue, name)
  addLabels(act, issue, wanted)
}

/** GitHub makes a label that is named but missing, in grey and without a description, for those who may. */
function createMissing(act: Act, name: string): Label {
  const { caller, world, repository } = act
  if (caller.kind === 'person' && !reaches(roleOf(world, repository, caller.user), 'write')) {
    const error = { resource: 'Repository', field: 'label', code: 'unauthorized' } as const
    throw new Problem(403, 'You do not have permission to create labels on this repository.', { errors: [error] })
  }
  return createLabel(act, { name, color: 'ededed', description: null })
}

function checkLabel({ name, color, description }: LabelFields): void {
  if (name.trim() === '') throw labelProblem('name', 'missing_field')
  if ([...name].length > 50) throw labelProblem('name', 'custom', 'name is too long (maximum is 50 characters)')
  if (!/^[\da-f]{6}$/i.test(color)) throw labelProblem('color', 'invalid')
  if ([...(description ?? '')].length <= 100) return
  throw labelProblem('description', 'custom', 'description is too long (maximum is 100 characters)')
}

function labelProblem(
  field: string,
  code: 'already_exists' | 'invalid' | 'missing_field' | 'custom',
  message?: string,
) {
  return invalid({ resource: 'Label', code, field, ...(message === undefined ? {} : { message }) })
}

function tooManyLabels(): Problem {
  const message = `an issue cannot have more than ${MOST_LABELS} labels`
  return invalid({ resource: 'Issue', code: 'custom', field: 'labels', message })
}

function announceLabel(
  act: Act,
  label: Label,
  { action, ...extra }: { action: string } & Record<string, unknown>,
): void {
  const { world, repository, caller } = act
  const payload = { label: presentLabel(act, label), ...extra }
  world.emit({ name: 'label', action, repository, sender: caller.user, byToken: caller, payload })
}

function isNamed(label: Label, name: string): boolean {
  return label.name.toLowerCase() === name.toLowerCase()
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
}
