import { expect, jest, test } from '@jest/globals'
import { readTree } from '../support/check-out.ts'
import { boardOf } from '../support/expectations.ts'
import { finishWork, openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import type { Stage } from '../support/stage.ts'

jest.setTimeout(180_000)

const used = 'runbooks/pool-exhausted.md'
const postmortem = 'runbooks/postmortems/2026-11-20-1-baskets-empty-themselves.md'
/** What no runbook speaks of: only experience can tell which one helps. */
const first = {
  title: 'Baskets empty themselves',
  happening: 'Whatever customers put into their basket is gone after a reload.',
  affected: 'everybody who buys',
  log: '2026-11-20T03:05:41Z checkout ERROR BasketLostError: session 4711 has no owner',
}
/** The same trouble in other words; the error in the log is all that both have in common. */
const again = {
  title: 'Shop is odd since noon',
  happening: 'Shoppers complain that selected goods vanish.',
  affected: 'about one in five',
  log: '2026-12-02T11:40:02Z web WARN retrying after BasketLostError: shard b lacks a leader',
}

/** The first incident: nothing is linked, somebody finds the runbook that helps, and the postmortem is merged. */
async function learn(stage: Stage): Promise<void> {
  const { alice, erin, dana } = stage.people
  const issue = await finishWork(stage, first)
  await erin.says(issue, `/runbook ${used}`)
  await stage.settleNewest()
  await alice.closes(issue)
  await stage.settle()
  const pull = [...stage.repository.pulls.keys()].at(-1) ?? 0
  await dana.merges(pull)
  await stage.settle()
}

/** A file as it stands on the default branch. */
function fileOn({ repository }: Stage, path: string): string {
  const commit = repository.git.resolve('refs/heads/main')
  return (commit && readTree(repository.git, commit.tree)[path]) ?? ''
}

/** The board's lines about pages, one by one. */
function linesOf(stage: Stage, issue: number): Readonly<Record<'start' | 'more' | 'before', string>> {
  const lines = boardOf(stage, issue).split('\n')
  const line = (name: string) => lines.find((one) => one.startsWith(`**${name}:**`)) ?? ''
  return { start: line('Start here'), more: line('More runbooks'), before: line('Happened before') }
}

const wish = { inProcess: true }

test(
  'before anything was learned, neither incident is given a runbook',
  onStage(wish, async (stage) => {
    expect(linesOf(stage, await openIncident(stage, first)).start).toContain('none of the 6 runbooks fits')
    expect(linesOf(stage, await openIncident(stage, again)).start).toContain('none of the 6 runbooks fits')
  }),
)

test(
  'what helped is written into files under runbooks/ that people read: a postmortem and a line of history',
  onStage(wish, async (stage) => {
    await learn(stage)
    expect(fileOn(stage, postmortem)).toMatch(
      /signatures:\n(?: {2}- .*\n)*? {2}- BasketLostError\n[\s\S]*runbooks:\n {2}- runbooks\/pool-exhausted\.md\nresolution: payments run over the second provider\n/,
    )
    expect(fileOn(stage, used)).toMatch(
      /\n## Incident history\n\n- 2026-11-20 \[#1\]\(http.*\/issues\/1\) helped: checkout: Baskets empty themselves\n$/,
    )
  }),
)

test(
  'an incident in other words with the same error is told when it happened before and what ended it, and the runbook that helped says so',
  onStage(wish, async (stage) => {
    await learn(stage)
    const lines = linesOf(stage, await openIncident(stage, again))
    expect(lines.before).toMatch(
      /\[20 Nov 2026, .*\]\(.*\/postmortems\/.*\), ended by: payments run over the second provider$/,
    )
    expect(lines.start).toMatch(/\[Connection pool exhausted.*\]\(.*pool-exhausted\.md.*\) – .*used in \\#&#8203;1 · /)
    expect(lines.start + lines.more).not.toContain('/postmortems/')
    expect(lines.before).not.toContain('pool-exhausted')
  }),
)

test(
  'what people change in those files counts from then on, and is not written over',
  onStage(wish, async (stage) => {
    await learn(stage)
    const { carol, alice, erin } = stage.people
    const edited = fileOn(stage, postmortem)
      .replace('payments run over the second provider', 'a new leader for the shard')
      .replace('  - runbooks/pool-exhausted.md', '  - runbooks/queue-backlog.md')
    const history = fileOn(stage, used).replace(/- 2026-11-20 .*\n/, '- #1 did not help: the shard had no leader\n')
    await carol.commits('main', postmortem, edited)
    await carol.commits('main', used, history)
    stage.inbox.take()
    const lines = linesOf(stage, await openIncident(stage, again))
    expect(lines.before).toContain('ended by: a new leader for the shard')
    expect(lines.start).toMatch(/queue-backlog\.md.* – used in \\#&#8203;1 · /)
    expect(lines.start + lines.more).not.toContain('pool-exhausted')
    stage.wait(60)
    await alice.reopens(1)
    await stage.settle()
    await erin.says(1, '/status resolved the leader is back')
    await stage.settle()
    await alice.closes(1)
    await stage.settle()
    const branch = stage.repository.git.resolve('refs/heads/muster/1')
    const files = branch ? readTree(stage.repository.git, branch.tree) : {}
    expect(files[used]).toBe(history)
    expect(files[postmortem]?.startsWith(edited.trimEnd())).toBe(true)
    expect(files[postmortem]).toMatch(/\n## Reopened [\s\S]*the leader is back/)
  }),
)
