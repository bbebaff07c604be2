/** What a runner can be told. Times are milliseconds. */
export interface RunnerOptions {
  /** Folder for workspaces; it must exist. A job's folder is removed when the job ends. */
  readonly directory: string
  /**
   * Local folders that stand for actions: by `OWNER/REPO` (any ref) or `./` (instead of the folder in the workspace).
   */
  readonly actions: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  /** The repository's variables, which is the context `vars`. */
  readonly variables: Readonly<Record<string, string>>
  /** How long a minute of `timeout-minutes` takes, which are whole ones: a test cannot wait that long. */
  readonly minute: number
  /** The longest a job may take where the workflow says nothing. */
  readonly jobTimeout: number
  /** How long a cancelled process has after SIGINT and again after SIGTERM. GitHub's are 7500 and 2500. */
  readonly patience: readonly [afterInterrupt: number, afterTerminate: number]
  /** The PATH of the jobs. */
  readonly path: string
  /** Keeps the folders of jobs for a look inside. */
  readonly keepFolders: boolean
}

/** GitHub's own values. */
export const DEFAULT_RUNNER_OPTIONS: RunnerOptions = {
  directory: '',
  actions: {},
  secrets: {},
  variables: {},
  minute: 60_000,
  jobTimeout: 360 * 60_000,
  patience: [7500, 2500],
  path: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  keepFolders: false,
}
