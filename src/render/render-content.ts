import type { Board, CallComment, ChecklistComment, Content, GateRefusal, Nudge, Triage } from '../domain/content.ts'
import { oneLine, quoteText } from '../text/escape.ts'
import { fitBody } from '../text/limit.ts'
import { formatTime } from '../text/time-format.ts'
import { headline } from './headline.ts'
import { contactsLink, safeTarget } from './link.ts'
import { listWords, quietName } from './names.ts'
import type { RenderContext } from './render-context.ts'
import { renderFoldedPostmortem } from './render-folded-postmortem.ts'
import { viewBoard } from './views/board.ts'
import { renderCall } from './views/call.ts'
import { viewClosing } from './views/closing.ts'
import { renderMissing } from './views/missing.ts'
import { renderNotReached } from './views/not-reached.ts'
import { viewReply } from './views/reply.ts'

/** One comment's text, without its marker: at most 60,000 characters, mentions only where its call has them. */
export function renderContent(content: Content, context: RenderContext): string {
  if (content.kind === 'folded-postmortem') return renderFoldedPostmortem(content, context)
  const text = content.kind === 'board' ? renderBoard(content, context) : renderSimple(content, context)
  return fitBody([{ name: content.kind, text, keep: true }]).text
}

/** A board template of the repository that breaks is named on the very board that replaces it. */
function renderBoard(board: Board, { templates, ...context }: RenderContext): string {
  const before = templates.failures.length
  const text = templates.render('board', viewBoard(board, { templates, ...context }))
  return templates.failures.length === before
    ? text
    : templates.render('board', viewBoard(board, { templates, ...context }))
}

type Simple = Exclude<Content, { kind: 'board' | 'folded-postmortem' }>

function renderSimple(content: Simple, context: RenderContext): string {
  const { templates } = context
  switch (content.kind) {
    case 'triage':
      return templates.render('triage', viewTriage(content))
    case 'call':
      return templates.render('call-comment', viewCallComment(content, context))
    case 'refusal':
      return templates.render('refusal', viewRefusal(content, context))
    case 'reply':
      return templates.render('reply', viewReply(content, context))
    case 'nudge':
      return templates.render('nudge', viewNudge(content, context))
    case 'overridden': {
      const left = renderMissing(content.left, '', context)
      return templates.render('overridden', {
        by: quietName(content.by),
        reason: quoteText(oneLine(content.reason, 400)),
        left,
      })
    }
    case 'checklist':
      return templates.render('checklist', viewChecklistComment(content))
    case 'unseen':
      return templates.render('unseen', {})
    case 'closing':
      return templates.render('closing', viewClosing(content, context))
  }
}

function viewTriage({ reporter, publicRepository, confirmers }: Triage) {
  return { reporter: quietName(reporter), public: publicRepository, confirmers }
}

function viewCallComment(comment: CallComment, context: RenderContext) {
  const { cause, facts, serviceName, timezone, silent } = comment
  return {
    cause: cause.kind,
    value: 'value' in cause ? quoteText(oneLine(cause.value, 80)) : '',
    since: cause.kind === 'back' ? formatTime(cause.since, timezone) : '',
    severity: facts.severity ?? '',
    status: facts.status,
    headline: headline(facts, { serviceName, timezone }),
    call: renderCall(comment.call, timezone, { ...context, silent }),
    notReached: renderNotReached(comment.notReached, context),
    board: (comment.boardUrl !== undefined && safeTarget(comment.boardUrl, context)) || '',
  }
}

function viewRefusal({ missing, issueUrl, closedBy, stoodDown, askWhom }: GateRefusal, context: RenderContext) {
  return {
    count: missing.length,
    missing: renderMissing(missing, issueUrl, context),
    closedBy: quietName(closedBy),
    stoodDown,
    ask: listWords(askWhom.slice(0, 5).map(quietName)),
    notAllowed: missing.length === 1 && missing[0]?.kind === 'not-allowed' ? quietName(missing[0].by) : '',
    onlyReason: missing.length > 0 && missing.every(({ kind }) => kind === 'reason'),
  }
}

function viewNudge({ about, due, facts, contacts, timezone }: Nudge, context: RenderContext) {
  return {
    about,
    due: formatTime(due, timezone, { withDate: about === 'postmortem' }),
    severity: facts.severity ?? '',
    headline: headline(facts, { serviceName: undefined, timezone }),
    contacts: contactsLink(contacts, context),
    commander: facts.commander === undefined ? '' : quietName(facts.commander),
  }
}

function viewChecklistComment({ checklist }: ChecklistComment) {
  const sections = [...new Set(checklist.items.map((item) => item.section ?? ''))]
  return {
    sections: sections.map((section) => ({
      title: quoteText(section),
      items: checklist.items
        .filter((item) => (item.section ?? '') === section)
        .map(({ text, done, optional }) => ({ text: quoteText(oneLine(text, 1_000)), done, optional })),
    })),
  }
}
