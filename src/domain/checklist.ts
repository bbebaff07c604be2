import type { FormDefinition } from '../text/issue-form.ts'
import { matchItems, readTaskList } from '../text/task-list.ts'
import { requiredItems } from './default-checklist.ts'
import type { Checklist, ChecklistItem } from './facts.ts'
import { findOwn, ownComments } from './own-comments.ts'
import type { IncidentRecord } from './record.ts'
import { whoTicked } from './who-ticked.ts'

/** An item that was reported done by `/done`. */
export interface Done {
  readonly item: number
  readonly by: string
  readonly at: string
}

/** The comment that holds the checklist of an issue whose body has none. */
export const checklistKey = 'checklist'

/**
 * The incident's checklist: the items that its form (or the built-in list) requires, and which of them are ticked in the
 * body, in our checklist comment, or by `/done`. People's words are matched, not positions: a deleted line stays open.
 */
export function readChecklist(
  record: IncidentRecord,
  form: FormDefinition | undefined,
  done: readonly Done[],
): Checklist {
  const required = requiredItems(form)
  const inBody = readTaskList(record.issue.body)
  const comment = findOwn(ownComments(record), checklistKey)
  const inComment = comment ? readTaskList(comment.comment.body) : { over: false, items: [] }
  const bodyHas = matchItems(required, inBody.items).some(({ found }) => found)
  const place = bodyHas || inBody.over ? 'issue' : comment ? 'comment' : 'nowhere'
  const found = matchItems(required, place === 'issue' ? inBody.items : inComment.items)
  const checked = found.flatMap(({ required: item, found: box }) => (box?.checked ? [item] : []))
  const ticks = whoTicked(checked, place === 'issue' ? (record.edits ?? []) : [])
  const items = found.map(({ required: item, found: box }, index): ChecklistItem => {
    const number = index + 1
    const reported = done.find((one) => one.item === number)
    const ticked = ticks.get(item)
    return {
      number,
      ...item,
      done: box?.checked === true || reported !== undefined,
      by: reported?.by ?? ticked?.by,
      at: reported?.at ?? ticked?.at,
      deleted: box === undefined && place !== 'nowhere',
    }
  })
  return { items, place, unreadable: inBody.over || inComment.over }
}

/** The items that keep an incident from closing. */
export function openItems(checklist: Checklist): readonly ChecklistItem[] {
  return checklist.items.filter((item) => !item.done && !item.optional)
}
