import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import { isCallMissed, readMissedCall } from '../../../src/domain/missed-call.ts'
import type { Comment } from '../../../src/domain/record.ts'
import type { IssueHint, IssueTrigger, SeenChange } from '../../../src/domain/trigger.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import type { FormDefinition } from '../../../src/text/issue-form.ts'
import { buildOwn, say } from '../../support/build-incident.ts'
import { openedAt } from '../../support/build-snapshot.ts'
import { buildSnapshot } from './installed.ts'

const hint: IssueHint = {
  title: 'Payments fail',
  author: 'rita',
  body: 'It is down',
  labels: [],
  comment: undefined,
  senderIsTrusted: false,
  createdAt: openedAt,
  comments: 0,
  updatedAt: openedAt,
  change: undefined,
}
const form: FormDefinition = {
  name: 'Outage',
  labels: ['outage-report'],
  fields: [{ kind: 'dropdown', id: 'severity', label: 'How bad?', required: true, options: [], multiple: false }],
}
const settingsText = 'services: { checkout: { aliases: [pay] } }'

interface Case {
  readonly trigger?: Partial<IssueTrigger>
  readonly hint?: Partial<IssueHint>
  readonly settings?: string
  readonly isPublic?: boolean
}

/** What the channels are told of an event in a private repository, unless told. */
const missed = ({ trigger, hint: more, settings = settingsText, isPublic = false }: Case) =>
  readMissedCall(
    {
      kind: 'issue',
      number: 7,
      event: 'issues',
      action: 'opened',
      sender: 'rita',
      ...trigger,
      hint: { ...hint, ...more },
    },
    {
      settings: parseSettings(settings, 'x').settings,
      form,
      repository: { url: 'https://github.test/acme/shop', private: !isPublic },
    },
  )
const isTold = (one: Case) => missed(one) !== undefined
const change = (label: string): SeenChange => ({ kind: 'labeled', label })

describe('the channels are told of an opening', () => {
  test('straight from the event, in the words of the issue', () => {
    expect(missed({ hint: { title: 'Pay: fails', body: '/severity 1\nIt is down', labels: ['bug'] } })).toEqual({
      key: 'missed',
      about: 'missed',
      title: 'Pay: fails',
      severity: 'SEV1',
      serviceName: 'checkout',
      status: 'investigating',
      text: undefined,
      issueUrl: 'https://github.test/acme/shop/issues/7',
      drill: false,
    })
  })

  test('with the severity of its label before that of its words', () => {
    const labels = ['incident', 'Severity:sev3']
    expect(missed({ hint: { labels, body: 'Severity: SEV1' } })?.severity).toBe('SEV3')
  })

  test.each<[string, boolean, Partial<IssueHint>]>([
    ['nothing', false, {}],
    ['a label of another house', false, { labels: ['bug', 'triage'] }],
    ['the form', true, { body: '### How bad?\n\nSEV1' }],
    ['the label', true, { labels: ['Incident'] }],
    ['the label of reports', true, { labels: ['outage-report'] }],
    ['a command', true, { body: '/confirm' }],
    ['a command in code', false, { body: '`/confirm`' }],
  ])('that asks by %s: %s', (_case, told, more) => {
    expect(isTold({ hint: more })).toBe(told)
    expect(isTold({ hint: { ...more, senderIsTrusted: true }, isPublic: true })).toBe(told)
    // Nobody shows that they may declare: a stranger's report.
    expect(isTold({ hint: more, isPublic: true })).toBe(false)
    expect(isTold({ hint: more, isPublic: true, settings: 'declare: anyone' })).toBe(told)
    expect(isTold({ hint: more, settings: 'declare: write' })).toBe(false)
  })
})

describe('the channels are told of what happens in an issue', () => {
  test('that is labelled an incident, which only people with triage can do', () => {
    const labelled = (label: string, labels: readonly string[]) =>
      isTold({ trigger: { action: 'labeled' }, hint: { labels, change: change(label) }, isPublic: true })
    expect(labelled('Incident', ['Incident'])).toBe(true)
    expect(labelled('severity:SEV1', ['incident', 'severity:SEV1'])).toBe(true)
    expect(labelled('service:pay', ['incident'])).toBe(true)
    expect(labelled('severity:SEV1', ['bug'])).toBe(false)
    expect(labelled('bug', ['incident'])).toBe(false)
    expect(isTold({ trigger: { action: 'labeled' }, hint: { labels: ['incident'] } })).toBe(false)
  })

  test('that is reopened by somebody of the repository', () => {
    const reopened = (labels: readonly string[], senderIsTrusted: boolean) =>
      isTold({ trigger: { action: 'reopened' }, hint: { labels, senderIsTrusted }, isPublic: true })
    expect(reopened(['incident'], true)).toBe(true)
    expect(reopened(['incident'], false)).toBe(false)
    expect(reopened(['bug'], true)).toBe(false)
  })

  test.each(['edited', 'closed', 'unlabeled', 'assigned', 'deleted'])('that is %s: nothing', (action) => {
    expect(isTold({ trigger: { action }, hint: { labels: ['incident'], senderIsTrusted: true } })).toBe(false)
  })

  test.each([
    ['/severity 1', true],
    ['/confirm', true],
    ['/service pay', true],
    ['/status investigating', true],
    ['/ack', false],
    ['hello', false],
    ['> /confirm', false],
  ])('in a comment that says %j: %s', (comment, told) => {
    const trigger = { event: 'issue_comment', action: 'created' } as const
    const labels = ['outage-report']
    expect(isTold({ trigger, hint: { comment, labels, senderIsTrusted: true }, isPublic: true })).toBe(told)
    expect(isTold({ trigger, hint: { comment, labels }, isPublic: true })).toBe(false)
    expect(isTold({ trigger, hint: { comment, labels: [], senderIsTrusted: true } })).toBe(false)
    const edited = { ...trigger, action: 'edited' }
    expect(isTold({ trigger: edited, hint: { comment, labels, senderIsTrusted: true } })).toBe(false)
  })

  test('that another tool asks for, by its number alone', () => {
    const trigger = { kind: 'issue', number: 7, event: 'dispatch', action: 'muster', sender: '' } as const
    const context = { settings: parseSettings('', 'x').settings, form: undefined }
    const repository = { url: 'https://github.test/acme/shop', private: false }
    expect(readMissedCall(trigger, { ...context, repository })).toMatchObject({
      title: 'issue 7',
      severity: undefined,
      issueUrl: 'https://github.test/acme/shop/issues/7',
    })
    expect(readMissedCall({ ...trigger, event: 'issues' }, { ...context, repository })).toBeUndefined()
  })
})

describe('a plan that was not carried out leaves somebody uncalled', () => {
  const settings = 'services: { checkout: { call: [ann], inform: [ina] } }'
  const issue = { body: 'Service: checkout\nSeverity: SEV2' }
  const roles = { roles: { alice: 'admin' } } as const
  const called = ['call:ann:opened', 'inform:ina:opened']
  const missing = (...comments: readonly Comment[]) => {
    const snapshot = buildSnapshot({ settings, issue, comments }, roles)
    return isCallMissed(decide(snapshot), snapshot)
  }
  test('where its board does not stand', () => expect(missing()).toBe(true))
  test('where a comment is left to post that calls or informs', () => {
    expect(missing(buildOwn(['board', 'call:ann:opened']))).toBe(true)
    expect(missing(buildOwn(['board', ...called]), say(3, '/service search'), say(4, '/service checkout'))).toBe(false)
  })
  test('not where all that is left is something else', () => {
    expect(missing(buildOwn(['board', ...called]))).toBe(false)
    expect(missing(buildOwn(['board', ...called]), say(3, '/statsu resolved'), say(4, '/ack'))).toBe(false)
  })
  test('nor of a report that calls nobody', () => {
    const repository = { ...buildSnapshot().repository, private: false }
    const report = buildSnapshot({}, { repository, roles: { rita: 'read' } })
    expect(isCallMissed(decide(report), report)).toBe(false)
  })
})
