import type { Issue } from '../../simulator/state/issue.ts'
import { closeIssue } from '../../simulator/state/issues/change-state.ts'
import { createComment } from '../../simulator/state/issues/comments.ts'
import { createIssue } from '../../simulator/state/issues/create-issue.ts'
import { createLabel } from '../../simulator/state/issues/labels.ts'
import { actAs } from './act-as.ts'
import { expectNoViolation } from './expectations.ts'
import { fillForm } from './fill-form.ts'
import { plainFiles } from './first-day.ts'
import { paymentsFail } from './incidents.ts'
import { closeAsStale, closeByProject, reactByOther, reactToCommentsByOther } from './other-workflows.ts'
import { beginning, type Stage, type StageWish, setStage } from './stage.ts'

const bugForm = `name: Bug
description: Something is wrong
title: "[Bug]: "
labels: [bug, triage]
body:
  - type: textarea
    id: what
    attributes: { label: What happened? }
`

const incidentTemplate = `---
name: Incident
about: Production is down
labels: incident, triage
---

**Severity:** SEV1 / SEV2 / SEV3
**Impact:**
`

/** What the repository already has of labels: some are ours but for their case, all in colours of its own. */
const oldLabels: Readonly<Record<string, string>> = {
  Incident: 'b60205',
  'incident-review': 'c2e0c6',
  bug: 'd73a4a',
  Triage: 'e4e669',
  Drill: '5319e7',
  'severity:high': 'ff0000',
  'severity:sev2': 'fbca04',
  'Severity:SEV1': '000000',
  'STATUS:Investigating': '0e8a16',
  'Service:Checkout': '1d76db',
  Postmortem: 'f9d0c4',
  'Postmortem:Open': 'bfd4f2',
  'Outage-Report': 'ededed',
  stale: 'ffffff',
  'needs-triage': 'ededed',
}

const twoYears = 2 * 365 * 24 * 3_600_000
const threeHours = 3 * 3_600_000

/** How many issues the repository has had. */
export const pastCount = 300

/** A test in a repository that has been worked in for two years, on the evening before Muster comes. */
export function inLivingRepository(
  wish: StageWish & { readonly branch: 'muster' | 'muster/x' },
  play: (stage: Stage) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const files = {
      ...plainFiles,
      '.github/ISSUE_TEMPLATE/bug.yml': bugForm,
      '.github/ISSUE_TEMPLATE/incident.md': incidentTemplate,
    }
    const stage = await setStage({ inProcess: true, ...wish, files: { ...files, ...wish.files } })
    try {
      liveTwoYears(stage, { branch: wish.branch, count: pastCount })
      await play(stage)
      expectNoViolation(stage)
    } finally {
      await stage.close()
    }
  }
}

/**
 * Gives a repository labels, a branch and so many issues of the last two years. Without HTTP, since it is much; GitHub's
 * own rules for the state hold. No run was started for any of it.
 */
export function liveTwoYears(
  stage: Stage,
  { branch, count }: { readonly branch: string; readonly count: number },
): void {
  const { world, repository, inbox } = stage
  const dana = actAs(stage, 'dana')
  const head = repository.git.resolve('HEAD')?.oid ?? ''
  if (repository.git.refs.set(`refs/heads/${branch}`, head, null) !== 'done') throw new Error(`No branch ${branch}`)
  for (const [name, color] of Object.entries(oldLabels)) createLabel(dana, { name, color, description: null })
  const end = new Date(beginning).getTime()
  for (let index = 0; index < count; index += 1) {
    const left = count - index
    world.clock.set(left <= 10 ? end - left * threeHours : end - (twoYears * left) / count)
    live(stage, index)
  }
  world.clock.set(beginning)
  inbox.take()
}

/** One old issue, of ten kinds in turn. */
function live(stage: Stage, index: number): void {
  const author = ['alice', 'bob', 'erin', 'frank', 'sam'][index % 5] ?? 'alice'
  const file = (title: string, body: string, labels: readonly string[] = []): Issue => {
    return createIssue(actAs(stage, author), { title: `${title} (${index})`, body, labels })
  }
  const close = (issue: Issue) => closeIssue(actAs(stage, 'alice'), issue, { reason: 'completed' })
  const kinds: readonly (() => void)[] = [
    () => close(file('Checkout down for 20 minutes', 'SEV1. Rolled back.', ['Incident'])),
    () => void file('Payments hang', 'SEV1 checkout, see the thread.', ['Incident', 'Severity:SEV1']),
    () => void file('[Bug]: typo', '### What happened?\n\n"recieve"', ['bug', 'Triage']),
    () => close(file('Fire drill', 'Everybody out.', ['Drill', 'bug'])),
    () => closeAsStale(stage, file('Search slow', 'SEV2', ['Incident', 'severity:high']).number),
    () => closeByProject(stage, file('Review of the outage', 'x', ['Postmortem', 'incident-review']).number),
    () => void file('How we name severities', 'Write it so:\n\n/severity SEV1\n\n/confirm'),
    () => void file('Payments fail again', fillForm(paymentsFail), ['Outage-Report']),
    () => {
      const issue = file('Cart empty', 'SEV2 checkout', ['Incident', 'Postmortem:Open'])
      createComment(actAs(stage, 'erin'), issue, '/confirm')
      createComment(actAs(stage, 'alice'), issue, '/ack')
      close(issue)
    },
    () => {
      const issue = file('Login loops', 'Sev 2, checkout', ['Incident', 'STATUS:Investigating'])
      createComment(actAs(stage, 'bob'), issue, '/severity SEV1')
      reactByOther(stage, issue.number, 'eyes', 'rocket')
      reactToCommentsByOther(stage, issue.number, 'eyes')
    },
  ]
  kinds[index % kinds.length]?.()
}
