// Builds the bundle again, on another path, and compares it with the committed one byte for byte. With --other-node it is
// built by another patch of Node, which npm fetches into a folder of its own; where that cannot be had it says so and passes.
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, skip, toolsFolder } from './check-tool.mjs'

/** Another patch of the Node that package.json pins. */
const OTHER_NODE = '24.20.0'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = process.argv.includes('--other-node') ? fetchNode() : process.execPath
if (node) compare(node)

function compare(program) {
  const elsewhere = mkdtempSync(join(tmpdir(), 'muster elsewhere '))
  try {
    for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'])
      copyFileSync(join(root, name), join(elsewhere, name))
    for (const name of ['scripts', 'src', 'supply', 'node_modules']) repeat(join(root, name), join(elsewhere, name))
    execFileSync(program, ['scripts/build.mjs'], { cwd: elsewhere, stdio: 'inherit' })
    const names = [...new Set([...list(join(root, 'dist')), ...list(join(elsewhere, 'dist'))])].sort()
    const differing = names.filter((name) => !isSame(join(root, 'dist', name), join(elsewhere, 'dist', name)))
    const how = `on another path, by Node ${run(program, ['--version']).output}`
    if (differing.length > 0) {
      console.error(`dist/ is not what the sources give ${how}: ${differing.join(', ')}.`)
      console.error('Run `npm run build` and commit dist/.')
      process.exitCode = 1
    } else console.log(`dist/ is what the sources give ${how}: ${names.join(', ')}`)
  } finally {
    rmSync(elsewhere, { recursive: true, force: true })
  }
}

/** The same files under another path: as further names of the same files where the disk allows it, copied elsewhere. */
function repeat(from, to) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true }).filter(({ name }) => name !== '.cache')) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) repeat(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkOrCopy(source, target)
  }
}

function linkOrCopy(source, target) {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}

function list(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

function isSame(one, other) {
  return existsSync(one) && existsSync(other) && readFileSync(one).equals(readFileSync(other))
}

function fetchNode() {
  const folder = join(toolsFolder, `node-${OTHER_NODE}`)
  const program = join(folder, 'node_modules', '.bin', 'node')
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true })
    const install = run('npm', [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      `node@${OTHER_NODE}`,
    ])
    if (!install.ok) return skip('another Node', `npm could not install ${OTHER_NODE}: ${install.lastLine}`)
  }
  return program
}
