import { authenticate, callerForPerson } from '../../simulator/http/authenticate.ts'
import type { Act } from '../../simulator/state/act.ts'
import type { Issue } from '../../simulator/state/issue.ts'
import { unlockIssue } from '../../simulator/state/issues/change-issue.ts'
import { changeLabel, createLabel } from '../../simulator/state/issues/labels.ts'
import type { Stage } from './stage.ts'

/** The world and the repository of a stage. */
type Place = Pick<Stage, 'world' | 'repository'>

/** A person's hands, without HTTP: GitHub's rules for the state hold, no role is asked for. Time does not pass. */
export function actAs({ world, repository }: Place, login: string): Act {
  const user = world.user(login)
  if (!user) throw new Error(`There is nobody called ${login}`)
  return { world, repository, caller: callerForPerson(world, user) }
}

/** Another workflow of the repository: it has the login that Muster has, and what it does starts no run. */
export function actAsOtherWorkflow({ world, repository }: Place): Act {
  const permissions = { issues: 'write' } as const
  const token = world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions })
  return { world, repository, caller: authenticate(world, `Bearer ${token}`) }
}

/** An App, by the login of its bot. */
export function actAsApp({ world, repository }: Place, login: string): Act {
  const permissions = { issues: 'write' } as const
  const token = world.addToken({ kind: 'app', login, permissions, repository: 'acme/shop' })
  return { world, repository, caller: authenticate(world, `Bearer ${token}`) }
}

/** The issue or pull request of this number. Throws where there is none. */
export function issueOf({ repository }: Place, number: number): Issue {
  const issue = repository.issues.get(number)
  if (!issue) throw new Error(`There is no #${number}`)
  return issue
}

/** Dana makes a label, grey unless it has a colour. */
export function makeLabel(place: Place, name: string, color = 'ededed'): void {
  createLabel(actAs(place, 'dana'), { name, color, description: null })
}

/** Dana edits what a label says of itself. */
export function describeLabel(place: Place, name: string, description: string): void {
  const label = place.repository.labels.get(name.toLowerCase())
  if (!label) throw new Error(`There is no label ${name}`)
  changeLabel(actAs(place, 'dana'), label, { description })
}

/** Alice unlocks an issue. */
export function unlock(place: Place, number: number): void {
  unlockIssue(actAs(place, 'alice'), issueOf(place, number))
}
