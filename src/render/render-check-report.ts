import type { ServiceCall } from '../domain/check.ts'
import type { Problem } from '../settings/problem.ts'
import { codeSpan, oneLine, quoteText } from '../text/escape.ts'
import type { CheckedForm, CheckedRepository, CheckReport } from './check-report.ts'
import { linkTo, safeTarget } from './link.ts'
import { listWords, quietName } from './names.ts'
import type { RenderContext } from './render-context.ts'
import { renderProblem } from './views/warnings.ts'

/** The report of `check`: what has to be fixed and how, what is well, whom a SEV1 would call, and what nobody could see. */
export function renderCheckReport(report: CheckReport, context: RenderContext): string {
  const fixes = viewFixes(report, context)
  const { part, repository, mayOpenPullRequests } = report
  return context.templates.render('check', {
    part,
    ...fixes,
    wrong: Object.values(fixes).reduce((sum, list) => sum + list.length, 0),
    ...viewPowers(report),
    pulls: part === 'run' ? '' : mayOpenPullRequests,
    actionsSettings: actionsSettings(context),
    repository: repository !== undefined,
    ...(repository ? viewRepository(repository, context) : {}),
  })
}

/** Everything that counts as wrong, by kind; each list has one entry for each thing to do. */
function viewFixes(report: CheckReport, context: RenderContext): Readonly<Record<string, readonly unknown[]>> {
  const { part, powers, repository, mayOpenPullRequests } = report
  const { sweep, people = [], problems = [], runbookNotices = [] } = repository ?? {}
  const settings = repository ? settingsLink(repository, context) : ''
  const wantsPulls = context.settings.postmortem.deliver === 'pull-request'
  return {
    missing: powers
      .filter(({ needed, answer }) => needed && answer === 'no')
      .map(({ name, accepted }) => ({
        name: codeSpan(name),
        job: part === 'all' ? '' : codeSpan(part),
        accepted: acceptedWords(accepted),
      })),
    pullsOff: part !== 'run' && wantsPulls && mayOpenPullRequests === 'no' ? [actionsSettings(context)] : [],
    hidden: problemsOf(repository?.forms?.filter(({ incident }) => incident)).map((one) => problemLine(one, context)),
    sweepOff:
      sweep?.kind === 'switched-off' ? [{ reason: sweep.reason, url: safeTarget(sweep.url, context) ?? '' }] : [],
    strangers: people
      .filter(({ exists }) => exists === 'no')
      .map(({ login }) => ({ login: quietName(login), settings })),
    unreached: viewUnreached(callsOf(repository), settings),
    problems: problems.slice(0, maxShown).map((problem) => problemLine(problem, context)),
    runbookNotices: runbookNotices.slice(0, maxShown).map(({ path, message, help }) => ({
      path: codeSpan(oneLine(path, 160)),
      message: quoteText(oneLine(message, 240)),
      help: quoteText(oneLine(help, 240)).replace(/\.$/, ''),
    })),
  }
}

/** A list longer than this is no list to work through; the next check shows the rest. */
const maxShown = 50

/** Powers by answer; a person reads three lines sooner than six. */
function viewPowers({ powers }: CheckReport): object {
  const named = (wanted: (power: CheckReport['powers'][number]) => boolean) =>
    listWords(powers.filter(wanted).map(({ name }) => codeSpan(name)))
  return {
    there: named(({ answer }) => answer === 'yes'),
    off: named(({ answer, needed }) => answer === 'no' && !needed),
    notAsked: named(({ answer }) => answer === 'unknown'),
  }
}

function viewRepository(repository: CheckedRepository, context: RenderContext): object {
  const { people, teams, forms, sweep, calls, otherCall, editHistory } = repository
  const foreign = forms?.filter(({ incident }) => !incident)
  const everyone = callsOf(repository)
  const isNobody = ({ call, notReached }: ServiceCall) => call.length + notReached.length === 0
  return {
    labels: repository.labels,
    missingLabels: repository.missingLabels.length,
    formCount: forms?.length ?? 0,
    formsRead: forms !== undefined,
    formsWell: problemsOf(forms).length === 0,
    noForm: forms !== undefined && !forms.some(({ incident }) => incident),
    foreign: problemsOf(foreign)
      .slice(0, maxShown)
      .map((problem) => problemLine(problem, context)),
    sweep: sweep.kind,
    peopleWell: people.filter(({ exists, assignable }) => exists === 'yes' && assignable === 'yes').length,
    unsure: people
      .filter(({ exists, assignable }) => exists !== 'no' && !(exists === 'yes' && assignable === 'yes'))
      .map(({ login, exists, assignable, role }) => ({ login: quietName(login), exists, assignable, role })),
    teams: teams.map(({ mention, membersReadable }) => ({ name: codeSpan(mention), membersReadable })),
    settingsWell: repository.problems.length === 0,
    runbooks: repository.runbooks,
    runbooksWell: repository.runbookNotices.length === 0,
    calls: everyone.map((call) => ({
      service: everyone.length > 1 ? quoteText(oneLine(call.service, 60)) : '',
      call: listWords(call.call.map(quietName)),
      inform: listWords(call.inform.map(quietName)),
      unreached: call.notReached.length > 0,
    })),
    nobody: everyone.every(isNobody),
    noFallback: otherCall !== undefined && isNobody(otherCall) && calls.some(({ call }) => call.length > 0),
    settingsFile: settingsLink(repository, context),
    ticksUntold: editHistory !== 'yes',
  }
}

function callsOf(repository: CheckedRepository | undefined): readonly ServiceCall[] {
  if (!repository) return []
  return [...repository.calls, ...(repository.otherCall ? [repository.otherCall] : [])]
}

/** Each name that cannot be called, once, with the services that it stands for. */
function viewUnreached(calls: readonly ServiceCall[], settings: string): readonly object[] {
  const all = calls.flatMap(({ service, notReached }) => notReached.map((one) => ({ ...one, service })))
  return [...new Set(all.map(({ name }) => name))].slice(0, maxShown).map((name) => ({
    name: quoteText(oneLine(name.replace(/^@/, ''), 60)),
    reason: all.find((one) => one.name === name)?.reason ?? '',
    services: listWords(all.filter((one) => one.name === name).map(({ service }) => quoteText(oneLine(service, 60)))),
    settings,
  }))
}

function problemsOf(forms: readonly CheckedForm[] | undefined): readonly Problem[] {
  return forms?.flatMap(({ problems }) => problems) ?? []
}

function problemLine(problem: Problem, context: RenderContext): string {
  return renderProblem(problem, context).replace(/^⚠️ /, '')
}

function actionsSettings({ repository }: RenderContext): string {
  return `${repository.url}/settings/actions`
}

function settingsLink({ settingsPath }: CheckedRepository, context: RenderContext): string {
  const { url, defaultBranch } = context.repository
  return linkTo(settingsPath, `${url}/blob/${defaultBranch}/${settingsPath}`, context)
}

/**
 * GitHub's header in the words of a workflow file: commas join what is needed together, semicolons part what is enough
 * by itself. https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
function acceptedWords(header: string | undefined): string {
  const sets = (header ?? '').split(';').map((set) =>
    set
      .split(',')
      .flatMap((one) => {
        const [, name = '', access = ''] = /^\s*([a-z_]+)=(read|write)\s*$/.exec(one) ?? []
        return name === '' ? [] : [codeSpan(`${name.replaceAll('_', '-')}: ${access}`)]
      })
      .join(' with '),
  )
  return sets.filter((set) => set !== '').join(' or ')
}
