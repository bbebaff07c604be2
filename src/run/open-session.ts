import type { RunEvent } from '../action/event.ts'
import type { Inputs } from '../action/inputs.ts'
import type { Repository } from '../domain/record.ts'
import type { Failure } from '../domain/snapshot.ts'
import type { RepositoryFiles } from '../files/repository-files.ts'
import type { GitHubClient } from '../github/client.ts'
import { observeFiles } from '../github/observe-files.ts'
import { observeRepository } from '../github/observe-repository.ts'
import { createRedactor } from '../redaction/redactor.ts'
import { loadTemplates } from '../render/templates.ts'
import type { Corpus } from '../runbooks/corpus.ts'
import { buildCorpus } from '../runbooks/corpus.ts'
import { parseSettings } from '../settings/parse.ts'
import { readFormDefinition } from '../text/form-definition.ts'
import { readWorkspace } from '../workspace/read-workspace.ts'
import type { Session } from './session.ts'

/** The environment of the step. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What a session is opened with. */
export interface Opening {
  readonly env: Environment
  readonly inputs: Inputs
  readonly client: GitHubClient
  readonly event: RunEvent
}

/** Reads the repository's own files, from the checkout where it can be trusted, and makes ready what every run needs. */
export async function openSession({ env, inputs, client, event }: Opening): Promise<Session> {
  const where = { owner: event.owner, name: event.name }
  const repository = await describe(client, event)
  const { files, failures } = await readFiles(env, { inputs, client, repository })
  const { settings, problems } = parseSettings(files.settings, files.settingsPath, inputs.label)
  const form = files.form && readFormDefinition(files.form.text)
  const formProblem =
    files.form && form && !form.ok
      ? [
          {
            file: files.form.path,
            line: 1,
            column: 1,
            message: form.problem,
            help: 'Fix the form; until then issues are read as plain text.',
          },
        ]
      : []
  const redactor = createRedactor()
  redactor.warmUp()
  let corpus: Corpus | undefined
  return {
    client,
    where,
    inputs,
    repository: { ...repository, sha: files.sha },
    files,
    settings,
    problems: [...problems, ...formProblem],
    form: form?.ok ? form.form : undefined,
    templates: loadTemplates(settings.templates ? files.templates : {}),
    redactor,
    corpus: () => (corpus ??= buildCorpus(files.runbooks)),
    failures,
    ...(env.GITHUB_RUN_ID && { runUrl: event.runUrl }),
  }
}

/** The payload tells the repository, except for schedules on older servers. */
async function describe(client: GitHubClient, { owner, name, url, repository }: RunEvent): Promise<Repository> {
  return repository ? { owner, name, url, ...repository, sha: '' } : await observeRepository(client, { owner, name })
}

interface FileContext {
  readonly inputs: Inputs
  readonly client: GitHubClient
  readonly repository: Repository
}

/**
 * Files of the checkout, and from the API what a sparse checkout left out. Without either the built-in defaults run the
 * incident, and the board says so.
 */
async function readFiles(
  env: Environment,
  { inputs, client, repository }: FileContext,
): Promise<{ readonly files: RepositoryFiles; readonly failures: readonly Failure[] }> {
  const wanted = { settingsPath: inputs.settingsPath, runbooksFolder: inputs.runbooksFolder, word: inputs.label }
  const local = readWorkspace(env, wanted)
  if (local && local.absent.length === 0) return { files: local.files, failures: [] }
  const request = {
    ...wanted,
    defaultBranch: repository.defaultBranch,
    ...(local && { commit: local.files.sha, roles: local.absent }),
  }
  try {
    const remote = await observeFiles(client, { owner: repository.owner, name: repository.name }, request)
    return { files: local ? merge(local.files, remote) : remote, failures: [] }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return {
      files: local?.files ?? { ...nothing, settingsPath: inputs.settingsPath },
      failures: [{ code: 'settings-unreadable', detail }],
    }
  }
}

/** What the checkout has counts; what it lacks comes from the API. */
function merge(local: RepositoryFiles, remote: RepositoryFiles): RepositoryFiles {
  return {
    sha: local.sha,
    ...(local.settings === undefined ? settingsOf(remote) : settingsOf(local)),
    form: local.form ?? remote.form,
    codeowners: local.codeowners ?? remote.codeowners,
    templates: { ...remote.templates, ...local.templates },
    runbooks: local.runbooks.length > 0 ? local.runbooks : remote.runbooks,
    notices: [...local.notices, ...remote.notices],
  }
}

function settingsOf({ settings, settingsPath }: RepositoryFiles): Pick<RepositoryFiles, 'settings' | 'settingsPath'> {
  return { settings, settingsPath }
}

const nothing: RepositoryFiles = {
  sha: '',
  settings: undefined,
  settingsPath: '',
  form: undefined,
  codeowners: undefined,
  templates: {},
  runbooks: [],
  notices: [],
}
