// Holds a tag against package.json and CHANGELOG.md and prints the changelog's section of that version: the notes of
// the release. Usage: node scripts/check-release.mjs v1.2.3
import { readFileSync } from 'node:fs'

const tag = process.argv[2] ?? ''
const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const { version } = JSON.parse(read('package.json'))
if (tag !== `v${version}`) stop(`The tag is ${tag}, and package.json says ${version}.`)

const [, ...sections] = read('CHANGELOG.md').split(/^## /m)
const section = sections.find((one) => one.startsWith(`[${version}] - `))
if (section === undefined) stop(`CHANGELOG.md has no section \`## [${version}] - <date>\`.`)
const [heading = '', ...notes] = section.split('\n')
if (!/ - \d{4}-\d{2}-\d{2}$/.test(heading)) stop(`CHANGELOG.md: "${heading}" has no date.`)
console.log(notes.join('\n').trim())

function stop(message) {
  console.error(message)
  process.exit(1)
}
