import type { Effect } from '../domain/effect.ts'
import { codeSpan, oneLine, quoteText } from '../text/escape.ts'
import { fence } from '../text/fence.ts'
import { fitBody } from '../text/limit.ts'
import { formatDate } from '../text/time-format.ts'
import { plainTitle } from './headline.ts'
import { linkTo } from './link.ts'
import { listWords, quietName } from './names.ts'
import { renderCheckReport } from './render-check-report.ts'
import type { RenderContext } from './render-context.ts'
import type { IncidentReport, RunReport } from './run-report.ts'
import { renderFailure, renderProblem } from './views/warnings.ts'

/** GitHub takes 1 MiB of a job's summary; characters may be three bytes each. */
const maxSummary = 300_000

/** The job summary: what was seen, decided and written, as a person would want to read it. Mentions nobody. */
export function renderSummary(report: RunReport, context: RenderContext): string {
  const { templates } = context
  const shown = report.incidents.filter(({ effects, failures }) => effects.length + failures.length > 0)
  const quiet = report.incidents.length - shown.length
  const only = report.incidents.length === 1 ? report.incidents : shown
  const head = templates.render('summary', {
    outcome: templates.render('outcome', { outcome: report.outcome }),
    trigger: quoteText(oneLine(report.trigger, 200)),
    dryRun: report.dryRun,
    incidents: report.incidents.length,
    quiet: report.incidents.length === 1 ? 0 : quiet,
    ...report.usage,
    warnings: listWarnings(report, context),
    late: report.late.slice(0, 20).map(({ number, createdAt, url }) => ({
      link: linkTo(`#${number}`, url, context),
      date: formatDate(createdAt, context.settings.timezone),
    })),
    run: context.runUrl ?? '',
  })
  const parts = only.map((incident) => ({
    name: `Incident ${incident.number}`,
    text: renderIncident(incident, report, context),
  }))
  const check = report.check === undefined ? '' : renderCheckReport(report.check, context)
  return fitBody([{ name: 'Summary', text: head, keep: true }, ...parts, { name: 'Check', text: check }], maxSummary)
    .text
}

function listWarnings({ problems, failures, notices, check }: RunReport, context: RenderContext): readonly string[] {
  const all = [
    ...failures,
    ...context.templates.failures.filter(({ detail }) => failures.every((one) => one.detail !== detail)),
  ]
  return [
    // A check lists them itself.
    ...(check ? [] : problems).slice(0, 20).map((problem) => renderProblem(problem, context)),
    ...all.slice(0, 20).map((failure) => renderFailure(failure, context)),
    ...notices.slice(0, 20).map((notice) => `⚠️ ${quoteText(oneLine(notice, 400))}`),
  ]
}

function renderIncident(incident: IncidentReport, { dryRun, incidents }: RunReport, context: RenderContext): string {
  const { facts, effects, failures, number, title, url, serviceName } = incident
  const required = facts?.checklist.items.filter(({ optional }) => !optional) ?? []
  const name = facts === undefined ? title : plainTitle(facts, serviceName)
  return context.templates.render('summary-incident', {
    link: linkTo(`#${number} ${oneLine(name, 160)}`, url, context),
    outcome: incidents.length > 1 ? context.templates.render('outcome', { outcome: incident.outcome }) : '',
    severity: facts?.severity ?? '',
    service: serviceName === undefined ? '' : quoteText(serviceName),
    status: facts?.status ?? '',
    commander: facts?.commander === undefined ? '' : quietName(facts.commander),
    acknowledged: listWords([...new Set(facts?.acknowledgedBy.map(({ by }) => by) ?? [])].slice(0, 5).map(quietName)),
    done: required.filter(({ done }) => done).length,
    required: required.length,
    drill: facts?.drill ?? false,
    dryRun,
    effects: effects.map((effect) => renderEffect(effect, context)),
    texts: dryRun ? effects.flatMap((effect) => textsOf(effect)) : [],
    failures: failures.map((failure) => renderFailure(failure, context)),
  })
}

/** One effect in words. */
function renderEffect(effect: Effect, context: RenderContext): string {
  return context.templates.render('effect', {
    kind: effect.kind,
    key: 'key' in effect ? effect.key.split(':')[0] : '',
    labels: 'labels' in effect ? listWords(effect.labels.map((label) => codeSpan(label.name))) : '',
    name: 'name' in effect ? codeSpan(effect.name) : 'label' in effect ? codeSpan(effect.label.name) : '',
    logins: 'logins' in effect ? listWords(effect.logins.map(quietName)) : '',
    login: 'login' in effect ? quietName(effect.login) : '',
    content: 'content' in effect ? effect.content : '',
    branch: 'branch' in effect ? codeSpan(effect.branch) : '',
    files: 'files' in effect ? listWords(effect.files.map(({ path }) => codeSpan(path))) : '',
    title: 'title' in effect ? quoteText(oneLine(effect.title, 160)) : '',
    number: 'number' in effect ? effect.number : 0,
  })
}

/** The texts that a dry run would have written, each in a fence: shown, and mentioning nobody. */
function textsOf(effect: Effect): readonly { readonly title: string; readonly text: string }[] {
  const body = 'body' in effect ? effect.body : 'text' in effect ? effect.text : undefined
  const files = 'files' in effect ? effect.files : []
  return [
    ...(body === undefined
      ? []
      : [{ title: effect.kind.replaceAll('-', ' '), text: fence(body, { language: 'markdown', max: 20_000 }) }]),
    ...files.map(({ path, text }) => ({
      title: quoteText(path),
      text: fence(text, { language: 'markdown', max: 20_000 }),
    })),
  ]
}
