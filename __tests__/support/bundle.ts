import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's own folder. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A fresh clone writes all its files within these milliseconds, in any order. */
const sameMoment = 60_000

/**
 * The bundle that the tests run: the shipped one, or the one that `MUSTER_BUNDLE` names, so that a deliberately broken
 * build can be held against the same tests. The shipped one must be no older than its sources.
 */
export function findBundle(): string {
  found ??= process.env.MUSTER_BUNDLE ?? requireFresh(join(projectFolder, 'dist', 'index.js'))
  return found
}

let found: string | undefined

function requireFresh(bundle: string): string {
  if (!existsSync(bundle)) throw new Error('There is no dist/index.js. Run `npm run build` first.')
  const built = statSync(bundle).mtimeMs
  const newer = listSources().filter((path) => statSync(join(projectFolder, path)).mtimeMs > built + sameMoment)
  if (newer.length === 0) return bundle
  throw new Error(`dist/index.js is older than ${newer.slice(0, 3).join(', ')}. Run \`npm run build\` first.`)
}

/** Every module that the Action's bundle may hold; the command line has a bundle of its own. */
function listSources(): readonly string[] {
  const paths = readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' })
  return paths.filter((path) => path.endsWith('.ts') && !/^cli\b/.test(path)).map((path) => join('src', path))
}
