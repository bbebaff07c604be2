import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { projectFolder } from '../support/bundle.ts'
import { listGroups, readCases } from './support/read-cases.ts'

const groups = listGroups()
const cases = groups.flatMap((group) => readCases(group))

test('there are at least 250 cases, and secrets of at least 30 kinds', () => {
  expect(cases.length).toBeGreaterThanOrEqual(250)
  expect(readCases('secrets').length).toBeGreaterThanOrEqual(30)
})

test('every case has a name of its own, a source, a place and something that it attacks', () => {
  const names = cases.map(({ group, name }) => `${group}: ${name}`)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  const source =
    /^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[\da-z]{4}){3}|https:\/\/\S+\.\S+|src\/\S+\.ts|docs\/\S+\.md|mechanism: \S.{3,})/
  const poor = cases.filter(
    (one) => one.name.length < 3 || !source.test(one.source) || one.where.length < 3 || one.expect.length === 0,
  )
  expect(poor.map(({ group, file }) => `${group}/${file}`)).toEqual([])
})

test('every group is walked by one test file, which plays each of its files', () => {
  const tests = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const walked = tests.flatMap((name) => {
    const source = readFileSync(join(import.meta.dirname, name), 'utf8')
    return Array.from(
      source.matchAll(/^walk(?:Texts|Files|Group)(?:<[^(]*>)?\('([\w-]+)'/gm),
      ([, group]) => group ?? '',
    )
  })
  expect(walked.sort()).toEqual(groups)
})

test('no file of the corpus holds a whole secret, and all are ASCII', () => {
  const token = /\b(?:AKIA[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36}|[sr]k_live_[A-Za-z0-9]{24}|xox[bp]-\d{10,}-\w{10,})\b/
  for (const { group, file } of cases) {
    const text = readFileSync(join(import.meta.dirname, 'cases', group, file), 'utf8')
    expect([group, file, token.test(text), /[^\n -~]/.test(text)]).toEqual([group, file, false, false])
  }
})

test('the page tells the groups and how many cases each has', () => {
  const page = readFileSync(join(projectFolder, 'docs', 'hostile-input.md'), 'utf8')
  const rows = Array.from(page.matchAll(/^\| `([\w-]+)` \| (\d+) \|/gm), ([, group, count]) => [group, Number(count)])
  expect(rows).toEqual(groups.map((group) => [group, readCases(group).length]))
  expect(page).toContain(`**${cases.length} cases**`)
})
