import { codeSpan, oneLine, quoteText } from '../text/escape.ts'
import type { CheckReport, Findings, PermissionName } from './check-report.ts'
import { listWords, quietName } from './names.ts'
import type { RenderContext } from './render-context.ts'
import { renderNotReached } from './views/not-reached.ts'
import { renderProblem } from './views/warnings.ts'

const permissions: Readonly<Record<PermissionName, string>> = {
  readContents: 'contents: read',
  readIssues: 'issues: read',
  writeIssues: 'issues: write',
  writeContents: 'contents: write',
  writePullRequests: 'pull-requests: write',
  readDeployments: 'deployments: read',
}

/** The report of `check`: what works, what has to be mended and how, and what nobody could see. */
export function renderCheckReport(report: CheckReport, context: RenderContext): string {
  const { findings, calls } = report
  const wrong = countWrong(report)
  return context.templates.render('check', {
    wrong,
    permissions: groupPermissions(findings),
    mayOpenPullRequests: findings.mayOpenPullRequests,
    actionsSettings: `${context.repository.url}/settings/actions`,
    labels: listWords(findings.missingLabels.slice(0, 30).map((label) => codeSpan(label))),
    people: viewPeople(findings),
    peopleSound: findings.people.filter(isSound).length,
    teams: findings.teams.map(({ mention, membersReadable }) => ({ name: codeSpan(mention), membersReadable })),
    calls: calls.map(({ service, call, inform, notReached }) => ({
      service: quoteText(oneLine(service, 60)),
      call: listWords(call.map(quietName)),
      inform: listWords(inform.map(quietName)),
      notReached: renderNotReached(notReached, context),
    })),
    problems: report.problems.slice(0, 50).map((problem) => renderProblem(problem, context).replace(/^⚠️ /, '')),
    runbooks: report.runbooks,
    runbookNotices: report.runbookNotices.slice(0, 30).map(({ path, message, help }) => ({
      path: codeSpan(oneLine(path, 160)),
      message: quoteText(oneLine(message, 240)),
      help: quoteText(oneLine(help, 240)),
    })),
    editHistory: findings.editHistory,
  })
}

/** Permissions by answer; a person reads three lines sooner than six. */
function groupPermissions({ permissions: answers }: Findings) {
  const named = (answer: string) =>
    Object.entries(permissions).flatMap(([key, name]) =>
      answers[key as PermissionName] === answer ? [codeSpan(name)] : [],
    )
  return { there: listWords(named('yes')), missing: listWords(named('no')), unknown: listWords(named('unknown')) }
}

function viewPeople({ people }: Findings) {
  return people
    .filter((person) => !isSound(person))
    .map(({ login, exists, assignable, role }) => ({ login: quietName(login), exists, assignable, role }))
}

function isSound({ exists, assignable }: Findings['people'][number]): boolean {
  return exists === 'yes' && assignable === 'yes'
}

function countWrong({ findings, problems, calls, runbookNotices }: CheckReport): number {
  const denied = Object.values(findings.permissions).filter((answer) => answer === 'no').length
  const people = findings.people.filter(({ exists }) => exists === 'no').length
  const teams = calls.filter(({ notReached }) => notReached.length > 0).length
  const pulls = findings.mayOpenPullRequests === 'no' ? 1 : 0
  return denied + people + teams + pulls + problems.length + runbookNotices.length
}
