import type { Inputs } from '../action/inputs.ts'
import type { Repository } from '../domain/record.ts'
import type { Failure } from '../domain/snapshot.ts'
import type { RepositoryFiles } from '../files/repository-files.ts'
import type { GitHubClient } from '../github/client.ts'
import type { Place } from '../github/place.ts'
import type { Redactor } from '../redaction/redactor.ts'
import type { Templates } from '../render/templates.ts'
import type { Corpus } from '../runbooks/corpus.ts'
import type { Problem } from '../settings/parse.ts'
import type { Settings } from '../settings/types.ts'
import type { FormDefinition } from '../text/form-definition.ts'

/** What one run has at hand, whatever it was started for. */
export interface Session {
  readonly client: GitHubClient
  readonly where: Place
  readonly inputs: Inputs
  readonly repository: Repository
  readonly files: RepositoryFiles
  readonly settings: Settings
  readonly problems: readonly Problem[]
  readonly form: FormDefinition | undefined
  readonly templates: Templates
  readonly redactor: Redactor
  /** The runbooks, read into an index when first asked for: most events never need it. */
  readonly corpus: () => Corpus
  /** What was found broken before any incident was looked at. */
  readonly failures: readonly Failure[]
  /** The page of this run, where there is one. */
  readonly runUrl?: string
}
