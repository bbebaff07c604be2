import { describe, expect, test } from '@jest/globals'
import { chooseShown } from '../../../src/runbooks/choose-shown.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { explainMatch } from '../../../src/runbooks/explain-match.ts'
import { type IncidentText, matchRunbooks } from '../../../src/runbooks/match.ts'

const files = [
  {
    path: 'runbooks/provider-timeouts.md',
    text: '---\nservices: [checkout]\nsignatures: ["ETIMEDOUT", "/pool .* exhausted after \\\\d+ms/"]\nsymptoms: [payments fail]\n---\n# Provider timeouts\n\n## Diagnosis\n\nLook at the provider.\n\n## Mitigation\n\nSwitch the provider off.\n',
  },
  {
    path: 'runbooks/database/disk.md',
    text: '---\nalerts: [PgDiskFull, "Disk is nearly full"]\n---\n# Disk\n\nFree some space on the database disk.\n',
  },
  {
    path: 'runbooks/alerts.md',
    text: '# Alerts\n\n## KubePodCrashLooping\n\nSee the logs.\n\n## KubeNodeNotReady\n\nDrain it.\n',
  },
  {
    path: 'runbooks/api.md',
    text: '# API gateway\n\nRestart the gateway when checkout payments are slow, payments time out, payments queue.\n',
  },
  { path: 'runbooks/search.md', text: '---\nservices: [search]\n---\n# Search is slow\n\nReindex.\n' },
]
const corpus = buildCorpus(files)
const best = (incident: IncidentText) => matchRunbooks(corpus, incident)[0]

describe('certain signals', () => {
  test.each<[string, IncidentText, string, string | undefined]>([
    ['a path', { title: 'Down', body: 'I follow runbooks/database/disk.md now' }, 'runbooks/database/disk.md', 'link'],
    [
      'an address with a section',
      { title: 'Down', body: 'https://github.example/o/r/blob/main/runbooks/provider-timeouts.md#mitigation' },
      'runbooks/provider-timeouts.md',
      'link',
    ],
    [
      'a runbook address without ending',
      { title: 'x', body: 'runbook_url: https://docs.example/provider-timeouts' },
      'runbooks/provider-timeouts.md',
      'link',
    ],
    ['an alert', { title: '[FIRING:1] PgDiskFull (prod)' }, 'runbooks/database/disk.md', 'alert'],
    ['an alert in words', { title: 'Payments fail: disk is nearly full' }, 'runbooks/database/disk.md', 'alert'],
    ['a heading named after the alert', { title: 'KubeNodeNotReady firing' }, 'runbooks/alerts.md', 'alert'],
    [
      'a literal signature',
      { title: 'Cannot pay', fields: { log: 'connect etimedout 10.0.0.1' } },
      'runbooks/provider-timeouts.md',
      'signature',
    ],
    [
      'a pattern',
      { title: 'Cannot pay', body: 'pool main exhausted after 300ms' },
      'runbooks/provider-timeouts.md',
      'signature',
    ],
    [
      'a symptom, inflected and apart',
      { title: 'Payment for EU customers fails' },
      'runbooks/provider-timeouts.md',
      'symptom',
    ],
    [
      'the service, with some text behind it',
      { title: 'The provider is slow', service: 'checkout' },
      'runbooks/provider-timeouts.md',
      'service',
    ],
  ])('%s names the page', (_, incident, path, certain) => {
    expect(best(incident)).toMatchObject({ runbook: { path }, certain })
  })

  test('never lose to a text score, and rank by their strength', () => {
    const text = 'payments queue, payments time out, gateway, checkout payments are slow. PgDiskFull. connect ETIMEDOUT'
    const order = matchRunbooks(corpus, { title: 'API gateway: payments time out', body: text }).map(
      ({ certain }) => certain,
    )
    expect(order.slice(0, 3)).toEqual(['alert', 'signature', undefined])
  })

  test('the section that is named is linked, else the one that answers best', () => {
    expect(best({ title: 'x', body: 'runbooks/provider-timeouts.md#mitigation' })?.section?.anchor).toBe('mitigation')
    expect(best({ title: 'KubeNodeNotReady firing' })?.section?.anchor).toBe('kubenodenotready')
    expect(best({ title: 'Provider must be switched off' })?.section?.anchor).toBe('mitigation')
  })

  test('plain words that are also names of hosts, containers or folders prove nothing', () => {
    for (const body of ['container: api', 'see https://example.org/v1/api', 'host api.internal', 'the api is fine'])
      expect(
        matchRunbooks(corpus, { title: 'Backups are late', body }).every(({ certain }) => certain === undefined),
      ).toBe(true)
  })

  test('a plain word names a page where the incident says that it is the alert', () => {
    const body = 'alertname: api\ncontainer: x'
    expect(best({ title: 'Backups are late', body })).toMatchObject({
      runbook: { path: 'runbooks/api.md' },
      certain: 'alert',
    })
  })

  test('a page is found by what its alert is about, as texts write it', () => {
    const text = '# It is down\n\nIt has disappeared.\n'
    const pages = ['KubeAPIDown', 'KubeSchedulerDown', 'kube_proxy_down', 'ApiKubeDown', 'Kube-API-Down']
    const named = buildCorpus(pages.map((name) => ({ path: `runbooks/${name}.md`, text })))
    const first = (title: string) => matchRunbooks(named, { title })[0]?.runbook.path
    expect(first('The KubeAPI has disappeared')).toBe('runbooks/KubeAPIDown.md')
    expect(first('The kubeproxy has disappeared')).toBe('runbooks/kube_proxy_down.md')
    expect(first('The KubeScheduler has disappeared')).toBe('runbooks/KubeSchedulerDown.md')
  })

  test('a page of another service goes behind', () => {
    const order = matchRunbooks(corpus, { title: 'Slow', service: 'search' }).map(({ runbook }) => runbook.path)
    expect(order[0]).toBe('runbooks/search.md')
  })

  test('the service alone, with nothing of the text, shows nothing', () => {
    expect(chooseShown(matchRunbooks(corpus, { title: 'Zertifikat abgelaufen', service: 'search' })).runbooks).toEqual(
      [],
    )
  })
})

describe('the reason', () => {
  test('says which signal it was, and where it stood', () => {
    const match = best({ title: 'Cannot pay', fields: { log: 'connect ETIMEDOUT 10.0.0.1' }, service: 'checkout' })
    expect(match && explainMatch(match)).toEqual({
      codes: ['ETIMEDOUT'],
      words: [],
      service: 'checkout',
      inLog: true,
      text: '`ETIMEDOUT` in your log, service `checkout`',
    })
  })

  test('names the words that count, as the incident writes them', () => {
    const match = best({ title: 'Reindexing: the Search is down' })
    expect(match && explainMatch(match).words).toContain('Search')
    expect(match && explainMatch(match).words).not.toContain('the')
  })
})
