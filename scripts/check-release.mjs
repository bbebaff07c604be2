// Holds a tag against package.json, package-lock.json and CHANGELOG.md and prints the changelog's section of that version:
// the notes of the release. One rule for a release and a release candidate: the tag is `v` and the version of package.json,
// letter for letter, and the changelog has a section of its own for it. Usage: node scripts/check-release.mjs v1.2.3-rc.1
import { readFileSync } from 'node:fs'

const tag = process.argv[2] ?? ''
const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const number = '(?:0|[1-9]\\d*)'
if (!new RegExp(`^v${number}\\.${number}\\.${number}(?:-rc\\.[1-9]\\d*)?$`).test(tag)) {
  stop(`The tag is "${tag}". A release is tagged v1.2.3, a release candidate v1.2.3-rc.1; nothing else is published.`)
}
const version = tag.slice(1)
for (const name of ['package.json', 'package-lock.json']) {
  const found = JSON.parse(read(name)).version
  if (found !== version) {
    stop(
      `The tag is ${tag}, and ${name} says ${found}. Both files hold the whole version, "-rc.1" included: \`npm version --no-git-tag-version ${version}\` writes them.`,
    )
  }
}

const [, ...sections] = read('CHANGELOG.md').split(/^## /m)
const section = sections.find((one) => one.startsWith(`[${version}]`))
if (section === undefined) {
  stop(
    `CHANGELOG.md has no section \`## [${version}] - <date>\`. Every version has its own, a release candidate too; what came after it stands under [Unreleased] until the next.`,
  )
}
const [heading = '', ...lines] = section.split('\n')
if (!/^\[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(heading)) {
  stop(`CHANGELOG.md: the heading "## ${heading}" has to end in " - " and a date, as in "- 2026-12-01".`)
}
const notes = lines.join('\n').trim()
if (notes === '') stop(`CHANGELOG.md: the section [${version}] is empty, and it is what the release says of itself.`)
console.log(notes)

function stop(message) {
  console.error(message)
  process.exit(1)
}
