import type { FormDefinition } from '../text/issue-form.ts'
import { matchItems, readTaskList } from '../text/task-list.ts'
import type { RequiredItem } from './default-checklist.ts'
import { requiredItems } from './default-checklist.ts'
import type { Checklist, ChecklistItem } from './facts.ts'
import { findOwn, ownComments } from './own-comments.ts'
import type { IncidentRecord } from './record.ts'

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
  const items = found.map(({ required: item, found: box }, index): ChecklistItem => {
    const number = index + 1
    const reported = done.find((one) => one.item === number)
    const ticked = box?.checked ? whoTicked(record, item, place === 'issue') : undefined
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

/** The editor of the first version of the body in which the item has stayed ticked; nobody where GitHub does not tell. */
function whoTicked(
  record: IncidentRecord,
  item: RequiredItem,
  inBody: boolean,
): { readonly by: string; readonly at: string } | undefined {
  if (!inBody || !record.edits) return undefined
  const versions = record.edits.map((edit) => ({
    edit,
    ticked: matchItems([item], readTaskList(edit.body).items)[0]?.found?.checked === true,
  }))
  const lastOpen = versions.findLastIndex(({ ticked }) => !ticked)
  const first = versions[lastOpen + 1]
  return first && { by: first.edit.editor, at: first.edit.at }
}

/** The items that keep an incident from closing. */
export function openItems(checklist: Checklist): readonly ChecklistItem[] {
  return checklist.items.filter((item) => !item.done && !item.optional)
}
