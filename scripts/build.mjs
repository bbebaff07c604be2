// Builds dist/ from src/: types are stripped by tsc, then ncc bundles what is imported. The same sources give the same
// bytes on any path and any Node, so that a check can compare.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'acorn'
import { embeddedPackages } from '../supply/embedded-packages.ts'
import { listPackages } from '../supply/list-packages.ts'
import { printLicences } from '../supply/print-licences.ts'
import { printSbom } from '../supply/print-sbom.ts'
import { readBundle } from '../supply/read-bundle.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = process.argv[2] ?? 'dist'

rmSync(`${root}/lib`, { recursive: true, force: true })
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json')
const built = { index: bundle('index'), cli: bundle('cli') }
const modules = Object.values(built).flatMap((folder) => readBundle(readFileSync(`${folder}/index.js`, 'utf8')).modules)
// Only now: whoever runs the old bundle meanwhile never meets half a one.
mkdirSync(`${root}/${out}`, { recursive: true })
for (const [name, folder] of Object.entries(built)) renameSync(`${folder}/index.js`, `${root}/${out}/${name}.js`)
writeFileSync(`${root}/${out}/licenses.txt`, printLicences(listPackages(modules, root), embeddedPackages))
writeFileSync(`${root}/${out}/package.json`, `${JSON.stringify({ type: 'module' })}\n`)
writeFileSync(`${root}/${out}/sbom.cdx.json`, printSbom({ root, built: `${root}/${out}` }))

/**
 * ncc names every entry index.js, so each has a folder of its own. Without ncc's cache, which lies outside the project: one
 * that a killed build left half written gives an empty bundle.
 */
function bundle(name) {
  const folder = `lib/.bundle-${name}`
  const stats = `lib/.stats-${name}.json`
  run(
    'node_modules/@vercel/ncc/dist/ncc/cli.js',
    'build',
    `lib/${name}.js`,
    '-o',
    folder,
    '--quiet',
    '--no-cache',
    '--stats-out',
    stats,
  )
  const file = `${root}/${folder}/index.js`
  const code = readFileSync(file, 'utf8')
  if (code === '') throw new Error(`The bundle of ${name} is empty`)
  writeFileSync(file, nameModules(dropDocstrings(code), JSON.parse(readFileSync(`${root}/${stats}`, 'utf8'))))
  return `${root}/${folder}`
}

/** Docstrings, a fifth of the bundle, belong to sources; whatever names a licence or a copyright stays. */
function dropDocstrings(code) {
  const comments = []
  parse(code, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments })
  let kept = ''
  let from = 0
  for (const { type, value, start, end } of comments) {
    if (type !== 'Block' || !value.startsWith('*') || /licen[cs]e|copyright|@preserve/i.test(value)) continue
    kept += code.slice(from, start)
    from = end
  }
  return (kept + code.slice(from)).replace(/^[ \t]+\n/gm, '\n').replace(/\n{3,}/g, '\n\n')
}

/** The bundler numbers modules that it cannot merge. Each gets its path, so that a reader knows whose code it is. */
function nameModules(code, { modules }) {
  const names = new Map(modules.map(({ id, name }) => [String(id), name.replace(/ \+ \d+ modules$/, '')]))
  return code.replace(/^ (\d+):$/gm, (_, id) => {
    const name = names.get(id)
    if (name === undefined) throw new Error(`The bundler does not say what the module ${id} is`)
    return ` ${id}: // ${name}`
  })
}

function run(script, ...options) {
  execFileSync(process.execPath, [script, ...options], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
}
