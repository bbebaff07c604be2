import { expectNoWords, expectSame, expectThat, expectWords } from '../expect.ts'
import { mentionsIn } from '../facts.ts'
import { fillForm } from '../form-body.ts'
import { leakedKey } from '../leaked-key.ts'
import type { Story } from '../story.ts'

/** The outage is reported: the board stands, those who can act are called. Gives the number of the issue. */
export async function playAlarm(story: Story): Promise<number> {
  const { people, facts } = story.stage
  const form = await facts.file('.github/ISSUE_TEMPLATE/outage.yml')
  const body = fillForm(form, {
    happening: 'The error rate of payments went from 1 % to 38 %. Cards are declined after half a minute of waiting.',
    service: 'payments',
    affected: 'EU customers cannot pay, web and app',
    since: '03:05',
    log: `2026-11-20T03:05:41Z checkout ERROR charge failed: ETIMEDOUT 10.4.0.17:443 upstream request timeout
2026-11-20T03:05:42Z checkout WARN  retry 1 of 3 for order 88121 (asked by @nightshift)
2026-11-20T03:05:44Z deploy   DEBUG cloning https://x-access-token:${leakedKey}@github.com/acme/shop`,
    changed: '@dana deployed v4.7.2 at about ten to three.',
  })
  story.chapter('1 · The alarm')
  let issue = 0
  await story.play(
    {
      does: 'Sam from support files an Outage with the form. Nobody has made a single label yet.',
      act: async () => {
        issue = await people.sam.files('38 % of payments fail', body, ['outage-report'])
      },
      holds: () => checkBoard(story, issue),
    },
    15,
  )
  await story.remember(issue, 'The first board')
  return issue
}

async function checkBoard({ stage }: Story, issue: number): Promise<readonly string[]> {
  const { facts } = stage
  const labels = await facts.labels(issue)
  for (const label of ['incident', 'severity:SEV2', 'service:checkout', 'status:investigating']) {
    expectThat(labels.includes(label), `the label ${label}`, labels)
  }
  const board = await facts.board(issue)
  const [first = '', second = ''] = board.body.split('\n').filter((line) => line.trim() !== '')
  expectWords('the first line of the board', ['SEV2', '38 % of payments fail'], first)
  expectWords('the board', ['Provider timeouts', 'ETIMEDOUT', '03:05'], board.body)
  expectSame('live mentions on the board', ['alice', 'bob', 'frank'], mentionsIn(board))
  expectSame('people whom GitHub told', ['alice', 'bob', 'frank'], await facts.told(issue))
  expectWords('the board', ['Not reached', 'platform'], board.body)
  expectWords('the recent changes', ['Wait 30 s for the payment provider', 'v4.7.2'], board.body)
  expectNoWords('the board', [leakedKey, '@nightshift'], board.body)
  expectWords('the warning about the key', ['Revoke it'], board.body)
  const { assignees } = await facts.issue(issue)
  return [
    `labels ${labels.join(', ')}`,
    `one board: ${plain(first)}`,
    `           ${plain(second)}`,
    `called by a live mention: ${mentionsIn(board).join(', ')}; assigned: ${assignees.map(({ login }) => login).join(', ') || 'nobody'}`,
    'not reached: team platform, whose members are not listed',
    'the key in the log is not repeated, and a warning says to revoke it',
  ]
}

function plain(markdown: string): string {
  return markdown
    .replace(/^>\s*/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
}
