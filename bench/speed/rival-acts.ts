import type { Act } from './act.ts'
import { newIncident } from './event-acts.ts'
import { sweepAct } from './growth-acts.ts'
import type { RivalStep } from './rival.ts'

/** The same act, done by Muster and by what people use today. */
export interface Comparison {
  readonly act: string
  /** How Muster does it. */
  readonly muster: Act
  /** Steps of one job, one after the other. */
  readonly today: readonly RivalStep[]
}

/** A report gets its labels and the one comment that later runs bring up to date. */
const opening: Comparison = {
  act: 'a report gets its labels and one comment',
  muster: newIncident,
  today: [
    {
      name: 'github/issue-labeler',
      inputs: { 'configuration-path': '.github/labeler.yml', 'enable-versioned-regex': '0' },
      files: {
        '.github/labeler.yml':
          'incident: ["/./"]\n"severity:SEV2": ["/SEV2/"]\n"service:checkout": ["/payments/"]\n"status:investigating": ["/./"]\n',
      },
    },
    {
      name: 'peter-evans/find-comment',
      inputs: { 'issue-number': '1', 'comment-author': 'github-actions[bot]', 'body-includes': 'board' },
    },
    {
      name: 'peter-evans/create-or-update-comment',
      inputs: {
        'issue-number': '1',
        body: '<!-- board -->\n**SEV2** · 38 % of payments fail\n\n@alice',
        reactions: 'eyes',
      },
    },
  ],
}

/** Nothing is due on any of the issues. */
function sweep(issues: number): Comparison {
  return {
    act: `a sweep of ${issues} open issues, nothing due`,
    muster: sweepAct(issues),
    today: [
      {
        name: 'actions/stale',
        inputs: { 'operations-per-run': '1000', 'stale-issue-message': 'Is this still so?' },
      },
    ],
  }
}

/** What is compared. */
export const comparisons: readonly Comparison[] = [opening, sweep(50), sweep(200)]

/** What people use and what could not be run here, with the reason. */
export const notCompared: readonly string[] = [
  '`peter-evans/create-pull-request` (v8.1.1), a pull request with one file: it asks `https://HOST/api/v3` whatever `GITHUB_API_URL` says, and the embedded GitHub speaks HTTP',
]
