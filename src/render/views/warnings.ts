import type { Failure, FoundSecret } from '../../domain/snapshot.ts'
import type { Problem } from '../../settings/problem.ts'
import { codeSpan, oneLine, quoteText } from '../../text/escape.ts'
import { linkTo, safeTarget } from '../link.ts'
import type { RenderContext } from '../render-context.ts'

/** What is wrong around an incident, besides the incident. */
interface Warnings {
  readonly secrets: readonly FoundSecret[]
  readonly problems: readonly Problem[]
  readonly failures: readonly Failure[]
}

const maxShown = 5

/** Each warning as a paragraph of one line. Broken templates of this very run are among them. */
export function renderWarnings({ secrets, problems, failures }: Warnings, context: RenderContext): string {
  const all = [
    ...failures,
    ...context.templates.failures.filter((own) => !failures.some((one) => one.detail === own.detail)),
  ]
  return [
    ...uniqueSecrets(secrets)
      .slice(0, maxShown)
      .map((secret) => renderSecret(secret, context)),
    ...problems.slice(0, maxShown).map((problem) => renderProblem(problem, context)),
    ...(problems.length > maxShown ? [`⚠️ … and ${problems.length - maxShown} more in the settings.`] : []),
    ...all.slice(0, maxShown).map((failure) => renderFailure(failure, context)),
  ].join('\n\n')
}

/** One failure as a sentence with its mend. */
export function renderFailure({ code, detail }: Failure, context: RenderContext): string {
  return context.templates.render('failure', {
    code,
    detail: quoteWithCode(oneLine(detail, 200)).replace(/\.$/, ''),
    actionsSettings: `${context.repository.url}/settings/actions`,
    sweep: `${context.repository.url}/actions/workflows/incident-sweep.yml`,
  })
}

/** One problem of the settings: place, what was found, the mend. */
export function renderProblem({ file, line, column, message, help }: Problem, context: RenderContext): string {
  const place = codeSpan(`${oneLine(file, 120)}:${line}:${column}`)
  const url = safeTarget(
    `${context.repository.url}/blob/${context.repository.sha || context.repository.defaultBranch}/${file}#L${line}`,
    context,
  )
  return context.templates.render('problem', {
    place: url === undefined ? place : `[${place}](${url})`,
    message: quoteWithCode(oneLine(message, 240)),
    help: quoteWithCode(oneLine(help, 240)).replace(/\.$/, ''),
  })
}

/** Messages of ours name things in back-ticks: those become code, all the rest is escaped. */
export function quoteWithCode(text: string): string {
  return text
    .split(/(`[^`]{1,120}`)/)
    .map((part, index) => {
      if (index % 2 === 1) return codeSpan(part.slice(1, -1))
      const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(part) ?? []
      return `${before}${quoteText(words)}${after}`
    })
    .join('')
}

function renderSecret({ what, url }: FoundSecret, context: RenderContext): string {
  const isComment = /#issuecomment-\d+$/.test(url)
  return context.templates.render('secret', {
    what: quoteText(what),
    place: linkTo(isComment ? 'this comment' : 'the issue', url, context),
  })
}

function uniqueSecrets(secrets: readonly FoundSecret[]): readonly FoundSecret[] {
  return [...new Map(secrets.map((secret) => [`${secret.what} ${secret.url}`, secret])).values()]
}
