// Builds dist/ from src/: types are stripped by tsc, then ncc bundles what is imported. The same sources give the same
// bytes on any path and any Node, so that a check can compare.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = process.argv[2] ?? 'dist'
const node = (script, ...args) => execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })

rmSync(`${root}/lib`, { recursive: true, force: true })
rmSync(`${root}/${out}`, { recursive: true, force: true })
node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json')
dropDocstrings(`${root}/lib`)
mkdirSync(`${root}/${out}`, { recursive: true })
bundle('index', ['--license', 'licenses.txt'])
if (existsSync(`${root}/lib/cli.js`)) bundle('cli', [])
writeFileSync(`${root}/${out}/package.json`, `${JSON.stringify({ type: 'module' })}\n`)

/** ncc names every entry index.js: each is built in a folder of its own and then given its name. */
function bundle(name, options) {
  const folder = `lib/.bundle-${name}`
  node('node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', `lib/${name}.js`, '-o', folder, '--quiet', ...options)
  renameSync(`${root}/${folder}/index.js`, `${root}/${out}/${name}.js`)
  if (options.length > 0) renameSync(`${root}/${folder}/licenses.txt`, `${root}/${out}/licenses.txt`)
}

/** Docstrings stay in the sources: a bundle is read with them beside it. tsc would drop webpack's own comments, too. */
function dropDocstrings(folder) {
  for (const path of readdirSync(folder, { recursive: true })) {
    if (!path.endsWith('.js')) continue
    const file = `${folder}/${path}`
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, ''))
  }
}
