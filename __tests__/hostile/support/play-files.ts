import { commentsOf } from '../../../simulator/state/repository.ts'
import { cpuTime } from '../../support/cpu-time.ts'
import { ourLogin } from '../../support/end-state.ts'
import { fillForm } from '../../support/fill-form.ts'
import { paymentsFail } from '../../support/incidents.ts'
import { runInProcess } from '../../support/run-in-process.ts'
import type { JobsRun } from '../../support/run-jobs.ts'
import type { Stage } from '../../support/stage.ts'
import { tapWire } from './tap-wire.ts'

/** What came of an incident that was opened in a repository with hostile files. */
export interface Opened {
  readonly run: JobsRun['run']
  /** The board's text; empty where there is none. */
  readonly board: string
  /** Whom it told, each time, sorted. */
  readonly told: readonly string[]
  readonly wire: string
  /** Processor time, milliseconds. */
  readonly cost: number
}

/** Opens an incident on a stage that many share, with files in its checkout that nobody else sees. */
export async function playFiles(
  stage: Stage,
  files: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, string>> = {},
): Promise<Opened> {
  const { world, repository, people } = stage
  const issue = await people.carol.opens('Payments fail', fillForm({ ...paymentsFail, ...answers }), ['incident'])
  const tap = tapWire(world)
  const play: typeof stage.jobs.play = (order) =>
    runInProcess({ ...order, checkout: { ...(typeof order.checkout === 'object' ? order.checkout : {}), ...files } })
  try {
    const before = cpuTime()
    const { run } = await stage.deliver(stage.inbox.takeNewest(), { play })
    const cost = cpuTime() - before
    const own = commentsOf(repository, issue).filter(({ author }) => author.login === ourLogin)
    const told = world.notifications.filter(
      ({ by, reason, subject }) => by === ourLogin && /mention/.test(reason) && subject.endsWith(`#${issue}`),
    )
    return { run, board: own[0]?.body ?? '', told: told.map(({ login }) => login).sort(), wire: tap.sent(), cost }
  } finally {
    tap.close()
    // Who was called for an open incident is not called again for the next one.
    await people.carol.closes(issue, 'not_planned')
    stage.inbox.take()
  }
}
