import { closeSync, constants, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { arrangeFiles } from '../files/arrange-files.ts'
import type { RepositoryFiles, WantedFiles } from '../files/repository-files.ts'
import type { FileRole } from '../files/wanted-path.ts'
import { chooseFiles, roleOf, templatesFolder } from '../files/wanted-path.ts'
import type { Checkout, CheckoutEnvironment } from './checkout.ts'
import { findCheckout } from './checkout.ts'
import { listFiles } from './list-files.ts'

/** The files of the checkout, and what has to be asked of the API before it counts as missing. */
export interface WorkspaceFiles {
  readonly files: RepositoryFiles
  readonly absent: readonly FileRole[]
}

/**
 * Reads Muster's files from the workspace; `undefined` where it holds no checkout of the event's commit. Read at once,
 * not side by side: a thousand small files take a few dozen milliseconds so, and several times that as promises.
 */
export function readWorkspace(env: CheckoutEnvironment, wanted: WantedFiles): WorkspaceFiles | undefined {
  const checkout = findCheckout(env)
  if (!checkout) return undefined
  const { read, notices } = chooseFiles(listFiles(checkout.folder, wanted), wanted)
  const found = read.map(({ path }) => ({ path, text: readText(join(checkout.folder, path)) }))
  const texts = found.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]))
  const broken = found
    .filter((file) => file.text === undefined)
    .map(({ path }) => ({ path, message: 'the file is no text in UTF-8', help: 'Save it as UTF-8.' }))
  const files = arrangeFiles({ sha: checkout.sha, texts, notices: [...notices, ...broken] }, wanted)
  const present = new Set([...read, ...notices].map((file) => roleOf(file.path, wanted)))
  const asked = checkout.sparse ? [...usual, ...others(checkout)] : usual
  return { files, absent: asked.filter((role) => !present.has(role)) }
}

/** What most repositories go without is asked for only where the checkout left out its folder. */
function others({ folders }: Checkout): readonly FileRole[] {
  const holds = (folder: string) => folders.some((one) => folder === one || folder.startsWith(`${one}/`))
  return [
    ...(holds('.github') && holds('docs') ? [] : (['codeowners'] as const)),
    ...(holds(templatesFolder) ? [] : (['template'] as const)),
  ]
}

/** Hardly a repository with Muster is without these: where they are absent, a step may have left them out. */
const usual = ['settings', 'form', 'runbook'] as const

/** One for all files: making it takes longer than reading a page. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text, if the bytes are one; a link put there since the listing is not followed. */
function readText(path: string): string | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    try {
      const text = utf8.decode(readFileSync(file))
      return text.includes('\0') ? undefined : text
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}
