import type { FormDefinition } from '../text/issue-form.ts'
import { readTaskList } from '../text/task-list.ts'

/** An item that a checklist must have. */
export interface RequiredItem {
  readonly text: string
  readonly section: string | undefined
  readonly optional: boolean
}

/** The checklist of the six steps, for repositories whose form brings none. */
const builtIn = `
#### Notify all stakeholders
- [ ] everyone shown as not reached was told by chat, mail or phone
- [ ] the team was asked "does anyone know of a change?", no blame *(optional)*

#### Identify the problem and its source
- [ ] symptom seen first-hand, in the service or its logs
- [ ] source named with evidence ("no data on the page" need not be the database)

#### Reference the runbook
- [ ] runbook read and followed, or none fits
- [ ] no access? the person the runbook names was asked *(optional)*

#### Diagnose
- [ ] dashboards, logs and changes checked for the time it began
- [ ] the cause explains when it began and who was hit *(optional)*

#### Solve and verify
- [ ] recent backup or rollback path before the change, or none needed
- [ ] long fix: standby server or rerouting considered *(optional)*
- [ ] fix verified on every tier and environment, as good as before

#### Document
- [ ] what the runbook lacked is noted, or nothing was lacking
- [ ] follow-up work has owner and date *(optional)*
`

/** The items of the form's prefilled checklist, else the built-in ones. Their order gives `/done` its numbers. */
export function requiredItems(form: FormDefinition | undefined): readonly RequiredItem[] {
  const prefilled = form?.fields.map((field) => readItems(field.value ?? '')).find((items) => items.length > 0)
  return prefilled ?? readBuiltIn()
}

let builtInItems: readonly RequiredItem[] | undefined

/** Read when first needed, not on import: most forms bring their own, and the first line need not wait for it. */
function readBuiltIn(): readonly RequiredItem[] {
  builtInItems ??= readItems(builtIn)
  return builtInItems
}

function readItems(markdown: string): readonly RequiredItem[] {
  return readTaskList(markdown).items.map(({ text, optional, section }) => ({ text, optional, section }))
}
