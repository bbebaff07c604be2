// Runs actionlint over the workflows, and over those that README and docs show. Where it is not installed it is built by Go;
// without Go the check says that it was skipped, and passes.
import { copyFileSync, existsSync, globSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { finish, isThere, run, skip, toolsFolder } from './check-tool.mjs'
import { withShownWorkflows } from './shown-workflows.mjs'

const VERSION = 'v1.7.12'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const program = findProgram()
if (program) {
  finish('actionlint', run(program, globSync('.github/workflows/*.{yml,yaml}')))
  finish('actionlint, workflows shown in pages', withShownWorkflows('./', lintShown))
}

/** In the place of this action itself, so that its inputs are checked, too. */
function lintShown(folder, files) {
  mkdirSync(join(folder, '.git'))
  mkdirSync(join(folder, 'dist'))
  for (const file of ['action.yml', 'dist/index.js']) copyFileSync(file, join(folder, file))
  return run(program, files, { cwd: folder })
}

function findProgram() {
  const built = `${toolsFolder}/actionlint-${VERSION}/actionlint`
  if (existsSync(built)) return built
  if (!isThere('go', ['version'])) return skip('actionlint', 'there is no Go to build it with')
  const env = { ...process.env, GOBIN: `${toolsFolder}/actionlint-${VERSION}` }
  const install = run('go', ['install', `github.com/rhysd/actionlint/cmd/actionlint@${VERSION}`], { env })
  return install.ok ? built : skip('actionlint', `Go could not build it: ${install.lastLine}`)
}
