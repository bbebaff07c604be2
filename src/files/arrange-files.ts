import { incidentLabel, reportLabel } from '../domain/labels.ts'
import type { Notice } from '../runbooks/document.ts'
import { readFormDefinition } from '../text/form-definition.ts'
import type { RepositoryFiles, TextFile, WantedFiles } from './repository-files.ts'
import type { FileRole } from './wanted-path.ts'
import { codeownersPaths, roleOf } from './wanted-path.ts'

/** What was read, before it is sorted by what it is. */
export interface ReadFiles {
  readonly sha: string
  readonly texts: readonly TextFile[]
  readonly notices: readonly Notice[]
}

/** Gives every text that was read its place. */
export function arrangeFiles({ sha, texts, notices }: ReadFiles, wanted: WantedFiles): RepositoryFiles {
  const ofRole = (role: FileRole) => texts.filter((file) => roleOf(file.path, wanted) === role)
  const owners = ofRole('codeowners')
  return {
    sha,
    settings: ofRole('settings')[0]?.text,
    form: chooseForm(ofRole('form')),
    codeowners: codeownersPaths.flatMap((path) => owners.find((file) => file.path === path) ?? [])[0]?.text,
    templates: Object.fromEntries(ofRole('template').map((file) => [templateName(file.path), file.text])),
    runbooks: ofRole('runbook'),
    notices,
  }
}

/**
 * The incident form among the repository's forms: one that applies `outage-report` or `incident`, `outage.yml` before
 * others, then by name. A form that cannot be read counts only where it is called `outage.yml`, so that somebody is told.
 */
export function chooseForm(forms: readonly TextFile[]): TextFile | undefined {
  const isOutage = (file: TextFile) => /\/outage\.ya?ml$/i.test(file.path)
  const ordered = [...forms].sort((a, b) => Number(isOutage(b)) - Number(isOutage(a)) || (a.path < b.path ? -1 : 1))
  return ordered.find((file) => {
    const reading = readFormDefinition(file.text)
    return reading.ok ? reading.form.labels.some(asksForIncident) : isOutage(file)
  })
}

function asksForIncident(label: string): boolean {
  return [reportLabel, incidentLabel].includes(label.toLowerCase())
}

/** `.github/muster/templates/board.hbs` is the template `board`. */
function templateName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(?:\.md)?\.hbs$/, '')
}
