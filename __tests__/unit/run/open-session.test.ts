import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { RunEvent } from '../../../src/action/event.ts'
import type { Inputs } from '../../../src/action/inputs.ts'
import { openSession } from '../../../src/run/open-session.ts'
import { noFiles } from '../../support/no-files.ts'
import { usualInputs } from '../../support/usual-inputs.ts'
import { answerBlobs, fakeClient, refusal } from '../github/fake-client.ts'

type Routes = Parameters<typeof fakeClient>[0]

const sha = 'a'.repeat(40)
const event: RunEvent = {
  trigger: { kind: 'check' },
  owner: 'acme',
  name: 'shop',
  url: 'https://github.test/acme/shop',
  sha,
  eventName: 'issues',
  runUrl: 'https://github.test/acme/shop/actions/runs/5',
  repository: { private: true, defaultBranch: 'trunk' },
}
const form = 'name: Outage\nlabels: [outage-report]\nbody:\n  - {type: input, attributes: {label: What}}\n'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries({ '.git/HEAD': `${sha}\n`, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** A repository of these files, as the API tells it. */
function served(files: Readonly<Record<string, string>>): Routes {
  const tree = Object.keys(files).map((path) => ({ path, mode: '100644', type: 'blob', sha: path, size: 3 }))
  return {
    'repos.getBranch': () => ({ commit: { sha: 'head', commit: { tree: { sha: 'tree' } } } }),
    'git.getTree': () => ({ tree, truncated: false }),
    query: answerBlobs((path) => ({ text: files[path], isTruncated: false })),
  }
}

async function open(routes: Routes, more: { env?: object; event?: Partial<RunEvent>; inputs?: Partial<Inputs> } = {}) {
  const { client, asked } = fakeClient(routes)
  const env = { GITHUB_WORKSPACE: folder, GITHUB_SHA: sha, GITHUB_EVENT_NAME: 'issues', ...more.env }
  const session = await openSession({
    env,
    inputs: { ...usualInputs, ...more.inputs },
    client,
    event: { ...event, ...more.event },
  })
  return { session, names: asked.map(({ name }) => name), asked }
}

describe('the repository', () => {
  test('is told by the event, and its files by the checkout', async () => {
    put({
      '.github/muster.yml': 'timezone: Europe/Paris\n',
      '.github/ISSUE_TEMPLATE/outage.yml': form,
      'runbooks/a.md': '# A',
    })
    const { session, names } = await open({})
    expect(names).toEqual([])
    expect(session).toMatchObject({
      where: { owner: 'acme', name: 'shop' },
      repository: { owner: 'acme', name: 'shop', url: event.url, private: true, defaultBranch: 'trunk', sha },
      settings: { timezone: 'Europe/Paris' },
      problems: [],
      form: { labels: ['outage-report'] },
      failures: [],
    })
    expect(session.corpus().runbooks.map(({ path }) => path)).toEqual(['runbooks/a.md'])
    expect(session.corpus()).toBe(session.corpus())
  })

  test('is asked for where the event does not tell it', async () => {
    put({ '.github/muster.yml': '', '.github/ISSUE_TEMPLATE/outage.yml': form, 'runbooks/a.md': '# A' })
    const data = { owner: { login: 'acme' }, name: 'shop', html_url: 'url', private: false, default_branch: 'main' }
    const { session } = await open({ 'repos.get': () => data }, { event: { repository: undefined } })
    expect(session.repository).toMatchObject({ private: false, defaultBranch: 'main', sha })
  })

  test('is read from the API without a checkout', async () => {
    const { session, asked } = await open(
      served({ '.github/muster.yml': 'timezone: Europe/Paris', 'runbooks/a.md': '# A' }),
    )
    expect(session).toMatchObject({ repository: { sha: 'head' }, settings: { timezone: 'Europe/Paris' }, failures: [] })
    expect(asked[0]).toEqual({ name: 'repos.getBranch', parameters: { owner: 'acme', repo: 'shop', branch: 'trunk' } })
    expect(session.files.runbooks).toHaveLength(1)
  })

  test('is made whole by the API where the checkout lacks something', async () => {
    put({
      '.github/ISSUE_TEMPLATE/outage.yml': form,
      '.github/muster/templates/board.hbs': 'ours',
      '.git/info/sparse-checkout': '',
    })
    const remote = {
      '.github/muster.yml': 'timezone: Europe/Paris',
      '.github/ISSUE_TEMPLATE/outage.yml': form.replace('outage-report', 'incident'),
      '.github/muster/templates/board.hbs': 'theirs',
      '.github/muster/templates/postmortem.hbs': 'theirs',
      CODEOWNERS: '* @acme/ops',
      'runbooks/a.md': '# A',
    }
    const { session, asked } = await open(served(remote))
    expect(asked[0]?.parameters).toMatchObject({ tree_sha: sha })
    expect(session.files).toMatchObject({
      sha,
      settings: remote['.github/muster.yml'],
      codeowners: remote.CODEOWNERS,
      templates: { board: 'ours' },
      runbooks: [{ path: 'runbooks/a.md' }],
    })
    expect(session.form?.labels).toEqual(['outage-report'])
  })

  test('keeps the runbooks of the checkout, and notices of both', async () => {
    put({ 'runbooks/a.md': '# A', 'runbooks/large.md': 'x'.repeat(524_289), '.git/info/sparse-checkout': '' })
    const tree = [{ path: '.github/muster.yml', mode: '120000', type: 'blob', sha: 'x', size: 3 }]
    const { session } = await open({ ...served({}), 'git.getTree': () => ({ tree, truncated: false }) })
    expect(session.files.runbooks.map(({ path }) => path)).toEqual(['runbooks/a.md'])
    expect(session.files.notices.map(({ path }) => path)).toEqual(['runbooks/large.md', '.github/muster.yml'])
  })

  test('that nobody can read leaves the defaults, and what there is', async () => {
    const refused = {
      'repos.getBranch': () => refusal('unavailable', 'no answer'),
      'git.getTree': () => refusal('unavailable', 'no answer'),
    }
    const failures = [{ code: 'settings-unreadable', detail: 'no answer' }]
    const none = await open(refused)
    expect(none.session).toMatchObject({ failures, problems: [], form: undefined, repository: { sha: '' } })
    expect(none.session.corpus().runbooks).toEqual([])
    expect(none.session.files).toEqual(noFiles)
    put({ '.github/muster.yml': 'timezone: Europe/Paris' })
    const some = await open(refused)
    expect(some.session).toMatchObject({ failures, settings: { timezone: 'Europe/Paris' } })
  })
})

describe('what is made of the files', () => {
  const whole = { '.github/muster.yml': '', '.github/ISSUE_TEMPLATE/outage.yml': form, 'runbooks/a.md': '# A' }

  test('a broken form is told by file and line, beside the problems of the settings', async () => {
    put({ ...whole, '.github/muster.yml': 'timezone: Mars', '.github/ISSUE_TEMPLATE/outage.yml': 'name: [' })
    const { session } = await open({})
    expect(session.form).toBeUndefined()
    expect(session.problems).toHaveLength(2)
    expect(session.problems[0]).toMatchObject({ file: '.github/muster.yml', line: 1 })
    expect(session.problems[1]).toEqual({
      file: '.github/ISSUE_TEMPLATE/outage.yml',
      line: 1,
      column: 1,
      message: expect.stringMatching(/./),
      help: 'Fix the form; until then issues are read as plain text.',
    })
  })

  test('templates of the repository count where the settings ask for them', async () => {
    const refused = { '.github/muster/templates/refusal.hbs': 'No.' }
    const failures = async (settings: string) => {
      put({ ...whole, ...refused, '.github/muster.yml': settings })
      return (await open({})).session.templates.failures
    }
    expect(await failures('templates: true')).toMatchObject([{ code: 'template-broken' }])
    expect(await failures('templates: false')).toEqual([])
  })

  test('the page of the run is known on a runner alone', async () => {
    put(whole)
    expect((await open({})).session).not.toHaveProperty('runUrl')
    expect((await open({}, { env: { GITHUB_RUN_ID: '5' } })).session.runUrl).toBe(event.runUrl)
  })
})
