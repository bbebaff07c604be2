import { type ExpressionScope, evaluateCondition } from './expression.ts'
import { evaluateText, readKey, readText, type Template } from './template.ts'

/** An evaluated `concurrency:`. */
export interface Concurrency {
  readonly group: string
  readonly cancelInProgress: boolean
}

/** Evaluates `concurrency:`, written as a group alone or as a mapping. Null without one, or with an empty group. */
export function evaluateConcurrency(template: Template | undefined, scope: ExpressionScope): Concurrency | null {
  if (template === undefined || template === null) return null
  const mapped = readKey(template, 'group')
  const group = evaluateText(mapped ?? template, scope)
  if (group === '') return null
  const cancel = readKey(template, 'cancel-in-progress')
  const isExpression = typeof cancel === 'object' && cancel !== null && cancel.type === 3
  const cancelInProgress = isExpression ? evaluateCondition(cancel.expr, scope) : readText(cancel) === 'true'
  return { group, cancelInProgress }
}

/** Somebody who takes a place in a concurrency group: a run, or a job. */
export interface Contender {
  /** Asks for an end; the contender still calls `leave` when it has ended. */
  readonly cancel: () => void
}

interface Group {
  active: Contender
  pending: { readonly contender: Contender; readonly settle: (admitted: boolean) => void } | null
}

/**
 * GitHub's concurrency groups, without `queue`: one at a time, and of those that wait only the newest; an older one
 * is cancelled when a newer one comes. Group names are compared without case.
 */
export class ConcurrencyGroups {
  readonly #groups = new Map<string, Group>()

  /**
   * Waits for a place. Resolves to false when a newer contender took the waiting place, or `withdraw` was called:
   * then it must not run. `onWait` is called when it has to wait.
   */
  enter(concurrency: Concurrency, contender: Contender, onWait: () => void): Promise<boolean> {
    const key = concurrency.group.toLowerCase()
    const group = this.#groups.get(key)
    if (!group) {
      this.#groups.set(key, { active: contender, pending: null })
      return Promise.resolve(true)
    }
    group.pending?.settle(false)
    if (concurrency.cancelInProgress) group.active.cancel()
    onWait()
    return new Promise((resolve) => {
      group.pending = { contender, settle: resolve }
    })
  }

  /** Gives the place to the one that waits, if any. */
  leave(concurrency: Concurrency, contender: Contender): void {
    const key = concurrency.group.toLowerCase()
    const group = this.#groups.get(key)
    if (!group || group.active !== contender) return
    const { pending } = group
    if (!pending) {
      this.#groups.delete(key)
      return
    }
    group.active = pending.contender
    group.pending = null
    pending.settle(true)
  }

  /** Takes a waiting contender out. */
  withdraw(concurrency: Concurrency, contender: Contender): void {
    const group = this.#groups.get(concurrency.group.toLowerCase())
    if (group?.pending?.contender !== contender) return
    group.pending.settle(false)
    group.pending = null
  }
}
