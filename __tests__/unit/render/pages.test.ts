import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import type { ChatMessage } from '../../../src/domain/plan.ts'
import { renderDocument } from '../../../src/render/document/render-document.ts'
import { renderChat } from '../../../src/render/render-chat.ts'
import { renderCheckReport } from '../../../src/render/render-check-report.ts'
import { renderContent } from '../../../src/render/render-content.ts'
import { renderIssue } from '../../../src/render/render-issue.ts'
import { renderSummary } from '../../../src/render/render-summary.ts'
import {
  at,
  board,
  call,
  document,
  facts,
  issueUrl,
  makeContext,
  makeItems,
  makeMessage,
  postmortem,
  resolvedBoard,
  said,
} from './fixtures.ts'
import {
  barePostmortem,
  closing,
  endedBoard,
  fullBoard,
  longPostmortem,
  nudge,
  refusal,
  undecidedBoard,
} from './page-cases.ts'
import { checkReport, documentCheck, runReport, soundCheck, sweepReport } from './page-reports.ts'

const context = makeContext()
const say = (...contents: readonly Parameters<typeof renderContent>[0][]) =>
  contents.map((content) => renderContent(content, context)).join('\n\n---\n\n')

function documentOf(changes: Partial<typeof document>): string {
  const { title, body, commitMessage, files } = renderDocument({ ...document, ...changes }, context)
  const texts = files.map(({ path, text }) => `<!-- ${path} -->\n\n${text}`)
  return [title, commitMessage, body, ...texts].join('\n\n---\n\n')
}

const chat = (changes: Partial<ChatMessage>): string => renderChat(makeMessage(changes), context)

const reply = {
  kind: 'reply',
  reason: 'unknown-command',
  verdict: {
    comment: 1,
    author: 'bob42',
    line: '  /leed @bob42',
    verdict: { kind: 'refused', reason: 'unknown-command' },
  },
  role: 'read',
  suggestion: '/lead',
  known: ['checkout', 'search'],
} as const

const callComment = {
  kind: 'call',
  silent: false,
  cause: { kind: 'severity', value: 'SEV1' },
  facts,
  serviceName: 'payments',
  call: { ...call, teams: ['acme/platform'] },
  notReached: fullBoard.notReached,
  boardUrl: `${issueUrl}#issuecomment-1`,
  timezone: 'Europe/Berlin',
} as const

const action = { key: 'k', text: 'Alert on *x*', incident: { number: 812, title: 'Payments fail', url: issueUrl } }

/** Every page as people see it. `MUSTER_PAGES=write` writes them; what changed is then read in the diff. */
test.each<[string, () => string]>([
  ['board-running', () => say(board)],
  ['board-full', () => say(fullBoard)],
  ['board-undecided', () => say(undecidedBoard)],
  ['board-resolved', () => say(resolvedBoard)],
  ['board-ended', () => say(endedBoard, { ...endedBoard, endedAs: 'duplicate' })],
  ['postmortem', () => documentOf({})],
  ['postmortem-bare', () => documentOf({ postmortem: barePostmortem })],
  ['postmortem-long', () => documentOf({ postmortem: longPostmortem, reopened: true })],
  [
    'postmortem-folded',
    () => say({ kind: 'folded-postmortem', postmortem, path: 'runbooks/postmortems/a.md', forced: true }),
  ],
  [
    'call',
    () =>
      say(
        callComment,
        { ...callComment, silent: true, boardUrl: undefined, cause: { kind: 'more' } },
        { ...callComment, cause: { kind: 'back', since: at(120) }, call: { ...call, lateMs: 48 * 60_000 } },
      ),
  ],
  [
    'refusal',
    () => say(refusal, { ...refusal, stoodDown: true, missing: [{ kind: 'reason', closedAs: 'not_planned' }] }),
  ],
  [
    'replies',
    () =>
      say(
        reply,
        { ...reply, reason: 'not-allowed' },
        { ...reply, reason: 'unknown-service' },
        {
          ...reply,
          reason: 'malformed',
          verdict: {
            ...reply.verdict,
            verdict: { kind: 'refused', reason: 'malformed', expected: 'one login: `/lead @alice`' },
          },
        },
        { ...reply, suggestion: undefined },
      ),
  ],
  [
    'nudges',
    () =>
      say(
        nudge,
        { ...nudge, about: 'acknowledge', contacts: 'call 555 *now*' },
        { ...nudge, about: 'postmortem', contacts: undefined, facts: { ...facts, severity: undefined } },
      ),
  ],
  [
    'other-comments',
    () =>
      say(
        { kind: 'triage', reporter: 'mallory', publicRepository: true, confirmers: 'triage' },
        { kind: 'triage', reporter: 'mallory', publicRepository: false, confirmers: 'write' },
        { kind: 'overridden', by: 'alice', reason: 'we *agree*', left: refusal.missing.slice(0, 2) },
        { kind: 'checklist', checklist: { items: makeItems(3), place: 'nowhere', unreadable: false } },
        { kind: 'unseen' },
        closing,
        { ...closing, document: { ...closing.document, state: 'branch' }, pull: undefined, actionIssues: [] },
      ),
  ],
  [
    'chat',
    () =>
      [
        chat({}),
        chat({ title: 'CHECKOUT is down', text: undefined, severity: undefined }),
        chat({ about: 'resolved', serviceName: undefined, drill: true }),
        chat({ about: 'missed', text: undefined }),
        chat({ about: 'missed', text: undefined, severity: undefined, serviceName: undefined }),
      ].join('\n\n'),
  ],
  [
    'action-issues',
    () =>
      [
        { ...action, owner: 'bob42', due: '2026-08-28' },
        { ...action, owner: undefined, due: undefined },
      ]
        .map((issue) => renderIssue(issue, context))
        .map(({ title, body }) => `${title}\n\n${body}`)
        .join('\n\n---\n\n'),
  ],
  ['check', () => renderCheckReport(checkReport, context)],
  ['check-well', () => [soundCheck, documentCheck].map((one) => renderCheckReport(one, context)).join('\n\n---\n\n')],
  ['summary-dry-run', () => renderSummary(runReport, context)],
  ['summary-sweep', () => renderSummary(sweepReport, context)],
  [
    'board-drill',
    () =>
      say({
        ...board,
        facts: { ...facts, drill: true, commander: 'bob42', timeline: [], acknowledgedBy: [said('bob42', 15)] },
        updateDue: at(42),
        publicRepository: false,
      }),
  ],
])('the page %s reads exactly so', (name, render) => {
  const file = new URL(`pages/${name}.md`, import.meta.url)
  const page = `${render()}\n`
  if (process.env.MUSTER_PAGES === 'write') writeFileSync(file, page)
  expect(page).toBe(readFileSync(file, 'utf8'))
})
