import { readCommand } from '../../text/command-line.ts'
import { isByMail, readAcknowledgeWord } from '../../text/mail.ts'
import { byTime } from '../by-time.ts'
import type { Called, Checklist, Said } from '../facts.ts'
import type { OwnComment } from '../own-comments.ts'
import { isOurs } from '../own-comments.ts'
import type { Comment, IncidentRecord } from '../record.ts'

/** Who was called or informed, why and when, as the keys of our comments have it: `call:<login>:<cause>`, `inform:…`. */
export function readCalled(own: readonly OwnComment[]): readonly Called[] {
  const called = own.flatMap(({ comment, keys }) =>
    keys.flatMap((key) => {
      const [, act, login, cause] = /^(call|inform):([^:]+):(.+)$/.exec(key) ?? []
      return login && cause ? [{ login, cause, informed: act === 'inform', at: comment.createdAt }] : []
    }),
  )
  // A duplicate that is not swept yet calls nobody anew; who is called again after it was over is called for another cause.
  const turns = new Map<string, Called>()
  for (const one of called) {
    const turn = `${one.informed} ${one.login.toLowerCase()} ${turnOf(one.cause)}`
    const first = turns.get(turn)
    turns.set(turn, first === undefined ? one : one.at > first.at ? { ...first, lastAt: one.at } : first)
  }
  return [...turns.values()]
}

/** `back:…` begins a new turn, in which everybody may be called once more. */
function turnOf(cause: string): string {
  return cause.startsWith('back:') ? cause : ''
}

/** What people did in an issue that can be an answer to a call. */
export interface Answering {
  /** `/ack`, `/lead` for oneself. */
  readonly acks: readonly Said[]
  /** Accepted commands but `/help`. */
  readonly acts: readonly Said[]
  readonly checklist: Checklist
  /** When it was over: thanks and questions afterwards answer nothing. */
  readonly over: string | undefined
}

/**
 * Who has answered, each once, earliest first. Somebody who was called answers, after the call, by an accepted command, a
 * tick, taking it on, or a comment typed on GitHub; by mail only with a command or one of a few words, since automatic
 * replies come by mail. Somebody who was not called answers by `/ack`, `/lead` or taking it on.
 */
export function readAcknowledgements(
  record: IncidentRecord,
  called: readonly Called[],
  answering: Answering,
): readonly Said[] {
  const calledAt = new Map<string, string>()
  for (const { login, at, informed } of called) {
    const name = login.toLowerCase()
    if (!informed && !calledAt.has(name)) calledAt.set(name, at)
  }
  const isAnswer = ({ by, at }: Said): boolean => at >= (calledAt.get(by.toLowerCase()) ?? '9999')
  const { over } = answering
  const answers = [
    ...answering.acks,
    ...takingOn(record),
    ...[...answering.acts, ...ticks(record, answering.checklist), ...typed(record)].filter(isAnswer),
  ].filter(({ at }) => over === undefined || at <= over)
  const first = new Map<string, Said>()
  for (const said of answers.sort(byTime)) {
    if (!first.has(said.by.toLowerCase())) first.set(said.by.toLowerCase(), said)
  }
  return [...first.values()].map(({ by, at, url }) => ({ by, at, url }))
}

/** The logins, in lower case, that gave any sign of life from that time on. */
export function readSigns(record: IncidentRecord, answering: Answering, from: string): ReadonlySet<string> {
  const { url } = record.issue
  const edits = (record.edits ?? []).map(({ editor, at }) => ({ by: editor, at, url }))
  const events = record.events.map(({ actor, at }) => ({ by: actor, at, url }))
  const signs = [...answering.acts, ...ticks(record, answering.checklist), ...typed(record), ...edits, ...events]
  return new Set(signs.filter(({ at }) => at >= from).map(({ by }) => by.toLowerCase()))
}

/** GitHub lets nobody below triage assign anybody. */
function takingOn(record: IncidentRecord): readonly Said[] {
  return record.events.flatMap((event) =>
    event.kind === 'assigned' && event.assignee === event.actor && !isOurs(event.actor, record)
      ? [{ by: event.actor, at: event.at, url: record.issue.url }]
      : [],
  )
}

function ticks({ issue }: IncidentRecord, { items }: Checklist): readonly Said[] {
  return items.flatMap(({ done, by, at }) => (done && by && at ? [{ by, at, url: issue.url }] : []))
}

function typed(record: IncidentRecord): readonly Said[] {
  return (
    record.comments
      .filter((comment) => !comment.authorIsBot && !isOurs(comment.author, record) && isTyped(comment))
      // Who asks what can be said is not at work yet.
      .filter(({ body }) => readCommand(body)?.name !== 'help')
      .map(({ author, createdAt, url }) => ({ by: author, at: createdAt, url }))
  )
}

function isTyped({ body, bodyHtml }: Comment): boolean {
  return !isByMail(bodyHtml) || readAcknowledgeWord(body) !== undefined
}
