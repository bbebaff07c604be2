import { describe, expect, test } from '@jest/globals'
import { type MatchAnswer, matchAsJson, matchAsText } from '../../../src/cli/print-match.ts'
import type { Match } from '../../../src/runbooks/match.ts'

const page = (path: string, kind: 'runbook' | 'postmortem' = 'runbook') =>
  ({ path, kind, title: `About ${path}` }) as Match['runbook']
const match = (parts: Partial<Match> & Pick<Match, 'runbook'>): Match => ({
  score: 0,
  confidence: 0,
  evidence: [],
  ...parts,
})

const pool = match({
  runbook: page('runbooks/pool.md'),
  section: { heading: 'First look', anchor: 'first-look' },
  score: 12.345_67,
  confidence: 1,
  certain: 'signature',
  evidence: [
    { kind: 'signature', text: 'ETIMEDOUT', weight: 1 },
    { kind: 'word', text: 'pay\u001b[2Jments', weight: 0.654_32 },
  ],
})
const stub = match({ runbook: page('old.md'), leadsTo: page('new.md'), score: 3, confidence: 0.126 })
const before = match({
  runbook: page('postmortems/1.md', 'postmortem'),
  score: 2,
  confidence: 0.3,
  evidence: [{ kind: 'word', text: 'provider', weight: 0.5 }],
})
const answer: MatchAnswer = {
  matches: [pool, stub, before],
  shown: { runbooks: [pool], happenedBefore: [before] },
  notices: [
    { path: 'a.md', line: 3, message: 'front matter is no YAML', help: 'Mend it.' },
    { path: 'b.md', message: 'larger than 512 KiB', help: 'Split it.' },
  ],
  pages: 7,
}

describe('a ranking', () => {
  test('is told to people: what would be linked, then all pages with what speaks for them', () => {
    expect(matchAsText(answer)).toBe(
      [
        'Muster would link:',
        '  runbooks/pool.md#first-look – `ETIMEDOUT`, `pay [2Jments`',
        '  postmortems/1.md – “provider” (happened before)',
        '',
        'Ranking of 7 pages:',
        '  1. runbooks/pool.md#first-look  score 12.3, confidence 100 %, named by signature',
        '     signature ETIMEDOUT · pay [2Jments 65 %',
        '  2. old.md (leads to new.md)  score 3.0, confidence 13 %',
        '  3. postmortems/1.md  score 2.0, confidence 30 %',
        '     provider 50 %',
        '',
        'Notices:',
        'a.md:3: front matter is no YAML. Mend it.',
        'b.md: larger than 512 KiB. Split it.',
        '',
      ].join('\n'),
    )
  })

  test('says why nothing is linked', () => {
    const none = { runbooks: [], happenedBefore: [] }
    expect(matchAsText({ ...answer, matches: [stub], shown: none, notices: [] })).toBe(
      [
        'Nothing is linked: the best page answers 13 % of the incident, 24 % are needed.',
        '',
        'Ranking of 7 pages:',
        '  1. old.md (leads to new.md)  score 3.0, confidence 13 %',
        '',
      ].join('\n'),
    )
    expect(matchAsText({ ...answer, matches: [], shown: none, notices: [] })).toContain('answers 0 % of the incident')
    expect(matchAsText({ ...answer, shown: { runbooks: [stub], happenedBefore: [] } })).toContain(
      'old.md (leads to new.md) – no single word stands out\n',
    )
  })

  test('is told to scripts with all that it is made of', () => {
    expect(JSON.parse(matchAsJson(answer))).toEqual({
      pages: 7,
      decision: { threshold: 0.24, runbooks: ['runbooks/pool.md'], happenedBefore: ['postmortems/1.md'] },
      ranking: [
        {
          path: 'runbooks/pool.md',
          kind: 'runbook',
          title: 'About runbooks/pool.md',
          section: { heading: 'First look', anchor: 'first-look' },
          leadsTo: null,
          certain: 'signature',
          score: 12.346,
          confidence: 1,
          reason: '`ETIMEDOUT`, `pay\u001b[2Jments`',
          evidence: [
            { kind: 'signature', text: 'ETIMEDOUT', weight: 1 },
            { kind: 'word', text: 'pay\u001b[2Jments', weight: 0.654 },
          ],
        },
        {
          path: 'old.md',
          kind: 'runbook',
          title: 'About old.md',
          section: null,
          leadsTo: 'new.md',
          certain: null,
          score: 3,
          confidence: 0.126,
          reason: '',
          evidence: [],
        },
        {
          path: 'postmortems/1.md',
          kind: 'postmortem',
          title: 'About postmortems/1.md',
          section: null,
          leadsTo: null,
          certain: null,
          score: 2,
          confidence: 0.3,
          reason: '“provider”',
          evidence: [{ kind: 'word', text: 'provider', weight: 0.5 }],
        },
      ],
      notices: answer.notices,
    })
  })
})
