// The workflows that README and docs show. Somebody will copy them, so they are held to what our own are held to.
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** What pages write where the reader puts the account that Muster comes from, and the SHA of its release. */
const ours = /OWNER\/muster@<full commit SHA>/g

/** Fenced YAML that is a workflow, its jobs or its steps, as whole workflows: `{ name, content }` each. */
export function shownWorkflows() {
  const shown = globSync(['*.md', 'docs/**/*.md', 'simulator/*.md', '.github/**/*.md']).sort().flatMap(shownIn)
  if (shown.length === 0) throw new Error('No page shows a workflow: the README does, so this looks in the wrong place')
  return shown
}

/**
 * Writes them as files into a folder of their own, with `uses` in place of what the reader puts in, and hands their paths on.
 * A function of the folder's path may add what a tool needs beside them.
 */
export function withShownWorkflows(uses, check) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-shown-'))
  try {
    mkdirSync(join(folder, '.github', 'workflows'), { recursive: true })
    const files = shownWorkflows().map(({ name, content }) => {
      const file = join('.github', 'workflows', basename(name))
      writeFileSync(join(folder, file), content.replaceAll(ours, uses))
      return file
    })
    return check(folder, files)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function shownIn(page) {
  const fences = readFileSync(page, 'utf8').matchAll(/^([ \t]*)```ya?ml[^\n]*\n([\s\S]*?)^\1```$/gm)
  return [...fences].flatMap(([, indent = '', shown = ''], index) => {
    const content = complete(shown.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
    return content === undefined ? [] : [{ name: `${page}#block-${index + 1}.yml`, content }]
  })
}

/** The whole workflow around what is shown of it, without a fault of its own; `undefined` for other YAML. */
function complete(shown) {
  if (/^jobs:/m.test(shown)) return /^['"]?on['"]?:/m.test(shown) ? shown : `${head}${shown}`
  if (!/^- /.test(shown) || !/^(?:- | {2})(?:uses|run):/m.test(shown)) return undefined
  return `${head}${job}${shown.replace(/^(?=.)/gm, '      ')}`
}

const head = `name: Shown
on:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: shown
  cancel-in-progress: false
`
const job = `jobs:
  shown:
    name: Shown
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # what the steps say
    steps:
`
