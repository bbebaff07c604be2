import { describe, expect, test } from '@jest/globals'
import { chooseShown } from '../../../src/runbooks/choose-shown.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { explainMatch } from '../../../src/runbooks/explain-match.ts'
import { matchRunbooks } from '../../../src/runbooks/match.ts'

const pages: Readonly<Record<string, string>> = {
  'certificates.md':
    '+++\ntitle = "Certificates"\nalerts = ["TlsCertExpiresSoon"]\nsymptoms = ["browsers warn of an insecure connection"]\nreviewed = 2026-03-01\n+++\n\nRenew it.\n',
  'names.mdx':
    'import { Note } from \'./note\'\n\n# Names do not resolve\n\n<Note type="warning">Resolvers answer SERVFAIL.</Note>\n\n## Restart the resolver\n\nThen flush its cache: `resolverctl flush`.\n',
  'clock.md.erb': '# <%= brand %> Clock of a host drifts\n\n<%= render "steps" %>\n\nRestart chronyd.\n',
  'mail.md':
    'Mail queue grows\n================\n\nFirst look\n----------\n\nCount deferred messages with postqueue.\n\nFlush\n-----\n\nFlush it by hand.\n',
  'printers.md': 'When the printers of the warehouse stop, power-cycle the print server and requeue the labels.\n',
  'kafka.md':
    '# Kafka\n\n## KafkaConsumerLagHigh\n\nScale the consumers.\n\n## KafkaBrokerDown\n\nReplace the broker.\n\n## Under-replicated partitions (URP) & ISR\n\nWait for the in-sync replicas, then reassign partitions.\n\n## Flush\n\nNever.\n\n## Flush\n\nTombstones: reset the retention.\n',
  'old-kafka.md': '# KafkaTopicStuckForever\n\nThis page has moved to [Kafka](kafka.md).\n',
  'broker.md': '---\ntitle: Broker trouble\n---\nSee {{< ref "kafka.md" >}}\n',
}
const corpus = buildCorpus(Object.entries(pages).map(([name, text]) => ({ path: `runbooks/${name}`, text })))
const linkedFor = (title: string, body = '') =>
  chooseShown(matchRunbooks(corpus, { title, body })).runbooks.map(({ runbook, section, leadsTo }) =>
    [runbook.path.slice('runbooks/'.length), section && `#${section.anchor}`, leadsTo && ` → ${leadsTo.path}`].join(''),
  )

describe('every form of page is found, and linked where to start', () => {
  test.each([
    ['TOML, by its alert', 'TlsCertExpiresSoon is firing', 'certificates.md'],
    ['TOML, by its symptom', 'Browsers warn of an insecure connection', 'certificates.md'],
    ['MDX, with components', 'SERVFAIL while resolving names', 'names.mdx'],
    [
      'MDX, a section by what its code says',
      'Names: resolverctl flush of the cache fails',
      'names.mdx#restart-the-resolver',
    ],
    ['ERB', 'Clocks of two hosts drift', 'clock.md.erb'],
    ['setext headings: the section', 'Many deferred messages in postqueue', 'mail.md#first-look'],
    ['no heading at all', 'All printers in the warehouse stopped', 'printers.md'],
    ['one file with a section for each alert: the first', 'KafkaConsumerLagHigh', 'kafka.md#kafkaconsumerlaghigh'],
    ['one file with a section for each alert: the second', 'KafkaBrokerDown', 'kafka.md#kafkabrokerdown'],
    [
      'a section whose heading has signs in it, by GitHub’s slug',
      'Under-replicated partitions, replicas are not in sync',
      'kafka.md#under-replicated-partitions-urp--isr',
    ],
    ['the second section of the same name, by GitHub’s slug', 'Kafka tombstones, retention', 'kafka.md#flush-1'],
    ['a stub by the alert it was named after', 'KafkaTopicStuckForever', 'old-kafka.md → runbooks/kafka.md'],
    ['a stub that a site builder completes', 'Trouble with a broker', 'broker.md → runbooks/kafka.md'],
  ])('%s', (_, title, first) => {
    expect(linkedFor(title)[0]).toBe(first)
  })

  test('a page and the stubs that lead to it are linked once', () => {
    expect(linkedFor('KafkaBrokerDown')).toEqual(['kafka.md#kafkabrokerdown'])
  })

  test('a page that shares mere grammar with the incident is not linked, since no reason could be given', () => {
    const matches = matchRunbooks(corpus, { title: 'Under-replicated partitions do not catch up' })
    expect(matches.map(({ runbook }) => runbook.path)).toContain('runbooks/names.mdx')
    for (const match of chooseShown(matches).runbooks) expect(explainMatch(match).text).not.toBe('')
    expect(linkedFor('Under-replicated partitions do not catch up').join()).not.toContain('names.mdx')
  })
})
