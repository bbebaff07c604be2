import type { TaskItem } from '../text/task-list.ts'
import { matchItems, readTaskList } from '../text/task-list.ts'
import type { BodyEdit } from './record.ts'

/** Who ticked an item, and when. */
export interface Tick {
  readonly by: string
  readonly at: string
}

/** How much of an issue's past is read, in characters from its newest version back: anybody may edit a body all day. */
const maxHistory = 250_000

/**
 * For each item the editor of the first version of the body in which it has stayed ticked since; nobody where that lies
 * further back than is read.
 */
export function whoTicked<Item extends { readonly text: string }>(
  items: readonly Item[],
  edits: readonly BodyEdit[],
): ReadonlyMap<Item, Tick> {
  const ticks = new Map<Item, Tick>()
  const still = new Set(items)
  let left = maxHistory
  let later: BodyEdit | undefined
  for (const edit of edits.toReversed()) {
    left -= edit.body.length
    if (left < 0 || still.size === 0) return ticks
    const ticked = new Set(tickedOf([...still], edit))
    for (const item of still) {
      if (ticked.has(item)) continue
      still.delete(item)
      if (later) ticks.set(item, { by: later.editor, at: later.at })
    }
    later = edit
  }
  for (const item of still) if (later) ticks.set(item, { by: later.editor, at: later.at })
  return ticks
}

function tickedOf<Item extends { readonly text: string }>(items: readonly Item[], edit: BodyEdit): readonly Item[] {
  return matchItems(items, readVersion(edit)).flatMap(({ required, found }) => (found?.checked ? [required] : []))
}

/** Versions never change, and a run asks for them at every step. */
const read = new WeakMap<BodyEdit, readonly TaskItem[]>()

function readVersion(edit: BodyEdit): readonly TaskItem[] {
  const items = read.get(edit) ?? readTaskList(edit.body).items
  read.set(edit, items)
  return items
}
