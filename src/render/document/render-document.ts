import type { FileText } from '../../domain/effect.ts'
import type { PlannedDocument, PlannedFile } from '../../domain/plan.ts'
import type { RenderedDocument } from '../../domain/rendered-plan.ts'
import { historyLine } from '../../runbooks/history.ts'
import { breakReferences, linkText, oneLine, quoteText } from '../../text/escape.ts'
import { formatDate, formatDuration } from '../../text/time-format.ts'
import { plainTitle } from '../headline.ts'
import { linkTo } from '../link.ts'
import type { RenderContext } from '../render-context.ts'
import { renderDraftRunbook } from './draft-runbook.ts'
import { addHistoryLine } from './history-file.ts'
import { updateIndex } from './index-file.ts'
import { namePeople } from './people.ts'
import { renderPostmortemFile } from './postmortem-file.ts'
import { relativePath } from './relative-path.ts'

/** Writes every text of a document: its files, the commit's message, the pull request's title and body. */
export function renderDocument(document: PlannedDocument, context: RenderContext): RenderedDocument {
  const { files, postmortem, ...rest } = document
  const { number } = postmortem.facts
  const subject = `Postmortem: ${breakReferences(oneLine(titleOf(document), 120))} (#${number})`
  return {
    ...rest,
    files: files.map((file): FileText => ({ path: file.path, text: renderFile(file, document, context) })),
    commitMessage: context.templates.render('commit-message', {
      subject,
      number,
      url: postmortem.facts.url,
      reopened: document.reopened,
    }),
    title: subject,
    body: context.templates.render('pull-request', viewPullRequest(document, context)),
  }
}

function titleOf({ postmortem }: PlannedDocument): string {
  return namePeople(postmortem).words(plainTitle(postmortem.facts, postmortem.serviceName))
}

function renderFile(file: PlannedFile, document: PlannedDocument, context: RenderContext): string {
  const { postmortem, reopened } = document
  switch (file.kind) {
    case 'postmortem':
      return renderPostmortemFile({ postmortem, current: file.current, reopened }, context)
    case 'index':
      return updateIndex(
        file.current,
        renderIndexEntry(file.path, document, context),
        context.templates.render('runbooks-index', {}),
      )
    case 'history':
      return addHistoryLine(file.current, renderHistoryLine(document), postmortem.facts.number)
    case 'draft-runbook':
      return renderDraftRunbook(postmortem, context)
  }
}

function renderIndexEntry(indexPath: string, document: PlannedDocument, context: RenderContext) {
  const { date, path, severity, figures } = document.postmortem
  const target = relativePath(indexPath, path)
  const line = context.templates.render('index-line', {
    date: formatDate(date, 'UTC'),
    severity: severity ?? '',
    link: `[${linkText(titleOf(document))}](${target})`,
    lasted: figures.resolve === undefined ? '' : formatDuration(figures.resolve),
  })
  return { line, target }
}

/** The words come after the line's own, so that nothing in them can be taken for more than words. */
function renderHistoryLine(document: PlannedDocument): string {
  const { facts, date } = document.postmortem
  const followed = facts.runbooksUsed.length > 0
  const outcome = followed ? { helped: facts.resolution !== undefined } : {}
  const line = historyLine({ date, incident: facts.number, url: facts.url, title: '', ...outcome })
  return `${line.trimEnd()} ${quoteText(oneLine(titleOf(document), 160))}`
}

function viewPullRequest({ files, branch, reopened, postmortem }: PlannedDocument, context: RenderContext) {
  const { facts, actions } = postmortem
  const pathUrl = (path: string) =>
    `${context.repository.url}/blob/${branch}/${path.split('/').map(encodeURIComponent).join('/')}`
  return {
    reopened,
    number: facts.number,
    files: files.map(({ kind, path }) => ({ kind, link: linkTo(path, pathUrl(path), context) })),
    cause: facts.cause !== undefined,
    actionCount: actions.length,
    oneAction: actions.length === 1,
    unowned: actions.filter(({ owner, due }) => owner === undefined || due === undefined).length,
    overridden: facts.overrides.length > 0,
  }
}
