import { allLabels, allPeople, listServices } from '../domain/check.ts'
import type { LabelNames } from '../domain/label-names.ts'
import type { RepositoryFiles, TextFile } from '../files/repository-files.ts'
import { observeCheck } from '../github/observe-check.ts'
import { observePowers } from '../github/observe-powers.ts'
import type { CheckedForm, CheckedRepository, CheckReport } from '../render/check-report.ts'
import { readFormDefinition } from '../text/form-definition.ts'
import { validateForms } from '../text/issue-forms/validate-forms.ts'
import type { Session } from './session.ts'

/** Finds out, without changing anything, whether Muster can do its work in this repository. */
export async function runCheck(session: Session): Promise<CheckReport> {
  const { client, where, inputs, repository } = session
  const { part } = inputs
  const [powers, found] = await Promise.all([
    observePowers(client, where, { part, defaultBranch: repository.defaultBranch }),
    // The first job has looked at all that is the same for both.
    part === 'document' ? undefined : checkRepository(session),
  ])
  return { part, ...powers, repository: found }
}

async function checkRepository(session: Session): Promise<CheckedRepository> {
  const { client, where, settings, files, inputs, problems, repository } = session
  const labels = allLabels(settings)
  const { forms, ...found } = await observeCheck(client, where, {
    defaultBranch: repository.defaultBranch,
    wanted: { settingsPath: inputs.settingsPath, runbooksFolder: inputs.runbooksFolder },
    labels,
    ...allPeople(settings),
  })
  const corpus = session.corpus()
  const services = listServices(settings, files.codeowners)
  const checked = forms && checkForms(forms, files.form, settings.labels)
  return {
    ...found,
    settingsPath: inputs.settingsPath,
    labels: labels.length,
    forms: checked,
    calls: services.slice(0, -1),
    otherCall: services.at(-1),
    // What makes a form unreadable is among GitHub's own reasons to refuse it.
    problems: problems.filter(({ file }) => !checked?.some(({ path }) => path === file)),
    runbookNotices: [...files.notices, ...corpus.notices],
    runbooks: corpus.runbooks.length,
  }
}

function checkForms(
  forms: readonly TextFile[],
  used: RepositoryFiles['form'],
  names: LabelNames,
): readonly CheckedForm[] {
  const validated = validateForms(forms)
  return forms.map(({ path, text }, at) => ({
    path,
    incident: path === used?.path || asksForIncident(text, names),
    problems: (validated[at]?.problems ?? []).map((problem) => ({ file: path, ...problem })),
  }))
}

function asksForIncident(text: string, names: LabelNames): boolean {
  const reading = readFormDefinition(text)
  const asking = [names.incident, names.report].map((name) => name.toLowerCase())
  return reading.ok && reading.form.labels.some((label) => asking.includes(label.toLowerCase()))
}
