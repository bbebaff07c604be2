import { readBodyCommands, readCommand } from '../../text/command-line.ts'
import type { LabelNames } from '../label-names.ts'
import { hasLabel, isLabel } from '../labels.ts'
import { isOurs } from '../own-comments.ts'
import type { IncidentRecord } from '../record.ts'

/** An act that asks to make an incident of an issue, whoever did it. */
export interface Ask {
  /** `filed`: with an incident form, with one of our labels, or with a command in the body. */
  readonly kind: 'filed' | 'labelled' | 'commanded'
  readonly by: string
  readonly at: string
}

/** Every act that asks for an incident. Other labels, other forms and other bots' comments ask for nothing. */
export function listAsks(record: IncidentRecord, context: AskContext): readonly Ask[] {
  const { issue } = record
  const asking = askingLabels(context.names)
  const filed =
    context.byForm ||
    readBodyCommands(issue.body).some(({ name }) => isAskingCommand(name)) ||
    asking.some((label) => isFiledWith(record, label))
  const labelled = record.events.flatMap((event): readonly Ask[] =>
    event.kind === 'labeled' &&
    asking.some((label) => isLabel(event.label, label)) &&
    !isOurs(event.actor, record) &&
    !isAtFiling(event, record)
      ? [{ kind: 'labelled', by: event.actor, at: event.at }]
      : [],
  )
  return [
    ...(filed ? [{ kind: 'filed', by: issue.author, at: issue.createdAt } as const] : []),
    ...labelled,
    ...(asking.some((label) => hasLabel(issue.labels, label)) ? listCommands(record) : []),
  ]
}

interface AskContext {
  readonly names: LabelNames
  readonly byForm: boolean
}

function askingLabels({ incident, unconfirmed, report }: LabelNames): readonly string[] {
  return [incident, unconfirmed, report]
}

/** Whether it carried the label from the beginning; also where no list shows yet who set it. */
export function isFiledWith(record: IncidentRecord, label: string): boolean {
  const first = record.events.find((event) => event.kind === 'labeled' && isLabel(event.label, label))
  return first === undefined ? hasLabel(record.issue.labels, label) : isAtFiling(first, record)
}

/** Labels that an issue is filed with are set by its author, within seconds. */
export function isAtFiling(event: { readonly actor: string; readonly at: string }, { issue }: IncidentRecord): boolean {
  return event.actor === issue.author && Date.parse(event.at) - Date.parse(issue.createdAt) < 10_000
}

/** The commands that make an incident of an issue that is none. */
export function isAskingCommand(name: string): boolean {
  return name === 'confirm' || name === 'severity'
}

function listCommands(record: IncidentRecord): readonly Ask[] {
  return record.comments.flatMap(({ author, authorIsBot, body, createdAt }): readonly Ask[] => {
    if (authorIsBot || isOurs(author, record)) return []
    const command = readCommand(body)
    return command && isAskingCommand(command.name) ? [{ kind: 'commanded', by: author, at: createdAt }] : []
  })
}
