import { fillForm } from '../../__tests__/support/fill-form.ts'
import { openIncident, paymentsFail } from '../../__tests__/support/incidents.ts'
import { scheduled } from '../../__tests__/support/stage.ts'
import { writeComments } from '../../__tests__/support/write-comments.ts'
import { makePages } from '../match/made-pages.ts'
import type { Act } from './act.ts'
import { fileReport, newIncident } from './event-acts.ts'
import { makeLabels } from './make-labels.ts'

/** A new incident in a repository with that many runbooks of 4 KB, checked out or read by the API. */
export function runbookAct(pages: number, source: 'checkout' | 'API'): Act {
  const files = Object.fromEntries(makePages(pages).map(({ path, text }) => [`runbooks/${path}`, text]))
  return {
    name: `${count(pages)} runbooks, ${source === 'API' ? 'by the API' : 'in the checkout'}`,
    wish: { files, checkout: source === 'checkout' },
    heavy: pages > 1000,
    prepare: newIncident.prepare,
  }
}

/** What the last comment says: nothing that changes anything, a command, or one that calls another person. */
const lastWords = {
  'a remark': 'Still looking.',
  'a command': '/note the provider has confirmed it',
  'one more person called': '/severity SEV1 nobody can pay',
} as const

/** An incident that people have written that many comments on, and one more. */
export function commentAct(comments: number, last: keyof typeof lastWords): Act {
  return {
    name: `${count(comments)} comments, then ${last}`,
    writesNothing: last === 'a remark',
    heavy: comments > 1000,
    prepare: async (stage) => {
      const issue = await openIncident(stage)
      // The last two come over HTTP: one that is settled, and the event that is measured.
      writeComments(stage, issue, comments - 2)
      await stage.people.erin.says(issue, 'They are looking at it.')
      await stage.settleNewest()
      await stage.people.erin.says(issue, lastWords[last])
      return stage.inbox.takeNewest()
    },
  }
}

/** A sweep of that many open incidents on which nothing is due. */
export function sweepAct(incidents: number): Act {
  return {
    name: incidents === 1 ? 'sweep of 1 open incident' : `sweep of ${count(incidents)} open incidents`,
    writesNothing: true,
    heavy: incidents > 50,
    prepare: async (stage) => {
      await makeLabels(stage)
      for (let filed = 1; filed < incidents; filed += 1) {
        await stage.people.sam.files(`Payments fail in region ${filed}`, fillForm(paymentsFail))
      }
      await fileReport(stage)
      stage.inbox.take()
      // Their events were lost: the first sweep opens them all, and the last finds nothing left to do. Time passes only for
      // one that had to stop: with it deadlines pass, too, and then something would be due.
      for (let sweep = 0; sweep < 6; sweep += 1) {
        const { run, writes } = await stage.deliver(scheduled(stage))
        if (run.exitCode === 0 && writes.length === 0) break
        if (run.exitCode !== 0) stage.wait(2)
      }
      return scheduled(stage)
    },
  }
}

function count(value: number): string {
  return value.toLocaleString('en')
}
