import type { Concurrency, ConcurrencyGroups } from './concurrency.ts'

/** What somebody who waits for a turn has to say. */
export interface TurnOptions {
  /** Ends the waiting, and what is under way. */
  readonly cancel: AbortSignal
  /** The groups that the run, the calling job and the called workflow hold already. */
  readonly held: readonly string[]
  readonly onWait?: () => void
}

/** How it went: `dropped` for a newer one or by `cancel`, `deadlocked` where it would have waited for itself. */
export type Turn = 'done' | 'dropped' | 'deadlocked'

/**
 * Does some work in its turn of a concurrency group; at once where there is none. The work gets a signal that is aborted
 * by `cancel`, and by a newer one with `cancel-in-progress`.
 *
 * GitHub cancels a job whose group its own caller holds: "Canceling since a deadlock for concurrency group … was detected"
 * (rhysd/actionlint#538, metabase/metabase#57960).
 */
export async function takeTurn(
  groups: ConcurrencyGroups,
  concurrency: Concurrency | null,
  { cancel, held, onWait, work }: TurnOptions & { readonly work: (cancel: AbortSignal) => Promise<void> },
): Promise<Turn> {
  if (concurrency === null) {
    await work(cancel)
    return 'done'
  }
  if (held.some((group) => group.toLowerCase() === concurrency.group.toLowerCase())) return 'deadlocked'
  const overtaken = new AbortController()
  const contender = { cancel: () => overtaken.abort() }
  const withdraw = () => groups.withdraw(concurrency, contender)
  cancel.addEventListener('abort', withdraw, { once: true })
  try {
    if (!(await groups.enter(concurrency, contender, () => onWait?.()))) return 'dropped'
    await work(AbortSignal.any([cancel, overtaken.signal]))
    return 'done'
  } finally {
    cancel.removeEventListener('abort', withdraw)
    groups.leave(concurrency, contender)
  }
}
