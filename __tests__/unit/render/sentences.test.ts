import { describe, expect, test } from '@jest/globals'
import type { CommandReply, DocumentView, Missing, NotReached } from '../../../src/domain/content.ts'
import type { RefusalReason, TimelineKind } from '../../../src/domain/facts.ts'
import { outcomes } from '../../../src/domain/outcome.ts'
import type { ChatMessage } from '../../../src/domain/plan.ts'
import type { FailureCode } from '../../../src/domain/snapshot.ts'
import { renderChat } from '../../../src/render/render-chat.ts'
import { renderContent } from '../../../src/render/render-content.ts'
import { renderDocumentLine } from '../../../src/render/views/document-line.ts'
import { renderMissing } from '../../../src/render/views/missing.ts'
import { renderNotReached } from '../../../src/render/views/not-reached.ts'
import { renderTimeline } from '../../../src/render/views/timeline.ts'
import { renderFailure } from '../../../src/render/views/warnings.ts'
import { commandNames } from '../../../src/text/command-line.ts'
import { issueUrl, makeContext, makeItems, makeMessage, noDocument, said } from './fixtures.ts'

const context = makeContext()

/** Every member of a union, checked by the compiler. */
const all = <Name extends string>(names: Record<Name, true>): readonly Name[] => Object.keys(names) as Name[]

/** Each has a sentence of its own. */
function expectDistinct(sentences: readonly string[]): void {
  expect(sentences.filter((sentence) => sentence.length < 12)).toEqual([])
  expect(new Set(sentences).size).toBe(sentences.length)
}

describe('every case has a sentence of its own', () => {
  test('why a command was refused', () => {
    const reasons = all<RefusalReason>({
      'not-allowed': true,
      'unknown-command': true,
      malformed: true,
      edited: true,
      'unknown-service': true,
      'unknown-item': true,
      'unknown-person': true,
      'not-confirmed': true,
      'already-resolved': true,
      help: true,
    })
    expectDistinct(reasons.map((reason) => renderContent(reply(reason), context)))
  })

  test('who was not reached', () => {
    const reasons = all<NotReached['reason']>({
      'team-without-members': true,
      'mention-failed': true,
      'unknown-name': true,
      'too-late': true,
    })
    expectDistinct(reasons.map((reason) => renderNotReached([{ name: 'dana', reason }], context)))
    for (const reason of reasons) expect(renderNotReached([{ name: 'dana', reason }], context)).not.toContain('()')
    expect(renderNotReached([], context)).toBe('')
  })

  test('what is missing', () => {
    const item = makeItems(0)[0]
    if (item === undefined) throw new Error('the checklist has no items')
    const missing: readonly Missing[] = [
      { kind: 'item', item },
      { kind: 'item', item: { ...item, deleted: true } },
      { kind: 'severity' },
      { kind: 'service' },
      { kind: 'resolution' },
      { kind: 'cause' },
      { kind: 'reason', closedAs: 'not_planned' },
      { kind: 'reason', closedAs: 'duplicate' },
      { kind: 'unreadable-checklist' },
      { kind: 'not-allowed', by: 'mallory' },
    ]
    const lines = missing.map((one) => renderMissing([one], issueUrl, context))
    expectDistinct(lines)
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/`\//)
  })

  test('where the postmortem stands', () => {
    const states = all<DocumentView['state']>({
      due: true,
      writing: true,
      open: true,
      published: true,
      branch: true,
      comment: true,
      none: true,
      'on-request': true,
      'closed-by-hand': true,
    })
    expectDistinct(states.map((state) => renderDocumentLine({ ...noDocument, state, url: issueUrl }, 'UTC', context)))
  })

  test('what failed', () => {
    const codes = all<FailureCode>({
      'labels-refused': true,
      'assign-refused': true,
      locked: true,
      'comments-full': true,
      'comments-nearly-full': true,
      'comments-refused': true,
      'reopen-refused': true,
      'chat-failed': true,
      'pull-request-forbidden': true,
      'branch-forbidden': true,
      'push-protection': true,
      'runbooks-unreadable': true,
      'settings-unreadable': true,
      'template-broken': true,
      'surroundings-unreadable': true,
      'sweep-switched-off': true,
      'gave-up-waiting': true,
    })
    expectDistinct(codes.map((code) => renderFailure({ code, detail: 'because' }, context)))
  })

  test('what happened', () => {
    const kinds = all<TimelineKind>({
      reported: true,
      declared: true,
      called: true,
      acknowledged: true,
      severity: true,
      service: true,
      status: true,
      commander: true,
      note: true,
      update: true,
      cause: true,
      ticked: true,
      runbook: true,
      action: true,
      overridden: true,
      closed: true,
      reopened: true,
      resolved: true,
    })
    const style = { timezone: 'UTC', name: (login: string) => login, maxText: 100 }
    const lines = kinds.map((kind) => renderTimeline([{ ...said('alice', 12), kind, text: 'words' }], style, context))
    expectDistinct(lines.map((line) => line.replace(/^.*· alice/, 'somebody ')))
  })

  test('how a run ended', () => {
    expectDistinct(outcomes.map((outcome) => `Outcome: ${context.templates.render('outcome', { outcome })}`))
    for (const outcome of outcomes) expect(context.templates.render('outcome', { outcome })).not.toBe('')
  })

  test('what the chat is told', () => {
    const abouts = all<ChatMessage['about']>({
      opened: true,
      update: true,
      status: true,
      severity: true,
      resolved: true,
      closed: true,
      missed: true,
    })
    expectDistinct(abouts.map((about) => renderChat(makeMessage({ about }), context)))
  })
})

test('`/help` names every command', () => {
  const text = renderContent(reply('help'), context)
  for (const name of commandNames) expect(text).toContain(`\`/${name}`)
})

test('a refused command never quotes what somebody typed as Markdown of ours', () => {
  const text = renderContent({ ...reply('unknown-service'), known: ['checkout', 'search'] }, context)
  expect(text).toBe('`/lead @mallory [x](y)`: there is no such service. There are `checkout` and `search`.')
})

test('the chat gets no mention, no foreign link and one line for each value', () => {
  const text = renderChat({ ...makeMessage(), title: '<!channel> @here\n<https://evil|x>', text: '&lt; @all' }, context)
  expect(text).not.toMatch(/<!|@here|@all|<https:\/\/evil/)
  expect(text).toContain(`<${issueUrl}|incident opened>`)
  expect(text.split('\n')).toHaveLength(2)
})

function reply(reason: RefusalReason): CommandReply {
  return {
    kind: 'reply',
    reason,
    verdict: {
      comment: 1,
      author: 'mallory',
      line: '/lead @mallory [x](y)',
      verdict: { kind: 'refused', reason, expected: 'one login: `/lead @alice`' },
    },
    role: 'read',
    suggestion: undefined,
    known: [],
  }
}
