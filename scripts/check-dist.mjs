// Builds the bundle again, beside the committed one, and compares the two byte for byte.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Below `lib`, which git ignores and the build empties. */
const rebuilt = 'lib/.dist-check'

execFileSync(process.execPath, ['scripts/build.mjs', rebuilt], { cwd: root, stdio: 'inherit' })
const names = [...new Set([...list('dist'), ...list(rebuilt)])].sort()
const differing = names.filter((name) => !read('dist', name)?.equals(read(rebuilt, name) ?? Buffer.alloc(0)))
if (differing.length > 0) {
  console.error(`dist/ is not what the sources give: ${differing.join(', ')}. Run \`npm run build\` and commit dist/.`)
  process.exitCode = 1
} else console.log(`dist/ is what the sources give: ${names.join(', ')}`)

function list(folder) {
  return readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(`${root}/${folder}/`.length))
}

function read(folder, name) {
  return list(folder).includes(name) ? readFileSync(`${root}/${folder}/${name}`) : undefined
}
