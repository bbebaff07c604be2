import { describe, expect, jest, test } from '@jest/globals'
import { readTree } from '../support/check-out.ts'
import { boardOf, saidBeside, stateOf } from '../support/expectations.ts'
import { documentIncident, finishWork } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { type Stage, scheduled } from '../support/stage.ts'

jest.setTimeout(180_000)

const postmortem = 'runbooks/postmortems/2026-11-20-1-38-of-payments-fail.md'

/** The files of a branch, by path. */
function filesOn({ repository }: Stage, branch: string): Readonly<Record<string, string>> {
  const commit = repository.git.resolve(`refs/heads/${branch}`)
  return commit ? readTree(repository.git, commit.tree) : {}
}

/** The commits that a branch has above the default branch. */
function commitsOn({ repository }: Stage, branch: string): number {
  let count = 0
  const base = repository.git.resolve('main')?.oid
  for (let at = repository.git.resolve(branch); at && at.oid !== base; count += 1) {
    at = at.parents[0] === undefined ? undefined : repository.git.objects.readCommit(at.parents[0])
  }
  return count
}

describe('an accepted closing', () => {
  test(
    'opens one pull request of one commit: postmortem, index, history of the runbook',
    onStage({}, async (stage) => {
      const { issue, pull } = await documentIncident(stage)
      const files = filesOn(stage, `muster/${issue}`)
      expect(commitsOn(stage, `muster/${issue}`)).toBe(1)
      expect(files[postmortem]).toMatch(
        /incident: 1[\s\S]*## Summary[\s\S]*## Timeline[\s\S]*## Action items[\s\S]*## Lessons/,
      )
      expect(files[postmortem]).not.toMatch(/@alice|@bob\b(?! )/)
      expect(files['runbooks/README.md']).toContain('One page for each way in which the shop has failed.')
      expect(files['runbooks/README.md']).toContain(postmortem.replace('runbooks/', ''))
      expect(files['runbooks/provider-timeouts.md']).toMatch(/checkoutctl[\s\S]*#1|checkoutctl[\s\S]*2026-11-20-1/)
      const reviewers = stage.repository.pulls.get(pull)?.requestedReviewers.map(({ login }) => login)
      expect(reviewers).toContain('carol')
      expect(boardOf(stage, issue)).toContain(`/pull/${pull}`)
      expect(saidBeside(stage, issue).map(({ key }) => key)).toEqual(['closing'])
      expect(stage.repository.issues.get(pull)?.title).toMatch(/^Postmortem: .*\(#1\)$/)
    }),
  )

  test(
    'while another postmortem is merged: the next sweep joins the default branch, and both can be merged',
    onStage({}, async (stage) => {
      const first = await documentIncident(stage)
      const second = await documentIncident(stage)
      await stage.people.dana.merges(first.pull)
      await stage.settle()
      await stage.deliver(scheduled(stage))
      await stage.people.dana.merges(second.pull)
      await stage.settle()
      const files = filesOn(stage, 'main')
      const postmortems = Object.keys(files).filter((path) => path.startsWith('runbooks/postmortems/'))
      expect(postmortems).toHaveLength(2)
      for (const path of postmortems) expect(files['runbooks/README.md']).toContain(path.replace('runbooks/', ''))
      const quiet = await stage.deliver(scheduled(stage))
      expect(quiet.writes).toEqual([])
    }),
  )

  test(
    'where no runbook fits drafts one from what was done',
    onStage(
      {
        files: {
          'runbooks/provider-timeouts.md': null,
          'runbooks/queue-backlog.md': null,
          'runbooks/pool-exhausted.md': null,
        },
      },
      async (stage) => {
        const { issue } = await documentIncident(stage)
        const files = Object.keys(filesOn(stage, `muster/${issue}`))
        expect(files).toContain('runbooks/38-of-payments-fail.md')
      },
    ),
  )

  test(
    'closed again after more work, the open pull request is brought up to date',
    onStage({}, async (stage) => {
      const { issue } = await documentIncident(stage)
      await stage.people.alice.reopens(issue)
      await stage.people.erin.says(issue, '/cause it was the DNS after all: https://grafana.acme.example/d/dns')
      await stage.settle()
      await stage.people.erin.says(issue, '/status resolved the resolver is back')
      await stage.settle()
      await stage.people.alice.closes(issue)
      await stage.settle()
      expect(stateOf(stage, issue)).toBe('closed')
      expect(stage.repository.pulls.size).toBe(1)
      expect(filesOn(stage, `muster/${issue}`)[postmortem]).toContain('the resolver is back')
      expect(filesOn(stage, `muster/${issue}`)[postmortem]).toContain('it was the DNS after all')
    }),
  )

  test(
    'a branch that a person pushed to is left as it is',
    onStage({}, async (stage) => {
      const { issue } = await documentIncident(stage)
      await stage.people.carol.commits(`muster/${issue}`, postmortem, '# Better words\n')
      await stage.people.alice.reopens(issue)
      await stage.people.erin.says(issue, '/cause it was the DNS: https://grafana.acme.example/d/dns')
      await stage.settle()
      await stage.people.erin.says(issue, '/status resolved the resolver is back')
      await stage.settle()
      await stage.people.alice.closes(issue)
      const run = await stage.settle()
      expect(stateOf(stage, issue)).toBe('closed')
      expect(run.document?.exitCode ?? 0).toBe(0)
      expect(filesOn(stage, `muster/${issue}`)[postmortem]).toBe('# Better words\n')
      expect(stage.repository.pulls.size).toBe(1)
    }),
  )

  test(
    'a pull request closed by hand comes back only by /postmortem',
    onStage({}, async (stage) => {
      const { issue, pull } = await documentIncident(stage)
      await stage.people.dana.rejects(pull)
      await stage.settle()
      expect(stage.repository.pulls.size).toBe(1)
      await stage.people.alice.reopens(issue)
      await stage.settle()
      await stage.people.erin.says(issue, '/status resolved it was a false alarm')
      await stage.settle()
      await stage.people.alice.closes(issue)
      await stage.settle()
      expect(stateOf(stage, issue)).toBe('closed')
      expect(stage.repository.pulls.size).toBe(1)
      expect(boardOf(stage, issue)).toMatch(/closed without merging.*\/postmortem/)
      await stage.people.alice.says(issue, '/postmortem')
      await stage.settle()
      expect(stage.repository.pulls.size).toBe(2)
    }),
  )
})

describe('where the pull request cannot be opened', () => {
  test(
    'the branch stands and a compare link leads there; once it is allowed, it is opened',
    onStage({ actionsMayCreatePullRequests: false }, async (stage) => {
      const issue = await finishWork(stage)
      await stage.people.alice.closes(issue)
      const run = await stage.settle()
      expect(run.document?.exitCode).toBe(0)
      const closing = saidBeside(stage, issue).find(({ key }) => key === 'closing')?.text ?? ''
      expect(closing).toContain(`/compare/main...muster/${issue}?expand=1`)
      expect(closing).toMatch(/Allow GitHub Actions to create and approve pull requests/)
      expect(filesOn(stage, `muster/${issue}`)[postmortem]).toBeDefined()
      const swept = await stage.deliver(scheduled(stage))
      expect(swept.writes).toEqual([])
      stage.repository.settings.actionsMayCreatePullRequests = true
      await stage.people.erin.says(issue, '/note the setting is on')
      await stage.settle()
      expect(stage.repository.pulls.size).toBe(1)
    }),
  )

  test(
    'and no branch may be pushed: the postmortem stands folded in a comment',
    onStage({}, async (stage) => {
      stage.repository.branchRules = [{ pattern: '**', block: ['create', 'update'], bypass: [] }]
      const issue = await finishWork(stage)
      await stage.people.alice.closes(issue)
      const run = await stage.settle()
      expect(run.document?.exitCode).toBe(0)
      const closing = saidBeside(stage, issue).find(({ key }) => key === 'closing')?.text ?? ''
      expect(closing).toMatch(/branch could not be pushed here[\s\S]*<details>[\s\S]*## Lessons/)
      const again = await stage.deliver(scheduled(stage))
      expect(again.writes).toEqual([])
    }),
  )

  test(
    'and the job has no right to open one: the compare link, too',
    onStage({ permissions: { document: { contents: 'write', issues: 'write' } } }, async (stage) => {
      const issue = await finishWork(stage)
      await stage.people.alice.closes(issue)
      const run = await stage.settle()
      expect(run.document?.exitCode).toBe(0)
      expect(saidBeside(stage, issue).find(({ key }) => key === 'closing')?.text).toContain('/compare/main...')
    }),
  )
})

describe('the setting deliver', () => {
  test(
    'branch: a compare link and no pull request',
    onStage(
      {
        files: {
          '.github/muster.yml':
            'postmortem: { deliver: branch }\nservices: { checkout: { aliases: [payments], call: [alice] } }',
        },
      },
      async (stage) => {
        const issue = await finishWork(stage)
        await stage.people.alice.closes(issue)
        await stage.settle()
        expect(stage.repository.pulls.size).toBe(0)
        expect(saidBeside(stage, issue).find(({ key }) => key === 'closing')?.text).toContain('/compare/main...')
      },
    ),
  )

  test(
    'comment: folded in the issue, without the second job',
    onStage(
      {
        files: {
          '.github/muster.yml':
            'postmortem: { deliver: comment }\nservices: { checkout: { aliases: [payments], call: [alice] } }',
        },
      },
      async (stage) => {
        const issue = await finishWork(stage)
        await stage.people.alice.closes(issue)
        const run = await stage.settle()
        expect(run.document).toBeUndefined()
        expect(saidBeside(stage, issue).find(({ key }) => key === 'closing')?.text).toMatch(
          /<details>[\s\S]*## Lessons/,
        )
      },
    ),
  )
})
