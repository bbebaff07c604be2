import { defaultRenames, defaultWord } from '../domain/label-names.ts'
import type { Notice } from '../runbooks/document.ts'
import type { FormDefinition } from '../text/form-definition.ts'
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
    ...chooseSettings(ofRole('settings'), wanted),
    form: chooseForm(ofRole('form'), wanted.word),
    codeowners: codeownersPaths.flatMap((path) => owners.find((file) => file.path === path) ?? [])[0]?.text,
    templates: Object.fromEntries(ofRole('template').map((file) => [templateName(file.path), file.text])),
    runbooks: ofRole('runbook'),
    notices: [...notices, ...twoSettings(ofRole('settings'), wanted)],
  }
}

/** The file that the input names; where it is not there, its twin with the other ending, `.yaml` for `.yml`. */
function chooseSettings(
  files: readonly TextFile[],
  { settingsPath }: WantedFiles,
): Pick<RepositoryFiles, 'settings' | 'settingsPath'> {
  const file = files.find(({ path }) => path === settingsPath) ?? files[0]
  return { settings: file?.text, settingsPath: file?.path ?? settingsPath }
}

function twoSettings(files: readonly TextFile[], { settingsPath }: WantedFiles): readonly Notice[] {
  return files
    .filter(({ path }) => files.length > 1 && path !== settingsPath)
    .map(({ path }) => ({ path, message: `not read, since there is ${settingsPath}, too`, help: 'Keep one of them.' }))
}

/**
 * The incident form among the repository's forms: one that applies `outage-report` or the incident label, or has our ids;
 * `outage.yml` before others, then by name. A form that cannot be read counts only where it is called `outage.yml`, so that
 * somebody is told.
 */
export function chooseForm(forms: readonly TextFile[], word: string = defaultWord): TextFile | undefined {
  const isOutage = (file: TextFile) => /\/outage\.ya?ml$/i.test(file.path)
  const ordered = [...forms].sort((a, b) => Number(isOutage(b)) - Number(isOutage(a)) || (a.path < b.path ? -1 : 1))
  return ordered.find((file) => {
    const reading = readFormDefinition(file.text)
    return reading.ok ? asksForIncident(reading.form, word) : isOutage(file)
  })
}

function asksForIncident({ labels, fields }: FormDefinition, word: string): boolean {
  const asking = [defaultRenames.report, word.toLowerCase()]
  const ids = fields.map(({ id }) => id.toLowerCase())
  const ours = ids.includes('happening') && ids.includes('severity')
  return ours || labels.some((label) => asking.includes(label.toLowerCase()))
}

/** `.github/muster/templates/board.hbs` is the template `board`. */
function templateName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(?:\.md)?\.hbs$/, '')
}
