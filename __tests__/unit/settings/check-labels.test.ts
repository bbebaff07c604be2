import { describe, expect, test } from '@jest/globals'
import { defaultWord } from '../../../src/domain/label-names.ts'
import { checkLabels } from '../../../src/settings/check-labels.ts'
import { parseSettings } from '../../../src/settings/parse.ts'

const problems = (yaml: string, word?: string) =>
  parseSettings(yaml, 'muster.yml', word).problems.map(
    ({ line, column, message, help }) => `${line}:${column} ${message}. ${help}.`,
  )

describe('the setting `labels`', () => {
  test('renames what it names, and every part reads the new names', () => {
    const { settings, problems: none } = parseSettings(
      'labels: { severity: "prio:", drill: übung, report: neuer vorfall }',
      'muster.yml',
      'vorfall',
    )
    expect(none).toEqual([])
    expect(settings.labels).toMatchObject({
      incident: 'vorfall',
      unconfirmed: 'vorfall:unconfirmed',
      report: 'neuer vorfall',
      drill: 'übung',
      severity: 'prio:',
      status: 'status:',
    })
    expect(parseSettings(undefined, 'muster.yml', 'vorfall').settings.labels.incident).toBe('vorfall')
  })

  test.each([
    [
      'drill: "fire, drill"',
      '1:18 `labels.drill`: `fire, drill` has a comma. GitHub separates labels by commas; leave it out. `drill` counts.',
    ],
    ["drill: ''", '1:18 `labels.drill`: an empty text is no name. Give the label a name. `drill` counts.'],
    ["severity: ' '", '1:21 `labels.severity`: an empty text is no name. Give the label a name. `severity:` counts.'],
    [
      `action: ${'x'.repeat(51)}`,
      `1:19 \`labels.action\`: \`${'x'.repeat(51)}\` is too long. Use 50 characters at most; GitHub takes 50 characters. \`action-item\` counts.`,
    ],
    [
      `status: ${'x'.repeat(31)}`,
      `1:19 \`labels.status\`: \`${'x'.repeat(31)}\` is too long. Use 30 characters at most; GitHub takes 50 characters. \`status:\` counts.`,
    ],
    [
      'report: meldung',
      '1:19 `labels.report`: `meldung` does not hold `incident`. The workflow starts no run for a label without that word; choose a name that holds it. `outage-report` counts.',
    ],
    [
      'drill: Incident',
      '1:18 `labels.drill`: `Incident` is the name of `incident`, too. Choose another name. `drill` counts.',
    ],
    [
      'postmortem: "status:"',
      '1:23 `labels.postmortem`: `status:` is the name of `status`, too. Choose another name. `postmortem:` counts.',
    ],
  ])('{ %s } is refused with its place, the reason and what counts', (yaml, problem) =>
    expect(problems(`labels: { ${yaml} }`)).toEqual([problem]),
  )

  test('two renames to one name are both refused', () => {
    expect(problems('labels: { drill: same, action: Same }').map((one) => one.split('`')[1])).toEqual([
      'labels.drill',
      'labels.action',
    ])
  })

  test('is held against the word of the repository', () => {
    expect(problems('labels: { report: neuer vorfall }', 'vorfall')).toEqual([])
    expect(problems('labels: { report: neuer vorfall }')).toHaveLength(1)
    expect(problems('labels: { drill: vorfall }', 'vorfall')[0]).toContain('is the name of `incident`, too')
  })

  test('knows no other labels: the incident’s own is the variable `MUSTER_LABEL`', () => {
    const [problem = ''] = problems('labels: { incident: outage }')
    expect(problem).toContain('`incident` is not renamed here. Set the repository variable `MUSTER_LABEL`')
    expect(parseSettings('labels: { incident: outage }', 'x').settings.labels.incident).toBe('incident')
    expect(problems('labels: { unconfirmed: waits }')[0]).toContain('`unconfirmed` is not renamed here')
  })

  test('shows nothing that somebody wrote but as code', () => {
    const [finding] = checkLabels(defaultWord, { drill: '`@all`,\n# x' })
    expect(finding).toMatchObject({ path: ['labels', 'drill'], at: 'value' })
    expect(finding?.message).toMatch(
      /^`labels\.drill`: (`+) `@all`, # x` ?\1 has a comma$|^`labels\.drill`: (`+).*\2 has a comma$/,
    )
  })
})
