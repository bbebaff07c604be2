import { fillForm } from './fill-form.ts'
import type { Stage } from './stage.ts'

/** A report of the usual kind: payments fail, the log names the provider. */
export const paymentsFail = {
  title: '38 % of payments fail',
  happening: 'Card payments hang for half a minute and then fail.',
  severity: 'SEV2 – an important part is broken, or some users are cut off',
  service: 'payments',
  affected: 'EU customers cannot pay',
  since: '03:05',
  log: '2026-11-20T03:05:41Z checkout ERROR charge failed: ETIMEDOUT 10.4.0.17:443',
}

/** Alice files the report, its title among the answers, and the bundle runs for it. Gives the issue's number. */
export async function openIncident(stage: Stage, answers: Readonly<Record<string, string>> = {}): Promise<number> {
  const report = { ...paymentsFail, ...answers }
  const issue = await stage.people.alice.files(report.title, fillForm(report))
  await stage.settle()
  return issue
}

/** An incident on which all work is done and that only has to be closed. Gives the issue's number. */
export async function finishWork(stage: Stage, answers: Readonly<Record<string, string>> = {}): Promise<number> {
  const { alice, erin } = stage.people
  const report = { ...paymentsFail, ...answers }
  const issue = await alice.files(report.title, fillForm(report, { ticked: true }))
  await erin.says(issue, '/cause the provider answers after 30 s: https://grafana.acme.example/d/provider')
  await erin.says(issue, '/action @bob 2026-12-04 switch a slow region by itself')
  await stage.settleNewest()
  await erin.says(issue, '/status resolved payments run over the second provider')
  await stage.settleNewest()
  return issue
}

/** Closed and documented: the pull request is open. Gives the issue's and the pull request's numbers. */
export async function documentIncident(
  stage: Stage,
  answers: Readonly<Record<string, string>> = {},
): Promise<{ readonly issue: number; readonly pull: number }> {
  const issue = await finishWork(stage, answers)
  await stage.people.alice.closes(issue)
  await stage.settle()
  const [pull] = [...stage.repository.pulls.values()].filter(({ head }) => head.ref === `muster/${issue}`)
  if (!pull) throw new Error(`There is no pull request from muster/${issue}`)
  return { issue, pull: pull.number }
}
