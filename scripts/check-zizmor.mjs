// Runs zizmor, pedantic, over workflows, actions and dependabot's file, and over the workflows that README and docs show. Where
// it is not installed pip fetches it into a folder of its own; without Python the check says that it was skipped, and passes.
import { existsSync, globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { finish, isThere, run, skip, toolsFolder } from './check-tool.mjs'
import { withShownWorkflows } from './shown-workflows.mjs'

const VERSION = '1.32.0'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const program = findProgram()
if (program) {
  const options = ['--offline', '--persona', 'pedantic', '--no-progress']
  const ours = ['.github', 'action.yml', ...globSync('simulator/__tests__/runner-fixtures/*/action.yml')]
  finish('zizmor', run(program, [...options, ...ours]))
  // Any SHA stands for the one that the reader puts in.
  const pinned = `OWNER/muster@${'0123456789'.repeat(4)}`
  finish(
    'zizmor, workflows shown in pages',
    withShownWorkflows(pinned, (cwd, files) => run(program, [...options, ...files], { cwd })),
  )
}

function findProgram() {
  const folder = `${toolsFolder}/zizmor-${VERSION}`
  const installed = `${folder}/bin/zizmor`
  if (existsSync(installed)) return installed
  if (!isThere('python3', ['-m', 'venv', '--help'])) return skip('zizmor', 'there is no Python with venv')
  const venv = run('python3', ['-m', 'venv', folder])
  if (!venv.ok) return skip('zizmor', `Python could not make a folder for it: ${venv.lastLine}`)
  const pip = run(`${folder}/bin/pip`, ['install', '--quiet', '--disable-pip-version-check', `zizmor==${VERSION}`])
  return pip.ok ? installed : skip('zizmor', `pip could not install it: ${pip.lastLine}`)
}
