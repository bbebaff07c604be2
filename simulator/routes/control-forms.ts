import { fillForm } from '../forms/fill-form.ts'
import type { IssueForm } from '../forms/form.ts'
import { type FormFile, formFiles, wordsFor } from '../forms/offered-forms.ts'
import { noteCreated } from '../http/note-created.ts'
import { Problem } from '../http/problem.ts'
import type { Act } from '../state/act.ts'
import { createIssue, type IssueDraft } from '../state/issues/create-issue.ts'
import { presentIssuePage } from '../state/present/issue.ts'
import type { Repository } from '../state/repository.ts'
import { actOf, repositoryOf } from './control-act.ts'
import { type ControlCall, type ControlRoute, textOf, textsOf } from './control-route.ts'

const FORMS = '/repos/{owner}/{repo}/forms'

/** Forms for issues, which exist in the web interface only. */
export const controlFormRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: FORMS, handle: listForms },
  { method: 'POST', path: FORMS, handle: fileForm },
]

/** What "New issue" offers, and the files that GitHub hides with what it says of them. */
function listForms(call: ControlCall): unknown {
  return formFiles(repositoryOf(call)).map(({ file, reading }) =>
    reading.kind === 'sound'
      ? { file, offered: true, name: reading.form.name, problems: [] }
      : { file, offered: false, name: null, problems: reading.problems },
  )
}

/**
 * Files a form: `form` names its file, `fields` holds what was entered. Without `form`, `body` is taken as filled in
 * elsewhere, and only the form that gives `labels` has to be one that GitHub offers.
 */
function fileForm(call: ControlCall): unknown {
  const act = actOf(call)
  if (!act.repository.settings.hasIssues) throw new Problem(410, 'Issues has been disabled in this repository.')
  const {
    title,
    body,
    labels = [],
    assignees = [],
  } = call.body.form === undefined ? readyMade(call, act) : fill(call, act)
  const known = labels.filter((name) => act.repository.labels.has(name.toLowerCase()))
  const issue = createIssue(act, { title, body, labels: known, assignees })
  const page = presentIssuePage(act, issue)
  noteCreated(call.world, page)
  return page
}

/** A form gives its labels and assignees to whatever anybody files with it, but makes no label that is missing. */
function fill(call: ControlCall, { world, repository }: Act): IssueDraft {
  const form = requireForm(repository, textOf(call, 'form'))
  const title = call.body.title === undefined ? '' : textOf(call, 'title')
  const entries = Object(call.body.fields ?? {})
  return {
    title: title.startsWith(form.title) ? title : form.title + title,
    body: fillForm(form, { entries, isPublic: !repository.private, web: world.urls.web }),
    labels: form.labels,
    assignees: form.assignees,
  }
}

/** The form in this file. Throws 404 where there is none, and 422 with GitHub's words where GitHub hides it. */
function requireForm(repository: Repository, file: string): IssueForm {
  const found = formFiles(repository).find((one) => one.file === file)
  if (found === undefined) throw new Problem(404, `There is no form ${file}`)
  if (found.reading.kind === 'hidden') throw new Problem(422, wordsFor(found.reading.problems))
  return found.reading.form
}

function readyMade(call: ControlCall, { repository }: Act): IssueDraft {
  const labels = textsOf(call, 'labels')
  const files = formFiles(repository)
  const offered = files.some(({ reading }) => reading.kind === 'sound' && givesOne(reading.form.labels, labels))
  const hidden = files.find((file) => mayGive(repository, file, labels))
  if (!offered && hidden?.reading.kind === 'hidden') throw new Problem(422, wordsFor(hidden.reading.problems))
  return { title: textOf(call, 'title'), body: textOf(call, 'body'), labels, assignees: textsOf(call, 'assignees') }
}

/** Whether a hidden form's file, which nothing is read out of, speaks of one of these labels. */
function mayGive({ git, defaultBranch }: Repository, { file, reading }: FormFile, labels: readonly string[]): boolean {
  if (reading.kind === 'sound') return false
  const text = git.readFile(defaultBranch, `.github/ISSUE_TEMPLATE/${file}`)?.toString('utf8') ?? ''
  return labels.some((label) => text.includes(label))
}

function givesOne(given: readonly string[], wanted: readonly string[]): boolean {
  return given.some((label) => wanted.some((other) => other.toLowerCase() === label.toLowerCase()))
}
