import type { Dirent } from 'node:fs'
import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ListedFile, WantedFiles } from '../files/repository-files.ts'
import { codeownersPaths, formsFolder, templatesFolder } from '../files/wanted-path.ts'

/** A folder of runbooks deeper than this, or with more files, is none. */
const maxDepth = 20
const maxListed = 50_000

/** What stands in the workspace where Muster looks. Links are listed as links and never followed. */
export function listFiles(folder: string, wanted: WantedFiles): readonly ListedFile[] {
  const single = [wanted.settingsPath, ...codeownersPaths].flatMap((path) => listPath(folder, path))
  const flat = [formsFolder, templatesFolder].flatMap((path) => listFolder(folder, path, 0))
  const runbooks = listFolder(folder, wanted.runbooksFolder, maxDepth)
  const byPath = new Map([...single, ...flat, ...runbooks].map((file) => [file.path, file]))
  return [...byPath.values()]
}

/** One path, unless a folder on the way is a link: that may lead out of the workspace. */
function listPath(folder: string, path: string): readonly ListedFile[] {
  const parts = path.split('/')
  if (!parts.every((_, index) => index === parts.length - 1 || isRealFolder(folder, parts.slice(0, index + 1))))
    return []
  const found = lstatSync(join(folder, path), { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) return [{ path, kind: 'link', size: 0 }]
  return found?.isFile() ? [{ path, kind: 'file', size: found.size }] : []
}

function listFolder(folder: string, path: string, depth: number): readonly ListedFile[] {
  const parts = path === '' ? [] : path.split('/')
  if (!parts.every((_, index) => isRealFolder(folder, parts.slice(0, index + 1)))) return []
  const listed: ListedFile[] = []
  const waiting = [{ path, depth }]
  for (let next = waiting.pop(); next && listed.length < maxListed; next = waiting.pop()) {
    for (const entry of readEntries(join(folder, next.path))) {
      const own = next.path === '' ? entry.name : `${next.path}/${entry.name}`
      if (entry.isDirectory() && next.depth > 0 && entry.name !== '.git')
        waiting.push({ path: own, depth: next.depth - 1 })
      else if (entry.isFile()) listed.push({ path: own, kind: 'file', size: sizeOf(join(folder, own)) })
      else if (entry.isSymbolicLink()) listed.push({ path: own, kind: 'link', size: 0 })
    }
  }
  return listed
}

function readEntries(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return []
  }
}

function isRealFolder(folder: string, parts: readonly string[]): boolean {
  return lstatSync(join(folder, ...parts), { throwIfNoEntry: false })?.isDirectory() === true
}

function sizeOf(path: string): number {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
}
