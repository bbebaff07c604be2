import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
/** A fresh clone writes all files within these milliseconds, in any order. */
const sameMoment = 60_000

/** Before all tests: what they run is the shipped bundle, so it must be there and no older than its sources. */
export default function checkBundle() {
  if (process.env.MUSTER_BUNDLE) return
  const bundle = join(root, 'dist', 'index.js')
  if (!existsSync(bundle)) throw new Error('There is no dist/index.js. Run `npm run build` first.')
  const built = statSync(bundle).mtimeMs
  const newer = sourcesOf(join(root, 'src')).filter((file) => statSync(file).mtimeMs > built + sameMoment)
  if (newer.length === 0) return
  const names = newer.slice(0, 3).map((file) => file.slice(root.length + 1))
  throw new Error(`dist/index.js is older than ${names.join(', ')}. Run \`npm run build\` first.`)
}

/** Every module that the bundle of the Action may hold; the command line has a bundle of its own. */
function sourcesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/^cli\b/.test(path))
    .map((path) => join(folder, path))
}
