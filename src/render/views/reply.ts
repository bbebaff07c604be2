import type { CommandReply } from '../../domain/content.ts'
import { codeSpan, oneLine } from '../../text/escape.ts'
import { listWords, quietName } from '../names.ts'
import type { RenderContext } from '../render-context.ts'

/** For these, `expected` is Markdown of our own (`text/command-arguments`); for others it holds what somebody typed. */
const ourWords: ReadonlySet<string> = new Set(['malformed', 'unknown-item'])

/** The answer to a refused command: what was read, why it was refused and the form that works. */
export function viewReply({ reason, verdict, role, suggestion, known }: CommandReply, context: RenderContext) {
  const { verdict: judged } = verdict
  return {
    reason,
    author: quietName(verdict.author),
    command: codeSpan(/^\s*\S{1,40}/.exec(verdict.line)?.[0].trim() ?? ''),
    line: codeSpan(oneLine(verdict.line, 120)),
    role,
    expected: ourWords.has(reason) && judged.kind === 'refused' ? oneLine(judged.expected ?? '', 400) : '',
    suggestion: suggestion === undefined ? '' : codeSpan(oneLine(`/${suggestion.replace(/^\//, '')}`, 120)),
    known: listWords(known.slice(0, 20).map((name) => codeSpan(oneLine(name, 60)))),
    commands: context.templates.render('commands', {}),
  }
}
