import { findService } from '../settings/resolve.ts'
import type { Settings } from '../settings/types.ts'
import type { Reading } from '../text/command-arguments.ts'
import {
  readAction,
  readItemNumbers,
  readLogin,
  readMilestone,
  readNote,
  readPath,
  readSeverity,
  readStatus,
  readText,
} from '../text/command-arguments.ts'
import type { CommandLine } from '../text/command-line.ts'
import { readDate, readTime } from '../text/time.ts'
import type { Command } from './command.ts'
import type { RefusalReason } from './facts.ts'

/** What the arguments of a command are read against. */
export interface CommandContext {
  readonly settings: Settings
  /** When the command was written: "20 min ago" counts from there. */
  readonly at: string
  /** How many items the checklist has. */
  readonly items: number
}

/** A command with its arguments read, or why it is none and what was expected. */
export type CommandReading =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly reason: RefusalReason; readonly expected: string }

type NamedLine = Extract<CommandLine, { readonly line: string }>

/** Reads the arguments of a command line: the right kinds, known services, items that exist, times that can be read. */
export function readArguments(line: NamedLine, context: CommandContext): CommandReading {
  const { rest } = line
  switch (line.name) {
    case 'ack':
    case 'confirm':
    case 'drill':
    case 'postmortem':
    case 'help':
      return { ok: true, command: { kind: line.name } }
    case 'severity':
      return map(readSeverity(rest), ({ severity, why }) => ({ kind: 'severity', severity, why }))
    case 'service':
      return readService(rest, context.settings)
    case 'status':
      return map(readStatus(rest), ({ status, text }) => ({ kind: 'status', status, text }))
    case 'lead':
      return map(readLogin(rest), (login) => ({ kind: 'lead', login }))
    case 'note':
      return readNoteAt(rest, context)
    case 'update':
      return map(readText(rest, '/update EU payments work again'), (text) => ({ kind: 'update', text }))
    case 'cause':
      return map(readText(rest, '/cause pool of 20 exhausted, see <link>'), (text) => ({ kind: 'cause', text }))
    case 'done':
      return readDone(rest, context.items)
    case 'action':
      return readActionItem(rest, context)
    case 'milestone':
      return readMilestoneAt(rest, context)
    case 'runbook':
      return map(readPath(rest), (path) => ({ kind: 'runbook', path }))
    case 'override':
      return map(readText(rest, '/override fixed by the provider, nothing to verify'), (reason) => ({
        kind: 'override',
        reason,
      }))
  }
}

function map<Value>(reading: Reading<Value>, make: (value: Value) => Command): CommandReading {
  return reading.ok
    ? { ok: true, command: make(reading.value) }
    : { ok: false, reason: 'malformed', expected: reading.expected }
}

/** Where the settings name no services, any word is one. */
function readService(rest: string, settings: Settings): CommandReading {
  const named = readText(rest, '/service checkout')
  if (!named.ok) return { ok: false, reason: 'malformed', expected: named.expected }
  const service = findService(settings, named.value)
  if (service) return { ok: true, command: { kind: 'service', service: service.key } }
  if (Object.keys(settings.services).length > 0) return { ok: false, reason: 'unknown-service', expected: named.value }
  return { ok: true, command: { kind: 'service', service: named.value.slice(0, 40) } }
}

function readNoteAt(rest: string, { at, settings }: CommandContext): CommandReading {
  return map(readNote(rest), ({ time, text }) => {
    const moment = time === undefined ? undefined : readTime(time, { now: at, timezone: settings.timezone })
    return { kind: 'note', at: moment?.ok ? moment.at : undefined, text: moment && !moment.ok ? rest : text }
  })
}

function readDone(rest: string, items: number): CommandReading {
  const numbers = readItemNumbers(rest)
  if (!numbers.ok) return { ok: false, reason: 'malformed', expected: numbers.expected }
  if (numbers.value.some((number) => number > items))
    return { ok: false, reason: 'unknown-item', expected: `1 to ${items}` }
  return { ok: true, command: { kind: 'done', items: numbers.value } }
}

function readActionItem(rest: string, { at, settings }: CommandContext): CommandReading {
  return map(readAction(rest), ({ owner, due, text }) => {
    const day = due === undefined ? undefined : readDate(due, { now: at, timezone: settings.timezone })
    return {
      kind: 'action',
      owner,
      due: day?.ok ? day.date : undefined,
      text: day?.ok === false ? `${due} ${text}` : text,
    }
  })
}

function readMilestoneAt(rest: string, { at, settings }: CommandContext): CommandReading {
  const named = readMilestone(rest)
  if (!named.ok) return { ok: false, reason: 'malformed', expected: named.expected }
  const moment = readTime(named.value.time, { now: at, timezone: settings.timezone })
  if (!moment.ok) return { ok: false, reason: 'malformed', expected: 'a time: `/milestone started 02:58`' }
  return { ok: true, command: { kind: 'milestone', milestone: named.value.name, at: moment.at } }
}
