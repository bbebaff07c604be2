import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchPage, BenchQuery } from './engine.ts'

/** Pages and queries of one folder that holds `runbooks/` and `queries.jsonl`. */
export interface BenchCorpus {
  readonly name: string
  readonly pages: readonly BenchPage[]
  readonly queries: readonly BenchQuery[]
  /** For analysis of the scores only: ids of symptom queries that share little text with their page. */
  readonly notCopied: ReadonlySet<string>
}

/** Reads every corpus below a folder, or the folder itself if it is one. Throws, naming what is missing. */
export function readCorpora(folder: string): readonly BenchCorpus[] {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}: give one with corpora by --corpora DIR.`)
  const names = readdirSync(folder).filter((name) => isCorpus(join(folder, name)))
  const found = isCorpus(folder) ? [readCorpus(folder)] : names.sort().map((name) => readCorpus(join(folder, name)))
  if (found.length === 0)
    throw new Error(`${folder} holds no corpus: a corpus is a folder with runbooks/ and queries.jsonl.`)
  return found
}

function isCorpus(folder: string): boolean {
  return existsSync(join(folder, 'runbooks')) && existsSync(join(folder, 'queries.jsonl'))
}

function readCorpus(folder: string): BenchCorpus {
  const root = join(folder, 'runbooks')
  const lines = readFileSync(join(folder, 'queries.jsonl'), 'utf8').trim().split('\n')
  const parsed: readonly (BenchQuery & { readonly meta?: { readonly copied?: number } })[] = lines.map((line) =>
    JSON.parse(line),
  )
  return {
    name: folder.split(/[/\\]/).filter(Boolean).at(-1) ?? folder,
    pages: listFiles(root, '').map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
    queries: parsed.map(({ meta: _, ...query }) => query),
    notCopied: new Set(
      parsed.filter(({ kind, meta }) => kind === 'symptom' && (meta?.copied ?? 1) < 0.1).map(({ id }) => id),
    ),
  }
}

function listFiles(root: string, below: string): readonly string[] {
  return readdirSync(join(root, below)).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`
    return statSync(join(root, path)).isDirectory() ? listFiles(root, path) : [path]
  })
}
