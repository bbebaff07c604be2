import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A checkout of the commit that the event is about. */
export interface Checkout {
  readonly folder: string
  readonly sha: string
  /** Only some paths were checked out: what is absent may still be in the repository. */
  readonly sparse: boolean
  /** The folders that a sparse checkout holds whole, without slashes at their ends; the root's own files always. */
  readonly folders: readonly string[]
}

/** The environment of a step, as far as it tells of the checkout. */
export interface CheckoutEnvironment {
  readonly GITHUB_WORKSPACE?: string | undefined
  readonly GITHUB_SHA?: string | undefined
  readonly GITHUB_EVENT_NAME?: string | undefined
}

/**
 * The checkout in the workspace, if its files are those of the event's commit: `HEAD` is `GITHUB_SHA`, and the event is
 * no pull request, whose merge commit holds what somebody proposes and nobody has accepted.
 */
export function findCheckout(env: CheckoutEnvironment): Checkout | undefined {
  const { GITHUB_WORKSPACE: folder, GITHUB_SHA: sha, GITHUB_EVENT_NAME: event } = env
  if (!folder || !sha || event?.startsWith('pull_request')) return undefined
  const git = join(folder, '.git')
  if (readHead(git) !== sha.toLowerCase()) return undefined
  const patterns = readText(join(git, 'info', 'sparse-checkout'))
  return { folder, sha, sparse: patterns !== undefined, folders: readFolders(patterns ?? '') }
}

/** The folders of cone mode: `/docs/`, without a `!` that takes something out of it again. https://git-scm.com/docs/git-sparse-checkout */
function readFolders(patterns: string): readonly string[] {
  const lines = patterns.split('\n').map((line) => line.trim())
  const folders = lines.flatMap((line) => /^\/([^*!\\]+)\/$/.exec(line)?.[1] ?? [])
  return folders.filter((folder) => !lines.includes(`!/${folder}/*/`))
}

/** The commit that `HEAD` points to, without running git: a detached id, a loose branch or a packed one. */
function readHead(git: string): string | undefined {
  const head = readText(join(git, 'HEAD'))?.trim()
  const branch = head?.startsWith('ref: ') ? head.slice('ref: '.length).trim() : undefined
  if (branch === undefined) return head?.toLowerCase()
  if (!/^refs\/[\w./-]+$/.test(branch) || branch.includes('..')) return undefined
  const loose = readText(join(git, branch))?.trim()
  const packed = readText(join(git, 'packed-refs'))
    ?.split('\n')
    .find((line) => line.endsWith(` ${branch}`))
  return (loose ?? packed?.split(' ', 1)[0])?.toLowerCase()
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
