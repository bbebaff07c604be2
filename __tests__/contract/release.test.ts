import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { readWorkflow } from '../../simulator/runner/read-workflow.ts'
import { findTrigger } from '../../simulator/runner/trigger-match.ts'
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

const path = '.github/workflows/release.yml'
const text = readFileSync(join(projectFolder, path), 'utf8')
const workflow: { readonly permissions: object; readonly jobs: Readonly<Record<'verify' | 'publish', Job>> } =
  parse(text)
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

const answersFor = (tag: string, repository = 'acme/muster'): Answers => ({
  [`api repos/${repository}/commits/${tag}`]: [sha],
  [`api repos/${repository}/compare/main...`]: ['behind'],
  [`api repos/${repository} --jq`]: ['main'],
  [`release view ${tag} --json isDraft`]: ['FAIL'],
  [`release view ${tag} --json isImmutable`]: ['true'],
  [`release view ${tag} --json isPrerelease`]: ['true'],
})
const usual = answersFor('v1.2.3')
const candidate = answersFor('v1.2.3-rc.1')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-release-'))
  for (const name of ['scripts', 'bin', 'dist']) mkdirSync(join(folder, name))
  for (const name of ['publish-release.sh', 'check-release.mjs'])
    cpSync(join(projectFolder, 'scripts', name), join(folder, 'scripts', name))
  writeVersion('1.2.3')
  writeChangelog('## [1.2.3] - 2026-11-25\n\n- New.\n\n## [1.2.3-rc.1] - 2026-11-20\n\n- Tried.\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function writeVersion(version: string, names = ['package.json', 'package-lock.json']) {
  for (const name of names) writeFileSync(join(folder, name), JSON.stringify({ version }))
}

function writeChangelog(sections: string) {
  writeFileSync(join(folder, 'CHANGELOG.md'), `# Changelog\n\n${sections}`)
}

/** Holds a tag against the files: what the notes are, or why it stops. */
function checkTag(tag: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts', 'check-release.mjs'), tag], {
    encoding: 'utf8',
  })
  return status === 0 ? { notes: stdout } : { status, stopped: stderr }
}

/** Runs the script with a GitHub that answers so; gives what it changed there, and how the release stands in the end. */
function publishWith(answers: Answers, tag = 'v1.2.3', repository = 'acme/muster') {
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
  const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, GH_REPO: repository, TMPDIR: folder }
  const { status, stderr } = spawnSync('bash', [join(folder, 'scripts', 'publish-release.sh'), tag, sha], {
    env,
    encoding: 'utf8',
  })
  const asked = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
  const changed = asked
    .filter((line) => /^release (?!view)/.test(line))
    .map((line) => line.split(' ').slice(0, 2).join(' '))
  const flags = asked.filter((line) => /^release (?!view)/.test(line)).flatMap((line) => line.split(' '))
  const last = (name: string) => flags.findLast((flag) => flag.split('=')[0] === name)
  const standing = ['--draft', '--prerelease', '--latest'].flatMap((name) => last(name) ?? [])
  return { status, stderr, changed, standing }
}

describe('publishing', () => {
  test('adds the files to a draft, then publishes it', () => {
    const changed = ['release create', 'release edit']
    const standing = ['--draft=false', '--prerelease=false']
    expect(publishWith(usual)).toEqual({ status: 0, stderr: '', changed, standing })
  })

  test('publishes a release candidate as a prerelease that is not the latest', () => {
    writeVersion('1.2.3-rc.1')
    const { status, standing } = publishWith(candidate, 'v1.2.3-rc.1')
    expect(status).toBe(0)
    expect(standing).toEqual(['--draft=false', '--prerelease', '--latest=false'])
  })

  test('stops when a release candidate came out as a release', () => {
    writeVersion('1.2.3-rc.1')
    const answers = { ...candidate, 'release view v1.2.3-rc.1 --json isPrerelease': ['false'] }
    const { status, stderr } = publishWith(answers, 'v1.2.3-rc.1')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^::error::The release candidate v1\.2\.3-rc\.1 is public and not marked as a prerelease/)
  })

  test('publishes from a fork, under the name that it has', () => {
    const repository = 'somebody/muster-fork'
    expect(publishWith(answersFor('v1.2.3', repository), 'v1.2.3', repository)).toMatchObject({
      status: 0,
      changed: ['release create', 'release edit'],
    })
    expect(`${text}${readFileSync(script, 'utf8')}`).not.toMatch(/acme|github\.com\//)
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

test('a release and a release candidate start the workflow, and no other tag does', async () => {
  const reading = await readWorkflow(path, text)
  if (reading.kind === 'broken') throw new Error(reading.errors.join('\n'))
  const tags = [
    'v1.2.3',
    'v0.1.0-rc.1',
    'v10.20.30-rc.12',
    'v1',
    'v1.2',
    'v1.2.3-beta.1',
    'v1.2.3-rc',
    '1.2.3',
    'x1.2.3',
  ]
  const starting = tags.filter((tag) => findTrigger(reading.workflow, { event: 'push', action: null, tag }))
  expect(starting).toEqual(['v1.2.3', 'v0.1.0-rc.1', 'v10.20.30-rc.12'])
})

describe('tag, version and changelog', () => {
  test.each(['1.2.3', '1.2.3-rc.1'])('agree for %s, and the notes are its own section', (version) => {
    writeVersion(version)
    expect(checkTag(`v${version}`)).toEqual({ notes: version === '1.2.3' ? '- New.\n' : '- Tried.\n' })
  })

  test.each([
    ['a tag of another shape', 'v1.2.3-beta.1', () => undefined, 'tagged v1.2.3, a release candidate v1.2.3-rc.1'],
    ['a candidate without a number', 'v1.2.3-rc.0', () => undefined, 'tagged v1.2.3, a release candidate v1.2.3-rc.1'],
    ['a candidate while the version is final', 'v1.2.3-rc.1', () => undefined, 'package.json says 1.2.3.'],
    ['a release while the version is a candidate', 'v1.2.3', () => writeVersion('1.2.3-rc.1'), 'says 1.2.3-rc.1.'],
    [
      'a lock file of another version',
      'v1.2.3',
      () => writeVersion('1.2.2', ['package-lock.json']),
      'package-lock.json says 1.2.2.',
    ],
    ['no section', 'v1.2.3', () => writeChangelog('## [Unreleased]\n\n- New.\n'), 'no section `## [1.2.3] - <date>`'],
    [
      'a section without a date',
      'v1.2.3',
      () => writeChangelog('## [1.2.3]\n\n- New.\n'),
      'has to end in " - " and a date',
    ],
    ['an empty section', 'v1.2.3', () => writeChangelog('## [1.2.3] - 2026-11-25\n\n## [1.2.2]\n'), '[1.2.3] is empty'],
  ])('do not agree with %s', (_what, tag, change, why) => {
    change()
    expect(checkTag(tag)).toEqual({ status: 1, stopped: expect.stringContaining(why) })
  })
})
