import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { projectFolder } from '../support/bundle.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly permissions: Readonly<Record<string, string>>
  readonly environment?: string
  readonly needs?: string
  readonly steps: readonly Step[]
}

const workflow: { readonly permissions: object; readonly jobs: Readonly<Record<'verify' | 'publish', Job>> } = parse(
  readFileSync(join(projectFolder, '.github/workflows/release.yml'), 'utf8'),
)
const { verify, publish } = workflow.jobs

describe('the workflow of a release', () => {
  test('has one job that may write, after one that builds again and may not', () => {
    expect(workflow.permissions).toEqual({})
    expect(Object.keys(workflow.jobs)).toEqual(['verify', 'publish'])
    expect(verify.permissions).toEqual({ contents: 'read' })
    expect(verify.steps.flatMap(({ run }) => run ?? []).slice(-2)).toEqual([
      '.ci/run',
      'npm run check:dist -- --other-node',
    ])
    expect(publish.needs).toBe('verify')
    expect(publish.environment).toBe('release')
    expect(publish.permissions).toEqual({ contents: 'write', 'id-token': 'write', attestations: 'write' })
  })

  test('installs and builds nothing where it may write, and uses no cache anywhere', () => {
    const runs = publish.steps.flatMap(({ run }) => run ?? [])
    expect(runs).toEqual(['scripts/publish-release.sh "$GITHUB_REF_NAME" "$GITHUB_SHA"'])
    const steps = [...verify.steps, ...publish.steps]
    expect(steps.filter(({ uses = '' }) => uses.startsWith('actions/cache'))).toEqual([])
    for (const { uses = '', with: given } of steps)
      if (uses.startsWith('actions/setup-node')) expect(given?.['package-manager-cache']).toBe(false)
  })

  test('attests every file that it publishes, and for the bundles what they are made of', () => {
    const [origin, contents] = publish.steps.filter(({ uses = '' }) => uses.startsWith('actions/attest@'))
    const published = /dist\/index\.js .*/.exec(readFileSync(script, 'utf8'))?.[0].split(' ') ?? []
    const patterns = String(origin?.with?.['subject-path']).trim().split('\n')
    const covered = published.filter((file) =>
      patterns.some((one) => one === file || one === file.replace(/\w+\.js$/, '*.js')),
    )
    expect(published.length).toBe(4)
    expect(covered).toEqual(published)
    expect(contents?.with).toMatchObject({ 'subject-path': 'dist/*.js', 'sbom-path': 'dist/sbom.cdx.json' })
  })
})

const script = join(projectFolder, 'scripts', 'publish-release.sh')
const sha = 'a'.repeat(40)

/** What GitHub answers, by the beginning of the command; a list is answered one by one, the last one for ever. */
type Answers = Readonly<Record<string, readonly string[]>>

const usual: Answers = {
  'api repos/acme/muster/commits/v1.2.3': [sha],
  'api repos/acme/muster/compare/main...': ['behind'],
  'api repos/acme/muster --jq': ['main'],
  'release view v1.2.3 --json isDraft': ['FAIL'],
  'release view v1.2.3 --json isImmutable': ['true'],
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-release-'))
  for (const name of ['scripts', 'bin', 'dist']) mkdirSync(join(folder, name))
  for (const name of ['publish-release.sh', 'check-release.mjs'])
    cpSync(join(projectFolder, 'scripts', name), join(folder, 'scripts', name))
  writeFileSync(join(folder, 'package.json'), '{ "version": "1.2.3" }')
  writeFileSync(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## [1.2.3] - 2026-11-25\n\n- New.\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the script with a GitHub that answers so; gives what it changed there. */
function publishWith(answers: Answers, tag = 'v1.2.3') {
  const gh = join(folder, 'bin', 'gh')
  const log = join(folder, 'log')
  writeFileSync(
    gh,
    `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync } = require('node:fs')
const asked = process.argv.slice(2).join(' ')
const before = existsSync(${JSON.stringify(log)}) ? readFileSync(${JSON.stringify(log)}, 'utf8').split('\\n') : []
const answers = ${JSON.stringify(answers)}
const key = Object.keys(answers).find((start) => asked.startsWith(start))
const times = before.filter((line) => key && line.startsWith(key)).length
appendFileSync(${JSON.stringify(log)}, asked + '\\n')
const answer = key && answers[key][Math.min(times, answers[key].length - 1)]
if (answer === 'FAIL') process.exit(1)
if (answer) console.log(answer)
`,
  )
  chmodSync(gh, 0o755)
  const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, GH_REPO: 'acme/muster', TMPDIR: folder }
  const { status, stderr } = spawnSync('bash', [join(folder, 'scripts', 'publish-release.sh'), tag, sha], {
    env,
    encoding: 'utf8',
  })
  const asked = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
  const changed = asked
    .filter((line) => /^release (?!view)/.test(line))
    .map((line) => line.split(' ').slice(0, 2).join(' '))
  return { status, stderr, changed }
}

describe('publishing', () => {
  test('adds the files to a draft, then publishes it', () => {
    expect(publishWith(usual)).toEqual({ status: 0, stderr: '', changed: ['release create', 'release edit'] })
  })

  test('replaces a draft that an earlier try left', () => {
    const { status, changed } = publishWith({ ...usual, 'release view v1.2.3 --json isDraft': ['true'] })
    expect([status, changed]).toEqual([0, ['release delete', 'release create', 'release edit']])
  })

  test.each<[string, Answers, readonly string[]]>([
    ['has moved', { 'api repos/acme/muster/commits/v1.2.3': ['b'.repeat(40)] }, []],
    ['has moved', { 'api repos/acme/muster/commits/v1.2.3': [sha, 'b'.repeat(40)] }, ['release create']],
    ['is not on main', { 'api repos/acme/muster/compare/main...': ['diverged'] }, []],
    ['is there already', { 'release view v1.2.3 --json isDraft': ['false'] }, []],
    ['not immutable', { 'release view v1.2.3 --json isImmutable': ['false'] }, ['release create', 'release edit']],
  ])('stops when it %s', (why, answers, changes) => {
    const { status, stderr, changed } = publishWith({ ...usual, ...answers })
    expect(status).toBe(1)
    expect(stderr).toMatch(new RegExp(`^::error::.*${why}`))
    expect(changed).toEqual(changes)
  })

  test('stops when tag, version and changelog do not agree', () => {
    const moved = Object.fromEntries(
      Object.entries(usual).map(([key, value]) => [key.replace('v1.2.3', 'v1.2.4'), value]),
    )
    expect(publishWith(moved, 'v1.2.4')).toMatchObject({ status: 1, changed: [] })
  })
})
