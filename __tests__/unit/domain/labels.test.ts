import { describe, expect, test } from '@jest/globals'
import { allLabels } from '../../../src/domain/check.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { defaultWord, nameLabels } from '../../../src/domain/label-names.ts'
import {
  defineLabel,
  hasLabel,
  isFinal,
  isLabel,
  isTelling,
  meaningOf,
  postmortemLabel,
  postmortemOf,
  serviceLabel,
  serviceOf,
  severityLabel,
  severityOf,
  statusLabel,
  statusOf,
} from '../../../src/domain/labels.ts'
import { planLabels } from '../../../src/domain/planned-labels.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { buildSnapshot } from '../../support/build-snapshot.ts'

const names = nameLabels(defaultWord, {})
/** Every label that can be renamed, renamed. */
const renamed = nameLabels('vorfall', {
  report: 'vorfall-meldung',
  drill: 'übung',
  action: 'aufgabe',
  severity: 'Schwere/',
  service: 'dienst=',
  status: 'stand:',
  postmortem: 'nachlese:',
})

describe('a label', () => {
  test.each([
    ['incident', 'b60205', 'An incident, run on this issue'],
    ['incident:unconfirmed', 'fef2c0', 'Waits for /confirm'],
    ['outage-report', 'fef2c0', 'Filed with the incident form'],
    ['drill', '5319e7', 'A drill: the whole loop, nobody is called'],
    ['action-item', '0052cc', 'Follow-up work from a postmortem'],
    ['severity:SEV1', 'b60205', 'Most users cannot use it, or data is at risk'],
    ['severity:SEV2', 'd93f0b', 'An important part is broken, or some users are cut off'],
    ['severity:SEV3', 'fbca04', 'Degraded; there is a workaround'],
    ['severity:SEV4', 'c2e0c6', 'Hardly noticed'],
    ['status:investigating', 'd93f0b', 'The source of the problem is not known yet'],
    ['status:identified', 'fbca04', 'The source is known; the fix is under way'],
    ['status:monitoring', '1d76db', 'A fix is in place and being watched'],
    ['status:resolved', '0e8a16', 'The emergency is over'],
    ['postmortem:open', 'fbca04', 'The postmortem is being written'],
    ['postmortem:published', '0e8a16', 'The postmortem is merged'],
    ['postmortem:none', 'ededed', 'No postmortem for this incident'],
    ['service:checkout', 'bfd4f2', 'The service that the incident is about'],
  ])('%s is made in %s and says: %s', (name, color, description) =>
    expect(defineLabel(name, names)).toEqual({ name, color, description }),
  )

  test.each([
    ['checkout', 'service:checkout'],
    ['  the   shop\n', 'service:the shop'],
    ['\u200b', 'service:unknown'],
    ['', 'service:unknown'],
    ['x'.repeat(43), `service:${'x'.repeat(42)}`],
    [`${'x'.repeat(41)} y`, `service:${'x'.repeat(41)}`],
    [`${'x'.repeat(41)}😀`, `service:${'x'.repeat(41)}`],
  ])('of the service %j is %j', (service, label) => expect(serviceLabel(service, names)).toBe(label))

  test.each([
    ['severity:SEV2', 'SEV2', undefined, undefined, true],
    ['Severity:sev2', 'SEV2', undefined, undefined, true],
    ['severity:SEV5', undefined, undefined, undefined, false],
    ['status:monitoring', undefined, 'monitoring', undefined, true],
    ['Status:Monitoring', undefined, 'monitoring', undefined, true],
    ['status:fixed', undefined, undefined, undefined, false],
    ['service:Search', undefined, undefined, 'Search', true],
    ['SERVICE: web shop ', undefined, undefined, 'web shop', true],
    ['service: ', undefined, undefined, undefined, false],
    ['my-service:x', undefined, undefined, undefined, false],
    ['drill', undefined, undefined, undefined, true],
    ['DRILL', undefined, undefined, undefined, true],
    ['incident', undefined, undefined, undefined, false],
    ['bug', undefined, undefined, undefined, false],
  ])(
    '%s says the severity %s, the status %s, the service %s; telling: %s',
    (label, severity, status, service, telling) => {
      const said = [severityOf(label, names), statusOf(label, names), serviceOf(label, names)]
      expect(said).toEqual([severity, status, service])
      expect(isTelling(label, names)).toBe(telling)
    },
  )

  test('says where the postmortem stands, and whether that is the end', () => {
    const read = (label: string) => [postmortemOf(label, names), isFinal(label, names)]
    expect(read('postmortem:open')).toEqual(['open', false])
    expect(read('PostMortem:Published')).toEqual(['published', true])
    expect(read('postmortem:none')).toEqual(['none', true])
    for (const other of ['postmortem:opening', 'my-postmortem:none', 'postmortem', 'status:resolved', 'none'])
      expect(read(other)).toEqual([undefined, false])
  })

  test('is the same in upper and lower case, and no part of another', () => {
    expect(isLabel('Incident', 'INCIDENT')).toBe(true)
    expect(isLabel('incident', 'incidents')).toBe(false)
    expect([hasLabel(['bug', 'Drill'], 'drill'), hasLabel(['drills'], 'drill'), hasLabel([], 'drill')]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('says of a severity what the severity means', () => {
    expect(meaningOf('SEV3')).toBe(defineLabel('severity:SEV3', names).description)
  })
})

describe('a renamed label', () => {
  test('is made under its new name, and looks the same', () => {
    const made = [
      severityLabel('SEV1', renamed),
      statusLabel('resolved', renamed),
      postmortemLabel('none', renamed),
      serviceLabel('checkout', renamed),
    ]
    expect(made).toEqual(['Schwere/SEV1', 'stand:resolved', 'nachlese:none', 'dienst=checkout'])
    const usual = ['severity:SEV1', 'status:resolved', 'postmortem:none', 'service:checkout']
    const look = ({ color, description }: ReturnType<typeof defineLabel>) => [color, description]
    expect(made.map((name) => look(defineLabel(name, renamed)))).toEqual(
      usual.map((name) => look(defineLabel(name, names))),
    )
    for (const one of ['incident', 'unconfirmed', 'report', 'drill', 'action'] as const)
      expect(look(defineLabel(renamed[one], renamed))).toEqual(look(defineLabel(names[one], names)))
  })

  test('is read under its new name and under the usual one, which running incidents carry', () => {
    for (const label of ['schwere/sev2', 'severity:SEV2']) expect(severityOf(label, renamed)).toBe('SEV2')
    for (const label of ['STAND:Monitoring', 'status:monitoring']) expect(statusOf(label, renamed)).toBe('monitoring')
    for (const label of ['Dienst= Web shop', 'service:Web shop']) expect(serviceOf(label, renamed)).toBe('Web shop')
    for (const label of ['nachlese:open', 'postmortem:open']) expect(postmortemOf(label, renamed)).toBe('open')
    expect(isFinal('nachlese:none', renamed)).toBe(true)
    expect([isTelling('Übung', renamed), isTelling('drill', renamed)]).toEqual([true, false])
  })

  test('whose new prefix begins with the usual one, or the other way round, hides neither', () => {
    const longer = nameLabels(defaultWord, { service: 'service:team-' })
    expect(['service:team-web', 'service:web'].map((label) => serviceOf(label, longer))).toEqual(['web', 'web'])
    const shorter = nameLabels(defaultWord, { status: 'status', service: 'service' })
    expect(['statusresolved', 'status:resolved'].map((label) => statusOf(label, shorter))).toEqual([
      'resolved',
      'resolved',
    ])
    expect(['serviceweb', 'service:web'].map((label) => serviceOf(label, shorter))).toEqual(['web', 'web'])
  })

  test('takes its place on a running incident', () => {
    const facts = readFacts(buildSnapshot()).facts
    const present = ['incident', 'status:investigating', 'Status:Resolved', 'vorfall:unconfirmed']
    expect(planLabels(facts, { names: renamed, present, postmortem: undefined })).toEqual({
      present: ['vorfall', 'stand:investigating'],
      absent: ['status:investigating', 'Status:Resolved', 'vorfall:unconfirmed'],
    })
  })
})

describe('the labels of an incident', () => {
  const facts = () => readFacts(buildSnapshot()).facts

  test('are all that is known, and of each family only the true one', () => {
    const known = { ...facts(), severity: 'SEV2', service: 'checkout', status: 'identified', drill: true } as const
    const wrong = [
      'severity:SEV1',
      'status:resolved',
      'service:search',
      'postmortem:none',
      'Incident:Unconfirmed',
      'Postmortem:Published',
    ]
    const left = [
      'bug',
      'triage',
      'severity:high',
      'outage-report',
      'incident',
      'Severity:SEV2',
      'DRILL',
      'my-postmortem:open',
      'postmortem:opening',
    ]
    expect(planLabels(known, { names, present: [...wrong, ...left], postmortem: 'open' })).toEqual({
      present: ['incident', 'severity:SEV2', 'service:checkout', 'status:identified', 'drill', 'postmortem:open'],
      absent: wrong,
    })
  })

  test('say nothing of what is unknown', () => {
    expect(planLabels(facts(), { names, present: ['drill', 'severity:SEV1'], postmortem: undefined })).toEqual({
      present: ['incident', 'status:investigating'],
      absent: ['drill', 'severity:SEV1'],
    })
  })

  test('that may ever be set are these', () => {
    const { settings } = parseSettings('services: { checkout: {}, search: {} }', 'x')
    expect(allLabels(settings)).toEqual([
      'incident',
      'incident:unconfirmed',
      'drill',
      'action-item',
      'severity:SEV1',
      'severity:SEV2',
      'severity:SEV3',
      'severity:SEV4',
      'status:investigating',
      'status:identified',
      'status:monitoring',
      'status:resolved',
      'postmortem:open',
      'postmortem:published',
      'postmortem:none',
      'service:checkout',
      'service:search',
    ])
  })
})
