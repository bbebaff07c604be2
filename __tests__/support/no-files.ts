import type { RepositoryFiles } from '../../src/files/repository-files.ts'

/** A repository without any file that Muster reads. */
export const noFiles: RepositoryFiles = {
  sha: '',
  settings: undefined,
  settingsPath: '.github/muster.yml',
  form: undefined,
  codeowners: undefined,
  templates: {},
  runbooks: [],
  notices: [],
}
