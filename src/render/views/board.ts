import type { Board } from '../../domain/content.ts'
import type { Change } from '../../domain/snapshot.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import { formatDuration, formatTime } from '../../text/time-format.ts'
import { headline, plainTitle } from '../headline.ts'
import { linkTo } from '../link.ts'
import { quietName } from '../names.ts'
import type { RenderContext } from '../render-context.ts'
import { renderCall } from './call.ts'
import { renderCause, renderResolution } from './cause.ts'
import { renderDocumentLine } from './document-line.ts'
import { renderMissing } from './missing.ts'
import { renderNotReached } from './not-reached.ts'
import { viewEarlier, viewRunbook } from './runbook-link.ts'
import { renderTimeline } from './timeline.ts'
import { renderWarnings } from './warnings.ts'

/** Everything a board's template can use. Strings are Markdown, ready to stand where they are put. */
export type BoardView = ReturnType<typeof viewBoard>

/** The board's fields, for the template `board`; `docs/templates.md` describes each. */
export function viewBoard(board: Board, context: RenderContext) {
  const { facts, timezone, serviceName } = board
  return {
    running: board.phase === 'running',
    resolved: board.phase === 'resolved',
    ended: board.phase === 'ended',
    endedAs: board.endedAs ?? '',
    drill: facts.drill,
    undecided: board.undecided,
    postedAgain: board.postedAgain,
    public: board.publicRepository,
    severity: facts.severity ?? '',
    status: facts.status,
    headline: headline(facts, { serviceName, timezone }),
    title: quoteText(oneLine(plainTitle(facts, serviceName), 200)),
    lasted: lasted(board),
    call: board.undecided ? '' : renderCall(board.call, timezone, { ...context, drill: facts.drill }),
    notReached: renderNotReached(board.notReached, context),
    related: board.related.slice(0, 5).map(({ number, title, url }) => linkTo(`#${number} ${title}`, url, context)),
    serviceName: serviceName === undefined ? '' : quoteText(serviceName),
    commander: facts.commander === undefined ? '' : quietName(facts.commander),
    resolution: renderResolution(facts, timezone),
    cause: renderCause(facts, timezone, context),
    lastUpdate: lastUpdate(board, context),
    missing: renderMissing(board.missing, facts.url, context),
    document: board.phase === 'running' ? '' : renderDocumentLine(board.document, timezone, context),
    ...viewChecklist(board),
    ...viewSources(board, context),
    ...viewRest(board, context),
  }
}

function viewChecklist({ next, doneRequired, required, asks }: Board) {
  return {
    next: next === undefined ? '' : quoteText(oneLine(next.text, 160)),
    nextNumber: next?.number ?? 0,
    done: doneRequired,
    required,
    asksSeverity: asks.includes('severity'),
    asksService: asks.includes('service'),
    asksStart: asks.includes('started'),
  }
}

/** Runbooks, dashboards and changes: where to look. */
function viewSources(board: Board, context: RenderContext) {
  const { runbook, moreRunbooks, happenedBefore, runbookCount, changes, looks } = board
  return {
    runbook: runbook === undefined ? undefined : viewRunbook(runbook, context),
    runbookCount,
    moreRunbooks: moreRunbooks.slice(0, 3).map((one) => viewRunbook(one, context)),
    happenedBefore: happenedBefore.slice(0, 3).map((one) => viewEarlier(one, context)),
    changes: changes.slice(0, 5).map((change) => renderChange(change, board, context)),
    looks: looks.slice(0, 8).map(({ name, url }) => linkTo(name, url, context)),
  }
}

function viewRest(board: Board, context: RenderContext) {
  const { facts, timezone } = board
  const style = { timezone, name: quietName, maxText: 200, newest: 40 }
  return {
    updateDue: board.updateDue === undefined ? '' : formatTime(board.updateDue, timezone),
    updateOverdue: board.updateOverdue,
    timeline: renderTimeline(facts.timeline, style, context),
    commands: context.templates.render('commands', {}),
    warnings: renderWarnings(board, context),
  }
}

/** The change as a link, and how long before the start it came. */
function renderChange(change: Change, { facts }: Board, context: RenderContext): string {
  const start = facts.milestones.started ?? facts.milestones.detected
  const before = start === undefined ? Number.NaN : Date.parse(start) - Date.parse(change.at)
  const words = change.number === undefined ? change.title : `#${change.number} ${change.title}`
  const when = before >= 0 ? ` (${formatDuration(before)})` : ''
  return `${linkTo(oneLine(words, 90), change.url, context)}${when}`
}

/** From the start (or the report) to the end of the emergency. */
function lasted({ facts: { milestones } }: Board): string {
  const from = milestones.started ?? milestones.detected
  if (from === undefined || milestones.resolved === undefined) return ''
  return formatDuration(Date.parse(milestones.resolved) - Date.parse(from))
}

function lastUpdate({ facts: { lastUpdate: said }, timezone }: Board, context: RenderContext): string {
  if (said === undefined) return ''
  return `${quoteText(oneLine(said.text, 300))} (${linkTo(formatTime(said.at, timezone), said.url, context)})`
}
