import { fingerprint } from '../text/hash.ts'
import type { Command } from './command.ts'
import type { Comment } from './record.ts'
import { milestones, severities, statuses } from './vocabulary.ts'

/**
 * An accepted command as our key remembers it: enough to stand when its comment is edited or deleted later. Only free
 * text is not kept: a marker holds keys, not what people said.
 */
export interface Judgement {
  readonly comment: number
  /** Fingerprint of the comment's body as it was judged. */
  readonly bodyPrint: string
  readonly by: string
  readonly at: string
  /** The command without its free text. */
  readonly command: Command
}

/** The key of an accepted command. */
export function printJudgement(comment: Comment, command: Command): string {
  const time = Math.round(Date.parse(comment.createdAt) / 1000).toString(36)
  return ['judged', comment.id, fingerprint(comment.body), comment.author, time, printCommand(command)].join(':')
}

/** The key of a refused command: it stays refused, whoever its author becomes. */
export function refusedKey(comment: number): string {
  return `refused:${comment}`
}

/** Reads what `printJudgement` wrote; `undefined` for anything else. */
export function readJudgement(key: string): Judgement | undefined {
  const match = /^judged:(\d+):([0-9a-f]+):([^:]+):([0-9a-z]+):(.*)$/.exec(key)
  if (!match) return undefined
  const [, comment = '', bodyPrint = '', by = '', time = '', printed = ''] = match
  const seconds = Number.parseInt(time, 36)
  const command = readPrinted(printed)
  if (!command || !Number.isSafeInteger(seconds) || seconds > 8.64e12) return undefined
  return { comment: Number(comment), bodyPrint, by, at: new Date(seconds * 1000).toISOString(), command }
}

function printCommand(command: Command): string {
  switch (command.kind) {
    case 'severity':
      return `severity=${command.severity}`
    case 'service':
      return `service=${command.service}`
    case 'status':
      return `status=${command.status}`
    case 'lead':
      return command.login === undefined ? 'lead' : `lead=${command.login}`
    case 'done':
      return `done=${command.items.join('+')}`
    case 'milestone':
      return `milestone=${command.milestone}@${command.at}`
    case 'runbook':
      return `runbook=${command.path}`
    default:
      return command.kind
  }
}

function readPrinted(printed: string): Command | undefined {
  const [kind = '', value = ''] = split(printed, '=')
  switch (kind) {
    case 'ack':
    case 'confirm':
    case 'drill':
    case 'postmortem':
    case 'help':
      return { kind }
    case 'severity': {
      const severity = severities.find((one) => one === value)
      return severity && { kind, severity, why: undefined }
    }
    case 'service':
      return { kind, service: value }
    case 'status': {
      const status = statuses.find((one) => one === value)
      return status && { kind, status, text: undefined }
    }
    case 'lead':
      return { kind, login: value || undefined }
    case 'done':
      return { kind, items: value.split('+').map(Number).filter(Number.isSafeInteger) }
    case 'milestone': {
      const [name, at = ''] = split(value, '@')
      const milestone = milestones.find((one) => one === name)
      return milestone && !Number.isNaN(Date.parse(at)) ? { kind, milestone, at } : undefined
    }
    case 'runbook':
      return { kind, path: value }
    case 'note':
      return { kind, at: undefined, text: undefined }
    case 'update':
    case 'cause':
      return { kind, text: undefined }
    case 'action':
      return { kind, owner: undefined, due: undefined, text: undefined }
    case 'override':
      return { kind, reason: undefined }
    default:
      return undefined
  }
}

/** Splits at the first separator only. */
function split(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
