import { readTime } from '../../text/time.ts'
import type { Answers, Milestones, Said } from '../facts.ts'
import type { Issue } from '../record.ts'
import type { State } from './state.ts'

/** The milestones, and the start as it was written where it cannot be read as a time. */
export interface ReadMilestones {
  readonly milestones: Milestones
  readonly startedAsWritten: string | undefined
}

/**
 * What was observed, outweighed by what people stated. A form with an empty "since when" means now; a plain issue that
 * says nothing leaves the start unknown, and figures that need it are left out.
 */
export function readMilestones(state: State, issue: Issue, context: MilestoneContext): ReadMilestones {
  const { answers, byForm, detected, timezone, acknowledged, published } = context
  const { since } = answers
  const read = since ? readTime(since, { now: issue.createdAt, timezone }) : undefined
  const started = read ? (read.ok ? read.at : undefined) : byForm ? issue.createdAt : undefined
  const observed = {
    ...(started !== undefined && { started }),
    detected,
    ...(acknowledged && { acknowledged: acknowledged.at }),
    ...state.milestones,
    ...(published !== undefined && { published }),
  }
  const unread = read && !read.ok && state.stated.started === undefined
  return { milestones: { ...observed, ...state.stated }, startedAsWritten: unread ? since : undefined }
}

interface MilestoneContext {
  readonly answers: Answers
  readonly byForm: boolean
  /** When the issue was opened or, for one that a person made an incident later, that moment. */
  readonly detected: string
  readonly timezone: string
  readonly acknowledged: Said | undefined
  readonly published: string | undefined
}
