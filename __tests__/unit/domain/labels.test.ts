import { describe, expect, test } from '@jest/globals'
import { allLabels } from '../../../src/domain/check.ts'
import { readFacts } from '../../../src/domain/history/read-facts.ts'
import { defineLabel, isTelling, serviceLabel, serviceOf, severityOf, statusOf } from '../../../src/domain/labels.ts'
import { planLabels } from '../../../src/domain/planned-labels.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { buildSnapshot } from '../../support/build-snapshot.ts'

describe('a label', () => {
  test.each([
    ['incident', 'b60205', 'An incident, run on this issue'],
    ['triage', 'ededed', 'Reported as an incident; somebody who may declare one has to confirm it'],
    ['drill', '5319e7', 'A drill: the whole loop, nobody is called'],
    ['action-item', '0052cc', 'Follow-up work from a postmortem'],
    ['severity:SEV1', 'b60205', 'Most users cannot use it, or data is at risk'],
    ['severity:SEV2', 'd93f0b', 'An important part is broken, or some users are cut off'],
    ['severity:SEV3', 'fbca04', 'Degraded; there is a way around'],
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
    expect(defineLabel(name)).toEqual({ name, color, description }),
  )

  test.each([
    ['checkout', 'service:checkout'],
    ['  the   shop\n', 'service:the shop'],
    ['\u200b', 'service:unknown'],
    ['', 'service:unknown'],
    ['x'.repeat(43), `service:${'x'.repeat(42)}`],
    [`${'x'.repeat(41)} y`, `service:${'x'.repeat(41)}`],
    [`${'x'.repeat(41)}😀`, `service:${'x'.repeat(41)}`],
  ])('of the service %j is %j', (service, label) => expect(serviceLabel(service)).toBe(label))

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
      expect([severityOf(label), statusOf(label), serviceOf(label)]).toEqual([severity, status, service])
      expect(isTelling(label)).toBe(telling)
    },
  )
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
      'Triage',
      'Postmortem:Published',
    ]
    const left = [
      'bug',
      'outage-report',
      'incident',
      'Severity:SEV2',
      'DRILL',
      'my-postmortem:open',
      'postmortem:opening',
    ]
    expect(planLabels(known, [...wrong, ...left], 'open')).toEqual({
      present: ['incident', 'severity:SEV2', 'service:checkout', 'status:identified', 'drill', 'postmortem:open'],
      absent: wrong,
    })
  })

  test('say nothing of what is unknown', () => {
    expect(planLabels(facts(), ['drill', 'severity:SEV1'], undefined)).toEqual({
      present: ['incident', 'status:investigating'],
      absent: ['drill', 'severity:SEV1'],
    })
  })

  test('that may ever be set are these', () => {
    const { settings } = parseSettings('services: { checkout: {}, search: {} }', 'x')
    expect(allLabels(settings)).toEqual([
      'incident',
      'triage',
      'drill',
      'outage-report',
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
