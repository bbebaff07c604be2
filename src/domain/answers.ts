import { readSeverity } from '../text/command-arguments.ts'
import type { BodyCommand } from '../text/command-line.ts'
import { readBodyCommands } from '../text/command-line.ts'
import type { FormDefinition, FormField } from '../text/form-definition.ts'
import type { FormAnswers } from '../text/issue-form.ts'
import { readIssueForm } from '../text/issue-form.ts'
import { readPlainIssue } from '../text/plain-issue.ts'
import { readTaskList } from '../text/task-list.ts'
import type { Answers } from './facts.ts'
import type { Issue } from './record.ts'

/** What the issue says about the incident, and whether it was filed with the incident form. */
export interface ReadIssue {
  readonly answers: Answers
  readonly byForm: boolean
}

type Slot = keyof Answers

/**
 * How a form's field is recognised, most telling first. Teams write their own forms in their own words, so a field is
 * known by its id, then by its label, then by what it is.
 */
const slots: readonly {
  readonly slot: Slot
  readonly id: RegExp
  readonly label: RegExp
  readonly is?: (field: FormField) => boolean
}[] = [
  {
    slot: 'severity',
    id: /^(severity|sev|priority|impact-level)$/i,
    label: /how bad|severity|priorit/i,
    is: offersSeverities,
  },
  {
    slot: 'service',
    id: /^(service|services|component|system|product)$/i,
    label: /\b(service|component|system|product)\b/i,
  },
  { slot: 'since', id: /^(since|started|start|when|began)$/i, label: /since when|\b(start|began|when)/i },
  {
    slot: 'log',
    id: /^(logs?|error|alert|output|trace)$/i,
    label: /\b(logs?|error message|stack ?trace|output)\b/i,
    is: (field) => field.render !== undefined,
  },
  { slot: 'affected', id: /^(affected|impact|who|users|scope)$/i, label: /\b(affected|impact|who)\b/i },
  { slot: 'changed', id: /^(changed|changes?|recent-changes)$/i, label: /\bchange/i },
  {
    slot: 'happening',
    id: /^(happening|what|summary|description|symptoms?|problem)$/i,
    label: /happening|symptom|description|summary|problem|what/i,
    is: (field) => field.kind === 'textarea',
  },
]

/** Reads the form's answers where the issue was filed with it, else what a plain issue says. */
export function readAnswers(issue: Issue, form: FormDefinition | undefined): ReadIssue {
  const filled = form && readIssueForm(issue.body, form)
  if (form && filled) return { answers: fromForm(filled, form), byForm: true }
  return { answers: fromPlain(issue), byForm: false }
}

function fromForm(filled: FormAnswers, form: FormDefinition): Answers {
  const taken = new Set<string>()
  const answers: { -readonly [slot in Slot]?: string } = {}
  for (const { slot, id, label, is } of slots) {
    const free = form.fields.filter((field) => !taken.has(field.id) && !isChecklist(field))
    const field =
      free.find((one) => id.test(one.id)) ?? free.find((one) => label.test(one.label)) ?? free.find((one) => is?.(one))
    if (!field) continue
    taken.add(field.id)
    const value = filled.get(field.id)?.value.trim()
    if (value) answers[slot] = value
  }
  return answers
}

function isChecklist(field: FormField): boolean {
  return field.kind === 'checkboxes' || readTaskList(field.value ?? '').items.length > 0
}

function offersSeverities(field: FormField): boolean {
  const named = field.options.filter((option) => severityWord.test(option))
  return named.length > 1
}

const severityWord = /^(SEV-?[1-4]|P[0-4]|critical|urgent|blocker|high|major|medium|minor|low)\b/i

/** A plain issue, from a phone or a bridge: its words are the symptoms, its code blocks the log, "since 03:05" its start. */
function fromPlain(issue: Issue): Answers {
  const commands = readBodyCommands(issue.body)
  const { text, ...labelled } = readPlainIssue(withoutLines(issue.body, commands))
  const said = commands.filter(({ name }) => name === 'severity').map(({ rest }) => readSeverity(rest))
  const asked = said.find((reading) => reading.ok)
  const severity = asked?.value.severity ?? labelled.severity ?? /\bSEV[\s-]?[1-4]\b/i.exec(issue.title)?.[0]
  const since = labelled.since ?? /\bsince\s+((?:about\s+)?\d{1,2}:\d{2}(?:\s?UTC)?)/i.exec(text)?.[1]
  return { ...labelled, ...(text && { happening: text }), ...(severity && { severity }), ...(since && { since }) }
}

/** Commands are no symptoms. */
function withoutLines(body: string, commands: readonly BodyCommand[]): string {
  if (commands.length === 0) return body
  const taken = new Set(commands.map(({ line }) => line))
  return body
    .split(/\r\n|\r|\n/)
    .filter((_, line) => !taken.has(line))
    .join('\n')
}
