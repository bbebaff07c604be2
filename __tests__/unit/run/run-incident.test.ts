import { describe, expect, test } from '@jest/globals'
import type { RunEvent } from '../../../src/action/event.ts'
import { defaultWord, nameLabels } from '../../../src/domain/label-names.ts'
import { postmortemLabel } from '../../../src/domain/labels.ts'
import { run } from '../../../src/run/run.ts'
import { runIncident } from '../../../src/run/run-incident.ts'
import { runSweep } from '../../../src/run/run-sweep.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { parseSettings } from '../../../src/settings/parse.ts'
import { readFormDefinition } from '../../../src/text/form-definition.ts'
import { ourLogin } from '../../support/build-snapshot.ts'
import { created, refusal } from '../github/fake-client.ts'
import { filedAt, github, issue, session, withChat } from './fake-session.ts'

const target = { number: 7, pull: false }

/** What the event that opened it saw of the issue. */
const hint = {
  title: 'Payments fail',
  author: 'rita',
  body: 'x',
  createdAt: filedAt,
  labels: ['incident'],
  comment: undefined,
  senderIsTrusted: false,
  comments: 0,
  updatedAt: filedAt,
  change: undefined,
}

describe('one incident', () => {
  test('is opened, and what is true already is not done again', async () => {
    const fake = github()
    const opened = await runIncident(session(fake), target)
    expect(opened).toMatchObject({ kind: 'done', number: 7, end: 'settled', problem: undefined })
    // The board, and a checklist, since the issue has none.
    expect(fake.comments).toHaveLength(2)
    expect(fake.comments[0]).toMatchObject({ body: expect.stringContaining('Payments fail') })
    if (opened.kind !== 'done') return
    expect(opened.first.outcome).toBe('incident-opened')
    expect(opened.effects.map(({ kind }) => kind)).toContain('create-comment')
    const before = fake.writes().length
    const again = await runIncident(session(fake), target)
    expect([fake.writes().length, again]).toMatchObject([before, { end: 'settled', effects: [] }])
  })

  test('is only planned in a dry run', async () => {
    const fake = github()
    const planned = await runIncident(session(fake, { dryRun: true }), target)
    expect([planned, fake.writes()]).toMatchObject([{ end: 'planned', number: 7 }, []])
    expect(planned.kind === 'done' && planned.effects.map(({ kind }) => kind)).toContain('create-comment')
  })

  test('may be gone', async () => {
    const fake = github({ 'issues.get': () => refusal('gone') })
    expect(await runIncident(session(fake), target)).toEqual({ kind: 'gone', number: 7, reason: 'deleted' })
  })

  test('is left to the run that works on it, after 25 looks in 75 seconds', async () => {
    const held = { id: 1, created_at: '2026-11-20T03:11:55Z', user: { login: ourLogin } }
    const fake = github({ 'reactions.createForIssue': () => held })
    const given = await runIncident(session(fake), target)
    expect(given).toMatchObject({
      number: 7,
      end: 'stopped',
      stop: 'failed',
      effects: [],
      problem: 'another run is working on this incident and has not finished. The next run goes on.',
    })
    expect(fake.pauses).toEqual(Array.from({ length: 25 }, () => 3_000))
    expect(fake.asked.filter(({ name }) => name === 'reactions.createForIssue')).toHaveLength(26)
    expect(fake.comments).toEqual([])
  })

  test('goes on once the other run has let go', async () => {
    let claims = 0
    const claim = { id: 1, created_at: '2026-11-20T03:11:55Z', user: { login: ourLogin } }
    const fake = github({ 'reactions.createForIssue': () => (claims++ === 0 ? claim : created(claim)) })
    expect(await runIncident(session(fake), target)).toMatchObject({ end: 'settled' })
    expect([fake.pauses, fake.comments.length]).toEqual([[3_000], 2])
  })

  test.each([
    ['rate-limited', 'stopped-by-rate-limit', /limit/],
    ['stopped', 'cancelled', /cancelled/],
    ['unavailable', 'failed', /did not answer/],
  ] as const)('stops with what was done: %s', async (code, stop, help) => {
    const fake = github({ 'issues.addLabels': () => refusal(code, 'why') })
    const stopped = await runIncident(session(fake), target)
    expect(stopped).toMatchObject({ end: 'stopped', stop })
    if (stopped.kind !== 'done') return
    expect(stopped.problem).toMatch(/^GET \/: why\. /)
    expect(stopped.problem).toMatch(help)
    expect(stopped.effects.map(({ kind }) => kind)).toEqual(['claim', 'create-comment', 'create-comment'])
    expect(stopped.snapshot.record.comments).toHaveLength(2)
  })

  test('that GitHub does not keep is no success', async () => {
    const fake = github({ 'issues.addLabels': () => [] })
    const restless = await runIncident(session(fake), target)
    expect(restless).toMatchObject({
      end: 'stopped',
      stop: 'failed',
      problem:
        'GitHub does not keep what was done (add-labels). The next run tries again; if it stays so, please report it with this log.',
    })
    expect(fake.asked.filter(({ name }) => name === 'issues.addLabels')).toHaveLength(6)
  })

  test('that GitHub does not keep is named by all that is done in vain', async () => {
    const changed = {
      id: 9,
      html_url: '#9',
      user: { login: ourLogin },
      body: 'x',
      created_at: filedAt,
      updated_at: filedAt,
    }
    const fake = github({ 'issues.addLabels': () => issue().labels, 'issues.createComment': () => changed })
    const restless = await runIncident(session(fake), target)
    expect(restless.kind === 'done' && restless.problem).toMatch(/\((?:[a-z-]+, )+create-comment, add-labels\)/)
  })

  test('just opened is asked about all at once', async () => {
    const askedEarly = async (action: string, comments = 0) => {
      let early = false
      const isSurroundings = ({ parameters }: { readonly parameters: Readonly<Record<string, unknown>> }) =>
        String(parameters.text).includes('released:')
      const fake = github({
        'issues.get': async () => {
          await new Promise((resolve) => setTimeout(resolve, 20))
          early = fake.asked.some(isSurroundings)
          return issue({ labels: issue().labels, comments: fake.comments.length })
        },
      })
      const { settings } = parseSettings('declare: triage', '.github/muster.yml')
      await runIncident(session(fake, {}, { settings }), { ...target, action, hint: { ...hint, comments } })
      const roles = fake.asked.filter(({ name }) => name === 'repos.getCollaboratorPermissionLevel')
      expect(roles.map(({ parameters }) => parameters.username)).toEqual(['rita'])
      expect(fake.asked.filter(isSurroundings)).toHaveLength(1)
      return early
    }
    expect(await askedEarly('opened')).toBe(true)
    expect(await askedEarly('edited')).toBe(false)
    expect(await askedEarly('opened', 1)).toBe(false)
  })

  test('just opened needs to know who we are where a team is mentioned', async () => {
    const ask = async (settings: string) => {
      const fake = github({ 'users.getAuthenticated': () => refusal('forbidden') }, {}, null)
      const parsed = parseSettings(settings, '.github/muster.yml').settings
      await runIncident(session(fake, { dryRun: true }, { settings: parsed }), { ...target, action: 'opened', hint })
      return fake.asked.some(({ parameters }) => parameters.text === 'query { viewer { login } }')
    }
    const team = (words: string) => `teams: { one: { members: [alice] }, two: { ${words} } }`
    expect(await ask(team('mention: acme/ops'))).toBe(true)
    expect(await ask(team('members: [bob]'))).toBe(false)
    expect(await ask('{}')).toBe(false)
  })

  test('has its secrets taken out of the title, and told of; our own words are not searched', async () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`
    const body = `xoxb-${'123456789012'}-${'123456789012'}-${'a1B2c3D4'.repeat(3)}`
    const fake = github({}, { title: `Token ${secret} leaked`, body: 'x' })
    fake.comments.push(
      { id: 1, html_url: '#1', user: { login: 'rita' }, body, created_at: filedAt, updated_at: filedAt },
      { id: 2, html_url: '#2', user: { login: ourLogin }, body, created_at: filedAt, updated_at: filedAt },
    )
    const done = await runIncident(session(fake), target)
    if (done.kind !== 'done') throw new Error('gone')
    expect(done.snapshot.record.issue.title).not.toContain(secret)
    expect(done.snapshot.secrets.map(({ url }) => url)).toEqual(['https://github.test/acme/shop/issues/7', '#1'])
  })
})

describe('the chat', () => {
  test('is not told where none is configured', async () => {
    const done = await runIncident(session(github()), target)
    expect(done.kind === 'done' && done.effects.some(({ kind }) => kind === 'send-chat')).toBe(false)
  })

  test('is told once', async () => {
    await withChat(200, async (chatUrl, said) => {
      const fake = github()
      const done = await runIncident(session(fake, { chatUrl }), target)
      if (done.kind !== 'done') throw new Error('gone')
      expect(said).toHaveLength(1)
      expect(done.snapshot).toMatchObject({ chat: { failed: [] }, failures: [] })
      expect(done.effects.filter(({ kind }) => kind === 'send-chat')).toMatchObject([
        { key: done.snapshot.chat.sent[0] },
      ])
      await runIncident(session(fake, { chatUrl }), target)
      expect(said).toHaveLength(1)
    })
  })

  test('that does not answer is said on the board; the incident goes on', async () => {
    await withChat(404, async (chatUrl) => {
      const done = await runIncident(session(github(), { chatUrl }), target)
      if (done.kind !== 'done') throw new Error('gone')
      const { chat, failures } = done.snapshot
      expect([done.end, chat.sent, chat.failed.length]).toEqual(['settled', [], 1])
      expect(chat.failed).toEqual(['opened'])
      expect(failures).toEqual([{ code: 'chat-failed', detail: 'the chat answered with status 404' }])
      expect(done.effects.some(({ kind }) => kind === 'send-chat')).toBe(false)
    })
  })
})

describe('a run', () => {
  const event = (trigger: RunEvent['trigger']) => ({ trigger, eventName: 'x' }) as RunEvent

  test('does nothing where there is nothing to do', async () => {
    const nothing = { kind: 'nothing', reason: 'unsupported-event', detail: '' } as const
    expect(await run(session(github()), event(nothing))).toEqual({
      outcome: 'unsupported-event',
      incidents: [],
      check: undefined,
    })
  })

  test('looks after the issue of the event', async () => {
    const trigger = { kind: 'issue', number: 7, event: 'issues', action: 'edited', sender: 'rita' } as const
    const done = await run(session(github()), event(trigger))
    expect(done).toMatchObject({ outcome: 'incident-opened', incidents: [{ number: 7 }], check: undefined })
    const pull = { kind: 'pull-request', incident: 7, pull: 9 } as const
    expect(await run(session(github()), event(pull))).toMatchObject({ incidents: [{ number: 7 }] })
  })

  test('makes a drill of its own for its run and service', async () => {
    const fake = github({ 'issues.create': () => created({ number: 7 }) })
    const trigger = { kind: 'drill', run: '5', service: 'checkout\n@team' } as const
    const done = await run(session(fake), event(trigger))
    expect(done).toMatchObject({ outcome: 'drill-started', incidents: [{ number: 7 }] })
    const made = fake.asked.find(({ name }) => name === 'issues.create')?.parameters
    expect(made).toMatchObject({ labels: ['incident', 'drill'], body: expect.stringContaining('drill:5') })
    expect(made?.title).toMatch(/^Drill: an incident on checkout .* that is none$/)
    const plain = github({ 'issues.create': () => created({ number: 7 }) })
    await run(session(plain), event({ kind: 'drill', run: '6' }))
    expect(plain.asked.find(({ name }) => name === 'issues.create')?.parameters).toMatchObject({
      title: 'Drill: an incident that is none',
    })
  })

  test('tells what a check found, and of notices', async () => {
    const fake = github({ 'repos.listCommits': () => [] })
    const notice = { path: 'runbooks/large.md', message: 'too large', help: '' }
    const checked = session(fake)
    const corpus = () => buildCorpus([{ path: 'runbooks/link.md', text: 'other.md' }])
    const answers = await run(
      { ...checked, files: { ...checked.files, notices: [notice] }, corpus },
      event({ kind: 'check' }),
    )
    const found = answers.check?.repository
    expect(found?.runbookNotices.map(({ path }) => path)).toEqual(['runbooks/large.md', 'runbooks/link.md'])
    expect(answers).toMatchObject({ outcome: 'checked', incidents: [] })
    expect(answers.check).toMatchObject({ part: 'run', repository: { runbooks: 0, problems: [] } })
    expect(answers.check?.powers).toContainEqual({ name: 'contents: read', needed: true, answer: 'yes' })
  })
})

describe('a sweep', () => {
  test('looks after every incident, four at a time, and tells of them in order', async () => {
    let open = 0
    let most = 0
    const numbers = [9, 8, 7, 6, 5, 4]
    const listed = (number: number) =>
      issue({ number, url: `https://api.github.test/repos/acme/shop/issues/${number}` })
    const fake = github({
      'issues.listForRepo': ({ labels, state }) =>
        labels === 'incident' && state === 'open' ? numbers.map(listed) : [],
    })
    const getEvents = async () => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setTimeout(resolve, 5))
      open -= 1
      return { data: [], headers: {} }
    }
    const { rest } = fake.client
    const slow = new Proxy(rest, {
      get: (all, group: 'issues') =>
        new Proxy(all[group], {
          get: (methods, name: 'get') => (String(name) === 'listEvents' ? getEvents : methods[name]),
        }),
    })
    const swept = session(fake, { dryRun: true })
    const { incidents: runs } = await runSweep({ ...swept, client: { ...swept.client, rest: slow } })
    expect(runs.map(({ number }) => number)).toEqual([4, 5, 6, 7, 8, 9])
    expect(most).toBe(4)
  })

  test('that is the first of all writes down since when Muster is installed, before it looks', async () => {
    const first = (inputs: Parameters<typeof session>[1] = {}) => {
      const fake = github({
        query: () => ({ installed: { label: null }, repository: {} }),
        'issues.createLabel': () => ({}),
      })
      return runSweep(session(fake, inputs)).then((swept) => ({
        swept,
        asked: fake.asked.map(({ name }) => name),
        fake,
      }))
    }
    const { swept, asked, fake } = await first()
    expect(swept).toEqual({ incidents: [], late: [] })
    expect(fake.asked.find(({ name }) => name === 'issues.createLabel')?.parameters).toMatchObject({
      name: 'incident:unconfirmed',
      description: 'Waits for /confirm · Muster since 2026-11-20T03:02Z',
    })
    expect(asked.indexOf('issues.createLabel')).toBeLessThan(asked.indexOf('issues.listForRepo'))
    expect((await first({ dryRun: true })).asked).not.toContain('issues.createLabel')
  })

  test('names what asked for an incident more than a day ago, and leaves it alone', async () => {
    const old = issue({ created_at: '2026-11-18T03:10:00Z', updated_at: '2026-11-18T03:10:00Z' })
    const fake = github({
      'issues.listForRepo': ({ labels, state }) => (labels === 'incident' && state === 'open' ? [old] : []),
    })
    const { incidents, late } = await runSweep(session(fake))
    expect([incidents, late]).toEqual([[], [{ number: 7, createdAt: '2026-11-18T03:10:00.000Z' }]])
    expect(fake.writes()).toEqual([])
  })

  test('finds a report that carries no label by what was filled into the form', async () => {
    const reading = readFormDefinition(
      'labels: [outage-report]\nbody:\n  - {type: input, attributes: {label: What is broken}}\n  - {type: input, attributes: {label: Since when}}\n',
    )
    if (!reading.ok) throw new Error(reading.problem)
    const body = '### What is broken\n\nPayments\n\n### Since when\n\n03:05\n'
    const found = async (form: typeof reading.form | undefined, text: string) => {
      const newest = issue({ labels: [], body: text })
      const fake = github({
        'issues.listForRepo': ({ direction }) => (direction === 'desc' ? [newest] : []),
        'issues.get': () => newest,
      })
      return (await runSweep(session(fake, { dryRun: true }, { form }))).incidents
    }
    expect(await found(reading.form, body)).toHaveLength(1)
    expect(await found(reading.form, 'A question')).toEqual([])
    expect(await found(undefined, body)).toEqual([])
  })

  test.each([
    ['as a text', postmortemLabel('open', nameLabels(defaultWord, {})), true],
    ['as an object', { name: postmortemLabel('open', nameLabels(defaultWord, {})) }, true],
    ['not at all', { name: 'other' }, false],
  ])('reads what a merge may have changed, where the label says so %s', async (_, label, reads) => {
    let labels: readonly unknown[] = []
    const read = () => issue({ labels: [...issue().labels, ...labels], comments: fake.comments.length })
    const fake = github({
      'issues.get': read,
      'issues.addLabels': (parameters) => {
        labels = (parameters.labels as string[]).map((name) => ({ name }))
        return read().labels
      },
      'issues.listForRepo': ({ labels: wanted, state }) => (wanted === 'incident' && state === 'open' ? [read()] : []),
    })
    await runIncident(session(fake), target)
    const asked = () => fake.asked.filter(({ parameters }) => String(parameters.text).includes('released:')).length
    const before = asked()
    labels = [...labels, label]
    await runSweep(session(fake, { dryRun: true }))
    expect(asked() - before).toBe(reads ? 1 : 0)
  })
})
