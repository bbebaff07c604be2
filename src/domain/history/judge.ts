import type { CommandLine } from '../../text/command-line.ts'
import type { Command } from '../command.ts'
import type { RefusalReason, Verdict } from '../facts.ts'
import { printJudgement, refusedKey } from '../judgement.ts'
import type { Authority } from '../permissions.ts'
import { actOf, mayDo } from '../permissions.ts'
import type { CommandContext } from '../read-command.ts'
import { readArguments } from '../read-command.ts'
import type { Comment } from '../record.ts'

/** What became of a command when it was first seen. */
export interface Judged {
  readonly verdict: Verdict['verdict']
  readonly command: Command | undefined
  /** The key that makes the verdict last; none while it is postponed. */
  readonly key: string | undefined
}

/**
 * Judges a command once: who wrote it, whether they may, whether it was ever edited, whether its arguments can be read.
 * Permission comes first, so that somebody who may do nothing learns nothing and is answered once.
 */
export function judge(
  comment: Comment,
  line: CommandLine,
  context: CommandContext & { readonly authority: Authority },
): Judged {
  const allowed = mayDo(line.name === 'unknown' ? 'work' : actOf[line.name], comment.author, context.authority)
  if (allowed === 'unknown') return { verdict: { kind: 'postponed' }, command: undefined, key: undefined }
  if (!allowed) return refuse(comment, 'not-allowed')
  if (comment.updatedAt !== comment.createdAt) return refuse(comment, 'edited')
  if (line.name === 'unknown') return refuse(comment, 'unknown-command', line.suggestion)
  const reading = readArguments(line, context)
  if (!reading.ok) return refuse(comment, reading.reason, reading.expected)
  if (namesNobody(reading.command, context.authority)) return refuse(comment, 'unknown-person')
  return { verdict: { kind: 'accepted' }, command: reading.command, key: printJudgement(comment, reading.command) }
}

/** Whoever is to command has to be able to read the repository; only a definite answer says that they cannot. */
function namesNobody(command: Command, { roles }: Authority): boolean {
  return command.kind === 'lead' && command.login !== undefined && roles[command.login.toLowerCase()] === 'none'
}

function refuse(comment: Comment, reason: RefusalReason, expected?: string): Judged {
  const verdict = { kind: 'refused', reason, ...(expected !== undefined && { expected }) } as const
  return { verdict, command: undefined, key: refusedKey(comment.id) }
}
