import { describe, expect, test } from '@jest/globals'
import type { DocumentState, Snapshot } from '../../../src/domain/snapshot.ts'
import type { GitHubEffect } from '../../../src/github/apply/applied.ts'
import { applyEffects } from '../../../src/github/apply.ts'
import { printMarker } from '../../../src/text/marker.ts'
import { buildComment, buildSnapshot, ourLogin } from '../../support/build-snapshot.ts'
import { apiPull, created, fakeClient, refusal } from './fake-client.ts'
import { where } from './simulated.ts'

type Routes = Parameters<typeof fakeClient>[0]

const place = { owner: 'acme', repo: 'shop' }
const issue = { ...place, issue_number: 7 }
const then = '2026-11-20T03:12:00Z'

/** Carries out effects against scripted answers. */
async function apply(effects: readonly GitHubEffect[], routes: Routes, snapshot: Snapshot = buildSnapshot()) {
  const { client, asked, pauses, learned } = fakeClient(routes, ourLogin)
  const counted = { ...client, usage: () => ({ requests: 0, roundTrips: 0, writes: asked.length }) }
  const done = await applyEffects(counted, where, { effects, snapshot })
  return { ...done, asked, pauses, learned, names: asked.map(({ name }) => name) }
}

const apiComment = (id: number, body: string, more: object = {}) => ({
  id,
  html_url: `#${id}`,
  user: { login: ourLogin },
  body,
  body_html: '',
  created_at: then,
  updated_at: then,
  ...more,
})

describe('labels', () => {
  const label = (name: string) => ({ name, color: 'd73a4a', description: `what ${name} is` })
  const add: GitHubEffect = { kind: 'add-labels', labels: [label('incident'), label('severity:SEV1')] }

  test('are added in one request; those that GitHub had to make are dressed', async () => {
    const shown = [
      { name: 'Incident', color: 'ededed', description: null },
      { name: 'severity:SEV1', color: 'd73a4a', description: null },
      { name: 'other', color: 'ededed', description: null },
    ]
    const { asked, snapshot, applied, writes } = await apply([add], {
      'issues.addLabels': () => shown,
      'issues.updateLabel': () => ({}),
    })
    expect(asked).toEqual([
      { name: 'issues.addLabels', parameters: { ...issue, labels: ['incident', 'severity:SEV1'] } },
      { name: 'issues.updateLabel', parameters: { ...place, ...label('incident') } },
    ])
    expect(snapshot.record.issue).toMatchObject({ labels: ['Incident', 'severity:SEV1', 'other'], bareLabels: [] })
    expect([applied, writes]).toEqual([[add], 2])
  })

  test('that end an incident are made before; one that is there already stays', async () => {
    const final: GitHubEffect = { kind: 'add-labels', labels: [label('incident'), label('postmortem:none')] }
    const { asked } = await apply([final], {
      'issues.createLabel': () => refusal('invalid', 'already_exists'),
      'issues.addLabels': () => [],
    })
    expect(asked).toEqual([
      { name: 'issues.createLabel', parameters: { ...place, ...label('postmortem:none') } },
      { name: 'issues.addLabels', parameters: { ...issue, labels: ['incident', 'postmortem:none'] } },
    ])
  })

  test('may be refused; how they look is no failure', async () => {
    const refused = await apply([add], { 'issues.addLabels': () => refusal('forbidden', 'no labels') })
    expect(refused.snapshot.failures).toEqual([{ code: 'labels-refused', detail: 'no labels' }])
    expect([refused.result, refused.applied]).toEqual(['done', []])
    const bare = [{ name: 'incident', color: 'ededed', description: '' }]
    const undressed = await apply([add], {
      'issues.addLabels': () => bare,
      'issues.updateLabel': () => refusal('forbidden'),
    })
    expect([undressed.result, undressed.snapshot.failures]).toEqual(['done', []])
  })

  test('of the repository are made where they are missing; another run may have been faster', async () => {
    const make: GitHubEffect = { kind: 'make-label', label: label('incident:unconfirmed') }
    const first = buildSnapshot({}, { installation: { kind: 'first-run', since: then } })
    for (const answer of [() => ({}), () => refusal('invalid', 'already_exists')]) {
      const done = await apply([make], { 'issues.createLabel': answer }, first)
      expect(done.asked).toEqual([
        { name: 'issues.createLabel', parameters: { ...place, ...label('incident:unconfirmed') } },
      ])
      // Not tried again in this run, and the issue itself carries nothing new.
      expect(done.snapshot).toEqual({ ...first, installation: { kind: 'known', since: then } })
    }
    const stopped = await apply([make, add], { 'issues.createLabel': () => refusal('unavailable') }, first)
    expect([stopped.result, stopped.snapshot]).toEqual(['stopped', first])
  })

  test('that may not be made are not tried again, either', async () => {
    const make: GitHubEffect = { kind: 'make-label', label: label('incident:unconfirmed') }
    const first = buildSnapshot({}, { installation: { kind: 'first-run', since: then } })
    const forbidden = await apply([make], { 'issues.createLabel': () => refusal('forbidden') }, first)
    expect([forbidden.result, forbidden.snapshot.installation]).toEqual(['done', { kind: 'known', since: then }])
  })

  test('wait for the next run where nobody answers', async () => {
    const bare = [{ name: 'incident', color: 'ededed', description: '' }]
    for (const routes of [
      { 'issues.addLabels': () => refusal('unavailable') },
      { 'issues.addLabels': () => bare, 'issues.updateLabel': () => refusal('unavailable') },
    ]) {
      const stopped = await apply([add, { kind: 'reopen' }], routes)
      expect([stopped.result, stopped.error?.code, stopped.applied]).toEqual(['stopped', 'unavailable', []])
      expect(stopped.names).not.toContain('issues.update')
    }
  })

  test('are taken off, whoever was faster', async () => {
    const labelled = buildSnapshot({ issue: { labels: ['Triage', 'incident'] } })
    const remove: GitHubEffect = { kind: 'remove-label', name: 'triage' }
    for (const answer of [() => [], () => refusal('not-found')]) {
      const { asked, snapshot } = await apply([remove], { 'issues.removeLabel': answer }, labelled)
      expect(asked).toEqual([{ name: 'issues.removeLabel', parameters: { ...issue, name: 'triage' } }])
      expect([snapshot.record.issue.labels, snapshot.failures]).toEqual([['incident'], []])
    }
    const refused = await apply([remove], { 'issues.removeLabel': () => refusal('forbidden', 'no') }, labelled)
    expect(refused.snapshot.failures).toEqual([{ code: 'labels-refused', detail: 'no' }])
    expect(refused.snapshot.record.issue.labels).toEqual(['Triage', 'incident'])
    expect((await apply([remove], { 'issues.removeLabel': () => refusal('unavailable') }, labelled)).result).toBe(
      'stopped',
    )
  })
})

describe('people', () => {
  const assign = (...logins: readonly string[]): GitHubEffect => ({ kind: 'assign', logins })

  test('are assigned; whom GitHub leaves out is named', async () => {
    const { asked, snapshot } = await apply([assign('alice', 'Bob', 'carol')], {
      'issues.addAssignees': () => ({ assignees: [{ login: 'Alice' }, { login: 'bob' }] }),
    })
    expect(asked[0]?.parameters).toEqual({ ...issue, assignees: ['alice', 'Bob', 'carol'] })
    expect(snapshot.record.issue.assignees).toEqual(['Alice', 'bob'])
    expect(snapshot.failures).toEqual([{ code: 'assign-refused', detail: 'carol' }])
  })

  test('are ten at most', async () => {
    const eight = buildSnapshot({ issue: { assignees: 'abcdefgh'.split('') } })
    const routes = { 'issues.addAssignees': () => ({ assignees: null }) }
    const { asked } = await apply([assign('x', 'y', 'z')], routes, eight)
    expect(asked[0]?.parameters.assignees).toEqual(['x', 'y'])
    const eleven = buildSnapshot({ issue: { assignees: 'abcdefghijk'.split('') } })
    expect((await apply([assign('x')], routes, eleven)).asked[0]?.parameters.assignees).toEqual([])
  })

  test('may all be refused', async () => {
    const refused = await apply([assign('x', 'y')], { 'issues.addAssignees': () => refusal('forbidden') })
    expect(refused.snapshot.failures.map(({ detail }) => detail)).toEqual(['x', 'y'])
    expect((await apply([assign('x')], { 'issues.addAssignees': () => refusal('unavailable') })).result).toBe('stopped')
  })
})

describe('comments', () => {
  const create: GitHubEffect = { kind: 'create-comment', key: 'board', body: `text\n\n${printMarker(['board'])}` }
  const update: GitHubEffect = { kind: 'update-comment', key: 'board', id: 5, body: 'new' }
  const standing = buildSnapshot({
    issue: { commentCount: 1 },
    comments: [buildComment(ourLogin, 'old', { id: 5 })],
  })

  test('are posted, and known from the answer', async () => {
    const { asked, snapshot } = await apply([create], { 'issues.createComment': () => apiComment(9, create.body) })
    expect(asked[0]?.parameters).toMatchObject({
      ...issue,
      body: create.body,
      headers: { accept: 'application/vnd.github.full+json' },
    })
    expect(snapshot.record.comments.map(({ id, body }) => [id, body])).toEqual([[9, create.body]])
    expect(snapshot.record.issue.commentCount).toBe(1)
  })

  test('are looked for where nobody knows what became of them, among those of the last ten minutes', async () => {
    let posts = 0
    const lost = () => (posts++ === 0 ? refusal('ambiguous') : apiComment(20, create.body))
    const others = [
      apiComment(8, create.body, { user: { login: 'rita' } }),
      apiComment(10, `x\n\n${printMarker(['closing'])}`),
      apiComment(11, 'no marker'),
      apiComment(12, null as unknown as string),
    ]
    const found = await apply([create], {
      'issues.createComment': lost,
      'issues.listComments': () => [apiComment(14, create.body), ...others, apiComment(13, create.body)],
    })
    expect([found.snapshot.record.comments.map(({ id }) => id), posts, found.pauses]).toEqual([[13], 1, [500]])
    expect(found.asked[1]?.parameters).toMatchObject({ ...issue, since: '2026-11-20T03:02:00.000Z' })
    posts = 0
    const again = await apply([create], { 'issues.createComment': lost, 'issues.listComments': () => others })
    expect([again.snapshot.record.comments.map(({ id }) => id), posts]).toEqual([[20], 2])
  })

  test('are edited', async () => {
    const { asked, snapshot } = await apply([update], { 'issues.updateComment': () => apiComment(5, 'new') }, standing)
    expect(asked[0]?.parameters).toMatchObject({ ...place, comment_id: 5, body: 'new' })
    expect(snapshot.record.comments).toMatchObject([{ id: 5, body: 'new' }])
  })

  test('that are gone are gone', async () => {
    const remove: GitHubEffect = { kind: 'delete-comment', key: 'board', id: 5 }
    for (const [effect, route] of [
      [update, 'issues.updateComment'],
      [remove, 'issues.deleteComment'],
    ] as const) {
      const { snapshot } = await apply([effect], { [route]: () => refusal('not-found') }, standing)
      expect([snapshot.record.comments, snapshot.record.issue.commentCount]).toEqual([[], 0])
    }
    const { asked, snapshot } = await apply([remove], { 'issues.deleteComment': () => undefined }, standing)
    expect([asked[0]?.parameters, snapshot.record.comments]).toEqual([{ ...place, comment_id: 5 }, []])
    expect((await apply([remove], { 'issues.deleteComment': () => refusal('unavailable') }, standing)).result).toBe(
      'stopped',
    )
    const kept = await apply([remove], { 'issues.deleteComment': () => refusal('forbidden', 'no') }, standing)
    expect(kept.snapshot.failures).toEqual([{ code: 'comments-refused', detail: 'no' }])
  })

  test.each([
    ['forbidden', 'no', 'comments-refused', false],
    ['forbidden', 'the issue is Locked', 'locked', false],
    ['forbidden', 'no', 'locked', true],
    ['invalid', 'the issue is locked', 'locked', false],
    ['invalid', 'Commenting is disabled on issues with more than 2500 comments', 'comments-full', false],
    ['invalid', 'more than 2,500', 'comments-full', true],
    ['forbidden', 'too many comments', 'comments-full', false],
  ] as const)('refused with %s (%s) are %s', async (code, message, failure, locked) => {
    const snapshot = buildSnapshot({ issue: { locked } })
    const refused = await apply([create], { 'issues.createComment': () => refusal(code, message) }, snapshot)
    expect(refused.snapshot.failures).toEqual([{ code: failure, detail: message }])
  })

  test.each(['invalid', 'not-found', 'unavailable'] as const)('refused with %s end the pass', async (code) => {
    const stopped = await apply([create], { 'issues.createComment': () => refusal(code) })
    expect([stopped.result, stopped.error?.code]).toEqual(['stopped', code])
  })
})

describe('a later call', () => {
  const marked = (...keys: readonly string[]) => `@bob\n\n${printMarker([...keys])}`
  const call: GitHubEffect = {
    kind: 'create-claimed-comment',
    key: 'call:bob:severity',
    silent: `bob\n\n${printMarker(['call:bob:severity'])}`,
    body: marked('call:bob:severity', 'call:bob', 'text:123'),
  }
  const reaction = { id: 3, created_at: then, user: { login: ourLogin } }
  /** GitHub, where our silent comment becomes number 9. */
  const routes: Routes = {
    'issues.createComment': ({ body }) => apiComment(9, String(body)),
    'issues.listComments': () => [],
    'issues.updateComment': ({ comment_id, body }) => apiComment(Number(comment_id), String(body)),
    'issues.deleteComment': () => undefined,
    'reactions.createForIssueComment': () => created(reaction),
  }
  const bodies = ({ snapshot }: Awaited<ReturnType<typeof apply>>) =>
    snapshot.record.comments.map(({ id, body }) => [id, body])

  test('is posted without mentions, claimed, and then made', async () => {
    const made = await apply([call], routes)
    expect(made.names).toEqual([
      'issues.createComment',
      'issues.listComments',
      'reactions.createForIssueComment',
      'issues.updateComment',
    ])
    expect(made.asked[0]?.parameters).toMatchObject({ body: call.silent })
    expect(made.asked[3]?.parameters).toMatchObject({ comment_id: 9, body: call.body })
    expect(bodies(made)).toEqual([[9, call.body]])
  })

  test('is left to the oldest comment; the own one goes', async () => {
    const older = () => [apiComment(8, call.silent), apiComment(11, call.silent)]
    for (const gone of [() => undefined, () => refusal('not-found')]) {
      const elected = await apply([call], { ...routes, 'issues.listComments': older, 'issues.deleteComment': gone })
      expect(elected.names).toContain('issues.deleteComment')
      expect(elected.asked.find(({ name }) => name === 'issues.deleteComment')?.parameters).toMatchObject({
        comment_id: 9,
      })
      expect(bodies(elected)).toEqual([[8, call.body]])
    }
    const dead = await apply([call], {
      ...routes,
      'issues.listComments': older,
      'issues.deleteComment': () => refusal('unavailable'),
    })
    expect([dead.result, dead.error?.code]).toEqual(['stopped', 'unavailable'])
  })

  test('was made by another run, however its comment reads', async () => {
    const theirs = apiComment(8, marked('call:bob:severity', 'call:bob', 'text:999'))
    const found = await apply([call], { ...routes, 'issues.listComments': () => [theirs] })
    expect(found.names).toEqual(['issues.createComment', 'issues.listComments', 'issues.deleteComment'])
    expect([found.result, bodies(found)]).toEqual(['done', [[8, theirs.body]]])
  })

  test('that a killed run left is claimed where it stands', async () => {
    const standing = buildSnapshot({ comments: [buildComment(ourLogin, call.silent, { id: 8 })] })
    const finished = await apply([call], routes, standing)
    expect(finished.names).toEqual(['reactions.createForIssueComment', 'issues.updateComment'])
    expect(bodies(finished)).toEqual([[8, call.body]])
  })

  test('is another run’s, where that holds the claim', async () => {
    const lost = await apply([call], { ...routes, 'reactions.createForIssueComment': () => reaction })
    expect([lost.result, bodies(lost)]).toEqual(['claim-lost', [[9, call.silent]]])
  })

  test('is made all the same where a reaction of yesterday stands, or none can be made', async () => {
    const old = { ...reaction, created_at: '2026-11-19T03:12:00Z' }
    const answers = [old, created(reaction)]
    const taken = await apply([call], {
      ...routes,
      'reactions.createForIssueComment': () => answers.shift(),
      'reactions.deleteForIssueComment': () => undefined,
    })
    expect([taken.result, bodies(taken)]).toEqual(['done', [[9, call.body]]])
    const none = await apply([call], { ...routes, 'reactions.createForIssueComment': () => refusal('forbidden') })
    expect([none.result, bodies(none), none.applied]).toEqual(['done', [[9, call.body]], [call]])
  })

  test('may be refused', async () => {
    const refused = await apply([call], { ...routes, 'issues.createComment': () => refusal('forbidden', 'no') })
    expect([refused.result, refused.snapshot.failures]).toEqual(['done', [{ code: 'comments-refused', detail: 'no' }]])
  })
})

describe('the state of the issue', () => {
  test('is open again, and that was us', async () => {
    const closed = buildSnapshot({ issue: { state: 'closed', stateReason: 'completed', closedAt: then } })
    const { asked, snapshot } = await apply(
      [{ kind: 'reopen' }],
      { 'issues.update': () => ({ updated_at: then }) },
      closed,
    )
    expect(asked[0]?.parameters).toEqual({ ...issue, state: 'open' })
    expect(snapshot.record.issue).toMatchObject({ state: 'open', stateReason: 'reopened', closedAt: undefined })
    expect(snapshot.record.events).toEqual([
      { id: 1, kind: 'reopened', actor: ourLogin, at: '2026-11-20T03:12:00.000Z' },
    ])
  })

  test('may not be ours to change', async () => {
    const refused = await apply([{ kind: 'reopen' }], { 'issues.update': () => refusal('forbidden', 'no') })
    expect(refused.snapshot.failures).toEqual([{ code: 'reopen-refused', detail: 'no' }])
    expect((await apply([{ kind: 'reopen' }], { 'issues.update': () => refusal('unavailable') })).result).toBe(
      'stopped',
    )
  })
})

describe('a claim', () => {
  const claim: GitHubEffect = { kind: 'claim', on: { kind: 'issue' } }
  const on = { kind: 'comment', id: 5 } as const
  const reaction = (createdAt: string, user: unknown = { login: ourLogin }) => ({ id: 3, created_at: createdAt, user })
  /** GitHub answers 201 for a new reaction and 200 for one that was there. */
  const fresh = (user?: unknown) => created(reaction(then, user))

  /** GitHub answers these one after the other; the issue's comments are these. */
  async function claimBy(answers: readonly unknown[], effect: GitHubEffect = claim, comments: readonly object[] = []) {
    const queue = [...answers]
    const methods = ['createForIssue', 'createForIssueComment', 'deleteForIssue', 'deleteForIssueComment']
    const routes = Object.fromEntries(methods.map((method) => [`reactions.${method}`, () => queue.shift()]))
    return await apply([effect], { ...routes, 'issues.listComments': () => comments })
  }
  const tooOld = '2026-11-20T03:10:59Z'
  const justYoung = '2026-11-20T03:11:00Z'
  const posted = apiComment(20, `Board\n\n${printMarker(['board'])}`)

  test('is won by whose reaction is new', async () => {
    const won = await claimBy([fresh()])
    expect(won.asked).toEqual([{ name: 'reactions.createForIssue', parameters: { ...issue, content: 'eyes' } }])
    expect([won.learned, won.result, won.applied]).toEqual([[ourLogin], 'done', [claim]])
  })

  test('is held up by a young reaction, whoever of our login set it, for a minute', async () => {
    const lost = await claimBy([reaction(justYoung)], claim, [posted])
    expect([lost.result, lost.asked.length]).toEqual(['claim-lost', 1])
    expect(lost.snapshot.record).toEqual(buildSnapshot().record)
  })

  test('is taken over after that, by one run', async () => {
    const taken = await claimBy([reaction(tooOld), undefined, fresh()])
    expect(taken.names).toEqual([
      'reactions.createForIssue',
      'issues.listComments',
      'reactions.deleteForIssue',
      'reactions.createForIssue',
    ])
    expect(taken.asked[2]?.parameters).toEqual({ ...issue, reaction_id: 3 })
    expect([taken.result, taken.applied]).toEqual(['done', [claim]])
    expect((await claimBy([reaction(tooOld), refusal('not-found')])).result).toBe('claim-lost')
    expect((await claimBy([reaction(tooOld), undefined, reaction(then)])).result).toBe('claim-lost')
    expect((await claimBy([reaction(tooOld), refusal('unavailable')])).result).toBe('stopped')
  })

  test('is not taken over where the board was posted meanwhile: that is the one that counts', async () => {
    const late = await claimBy([reaction(tooOld)], claim, [posted])
    expect(late.names).toEqual(['reactions.createForIssue', 'issues.listComments'])
    expect(late.result).toBe('claim-lost')
    expect(late.snapshot.record.comments.map(({ id, body }) => [id, body])).toEqual([[20, posted.body]])
    const others = [
      apiComment(21, posted.body, { user: { login: 'rita' } }),
      apiComment(22, `x\n\n${printMarker(['reply:5'])}`),
      apiComment(23, 'Another workflow says hello'),
    ]
    expect((await claimBy([reaction(tooOld), undefined, fresh()], claim, others)).result).toBe('done')
  })

  test('on a comment is the same, and no board stands for it', async () => {
    const wantsComment: GitHubEffect = { kind: 'claim', on }
    const taken = await claimBy([reaction(tooOld), undefined, fresh()], wantsComment, [posted])
    expect(taken.result).toBe('done')
    expect(taken.names).toEqual([
      'reactions.createForIssueComment',
      'reactions.deleteForIssueComment',
      'reactions.createForIssueComment',
    ])
    expect(taken.asked[1]?.parameters).toEqual({ ...place, comment_id: 5, reaction_id: 3 })
    expect((await claimBy([reaction(justYoung)], wantsComment)).result).toBe('claim-lost')
  })

  test('is nobody’s where reactions do not exist: nothing stands in the way, and nothing was claimed', async () => {
    const free = await claimBy([refusal('not-found')])
    expect([free.result, free.applied]).toEqual(['done', []])
    expect((await claimBy([refusal('unavailable')])).result).toBe('stopped')
  })

  test('a command is answered by a reaction, if its comment is still there', async () => {
    const answer: GitHubEffect = { kind: 'react', comment: 5, content: '+1' }
    const answered = await claimBy([fresh()], answer)
    expect(answered.asked[0]?.parameters).toEqual({ ...place, comment_id: 5, content: '+1' })
    expect((await claimBy([refusal('not-found')], answer)).result).toBe('done')
    expect((await claimBy([refusal('unavailable')], answer)).result).toBe('stopped')
  })
})

describe('the postmortem', () => {
  const document = {
    branch: 'muster/7',
    branchHead: undefined,
    baseHead: 'base',
    branchIsOurs: false,
    branchIsBehind: true,
    pull: undefined,
    files: {},
    branchFiles: { 'old.md': 'old' },
    postmortems: [],
    actionIssues: {},
  } as DocumentState
  const known = { ...buildSnapshot(), document }
  const commit = (more: object = {}): GitHubEffect => ({
    kind: 'commit',
    branch: 'muster/7',
    expectedHead: undefined,
    base: 'base',
    joins: false,
    message: 'Postmortem',
    files: [{ path: 'a.md', text: 'A' }],
    ...more,
  })
  const made = {
    'git.getCommit': () => ({ tree: { sha: 'base tree' } }),
    'git.createTree': () => ({ sha: 'tree' }),
    'git.createCommit': () => ({ sha: 'commit' }),
    'git.createRef': () => ({}),
    'git.updateRef': () => ({}),
  }
  const headAt = (sha: string, tree: string) => ({
    'repos.getBranch': () => ({ commit: { sha, commit: { tree: { sha: tree } } } }),
  })

  test('is tree, commit and, last, the branch', async () => {
    const { asked, snapshot } = await apply([commit()], made, known)
    expect(asked.map(({ name, parameters }) => [name, { ...parameters, owner: undefined, repo: undefined }])).toEqual([
      ['git.getCommit', { commit_sha: 'base' }],
      [
        'git.createTree',
        { base_tree: 'base tree', tree: [{ path: 'a.md', mode: '100644', type: 'blob', content: 'A' }] },
      ],
      ['git.createCommit', { message: 'Postmortem', tree: 'tree', parents: ['base'] }],
      ['git.createRef', { ref: 'refs/heads/muster/7', sha: 'commit' }],
    ])
    expect(snapshot.document).toEqual({
      ...document,
      branchHead: 'commit',
      branchIsOurs: true,
      branchIsBehind: false,
      branchFiles: { 'old.md': 'old', 'a.md': 'A' },
    })
  })

  test('goes on where the branch stands, and joins what the default branch has gained', async () => {
    const on = await apply([commit({ expectedHead: 'head' })], made, known)
    expect(on.asked[0]?.parameters).toMatchObject({ commit_sha: 'head' })
    expect(on.asked[2]?.parameters).toMatchObject({ parents: ['head'] })
    expect(on.asked[3]).toEqual({
      name: 'git.updateRef',
      parameters: { ...place, ref: 'heads/muster/7', sha: 'commit', force: false },
    })
    const joined = await apply([commit({ expectedHead: 'head', joins: true })], made, known)
    expect(joined.asked[0]?.parameters).toMatchObject({ commit_sha: 'base' })
    expect(joined.asked[2]?.parameters).toMatchObject({ parents: ['head', 'base'] })
  })

  test.each(['ambiguous', 'conflict'] as const)('%s: what the branch holds decides', async (code) => {
    const routes = { ...made, 'git.createRef': () => refusal(code, 'hm'), 'git.updateRef': () => refusal(code, 'hm') }
    const same = await apply([commit()], { ...routes, ...headAt('theirs', 'tree') }, known)
    expect([same.result, same.snapshot.document?.branchHead]).toEqual(['done', 'theirs'])
    const moved = await apply([commit({ expectedHead: 'head' })], { ...routes, ...headAt('theirs', 'other') }, known)
    expect([moved.result, moved.error?.message]).toEqual(['stopped', 'the branch muster/7 has moved on'])
    const still = await apply([commit({ expectedHead: 'head' })], { ...routes, ...headAt('head', 'other') }, known)
    expect([still.result, still.error?.message]).toEqual(['stopped', 'hm'])
    const none = await apply([commit()], { ...routes, 'repos.getBranch': () => refusal('not-found') }, known)
    expect([none.result, none.error?.message]).toEqual(['stopped', 'hm'])
  })

  test('is refused for good where GitHub understood it and the branch stands as it was, or is not there', async () => {
    const no = () => refusal('invalid', 'Reference cannot be created')
    const routes = { ...made, 'git.createRef': no, 'git.updateRef': no }
    const still = { ...routes, ...headAt('head', 'other') }
    const none = { ...routes, 'repos.getBranch': () => refusal('not-found') }
    const moved = { ...routes, ...headAt('theirs', 'other') }
    for (const [effect, answers] of [
      [commit({ expectedHead: 'head' }), still],
      [commit(), none],
    ] as const) {
      const refused = await apply([effect], answers, known)
      expect([refused.result, refused.applied, refused.snapshot.failures]).toEqual([
        'done',
        [],
        [{ code: 'branch-forbidden', detail: 'Reference cannot be created' }],
      ])
    }
    const stopped = await apply([commit({ expectedHead: 'head' })], moved, known)
    expect([stopped.result, stopped.error?.message]).toEqual(['stopped', 'the branch muster/7 has moved on'])
  })

  test.each(['ambiguous', 'conflict', 'invalid'] as const)('%s: what the branch holds is what counts', async (code) => {
    const routes = { ...made, 'git.createRef': () => refusal(code, 'hm') }
    const same = await apply([commit()], { ...routes, ...headAt('theirs', 'tree') }, known)
    expect([same.result, same.snapshot.document?.branchHead, same.applied]).toEqual(['done', 'theirs', [commit()]])
  })

  test.each([
    ['forbidden', 'no', 'branch-forbidden'],
    ['not-found', 'no', 'branch-forbidden'],
    ['invalid', 'Repository Rule violations found', 'branch-forbidden'],
    ['conflict', 'Protected branch update failed', 'branch-forbidden'],
    ['invalid', 'Secret detected in content', 'push-protection'],
  ] as const)('refused with %s (%s): %s', async (code, message, failure) => {
    const refused = await apply([commit()], { ...made, 'git.createRef': () => refusal(code, message) }, known)
    expect([refused.result, refused.snapshot.failures]).toEqual(['done', [{ code: failure, detail: message }]])
    expect(refused.names).not.toContain('repos.getBranch')
  })

  test('a tree that nobody answers for ends the pass', async () => {
    expect((await apply([commit()], { ...made, 'git.createTree': () => refusal('unavailable') }, known)).result).toBe(
      'stopped',
    )
    const refused = await apply([commit()], { ...made, 'git.createTree': () => refusal('invalid', 'no') }, known)
    expect(refused.snapshot.failures).toEqual([{ code: 'branch-forbidden', detail: 'no' }])
  })

  const open: GitHubEffect = { kind: 'open-pull-request', branch: 'muster/7', base: 'main', title: 't', body: 'b' }

  test('is proposed once', async () => {
    const { asked, snapshot } = await apply([open], { 'pulls.create': () => apiPull(3) }, known)
    expect(asked[0]?.parameters).toEqual({ ...place, head: 'muster/7', base: 'main', title: 't', body: 'b' })
    expect(snapshot.document?.pull).toMatchObject({ number: 3, state: 'open' })
    for (const [code, waits] of [
      ['invalid', []],
      ['ambiguous', [500]],
    ] as const) {
      const list = () => [apiPull(2, { head: { ref: 'muster/77' } }), apiPull(4)]
      const adopted = await apply([open], { 'pulls.create': () => refusal(code), 'pulls.list': list }, known)
      expect([adopted.snapshot.document?.pull?.number, adopted.pauses]).toEqual([4, waits])
      expect(adopted.asked[1]?.parameters).toEqual({ ...place, head: 'acme:muster/7', state: 'open' })
    }
  })

  test('is proposed again where the first did not arrive, and not where it was refused', async () => {
    let tries = 0
    const lost = () => (tries++ === 0 ? refusal('ambiguous') : apiPull(5))
    const again = await apply([open], { 'pulls.create': lost, 'pulls.list': () => [] }, known)
    expect([again.snapshot.document?.pull?.number, tries]).toEqual([5, 2])
    const refused = await apply([open], { 'pulls.create': () => refusal('invalid'), 'pulls.list': () => [] }, known)
    expect([refused.result, refused.error?.code, refused.names.length]).toEqual(['stopped', 'invalid', 2])
  })

  const update: GitHubEffect = { kind: 'update-pull-request', number: 3, title: 'T', body: 'B' }

  test.each(['forbidden', 'not-found'] as const)('needs the permission: %s', async (code) => {
    for (const [effect, route] of [
      [open, 'pulls.create'],
      [update, 'pulls.update'],
    ] as const) {
      const refused = await apply([effect], { [route]: () => refusal(code, 'no') }, known)
      expect([refused.result, refused.snapshot.failures]).toEqual([
        'done',
        [{ code: 'pull-request-forbidden', detail: 'no' }],
      ])
      expect((await apply([effect], { [route]: () => refusal('unavailable') }, known)).result).toBe('stopped')
      expect((await apply([effect], { [route]: () => refusal('gone') }, known)).result).toBe('stopped')
    }
  })

  test('follows in its pull request', async () => {
    const { asked, snapshot } = await apply([update], { 'pulls.update': () => apiPull(3, { title: 'T' }) }, known)
    expect(asked[0]?.parameters).toEqual({ ...place, pull_number: 3, title: 'T', body: 'B' })
    expect(snapshot.document?.pull?.title).toBe('T')
    const refused = await apply([update], { 'pulls.update': () => refusal('invalid', 'closed') }, known)
    expect(refused.snapshot.failures).toEqual([{ code: 'pull-request-forbidden', detail: 'closed' }])
  })

  test('is for people to review, each asked once', async () => {
    const ask: GitHubEffect = { kind: 'request-reviewer', number: 3, login: 'bob' }
    const pullState = { number: 3, reviewers: ['alice'] } as unknown as DocumentState['pull']
    const withPull = { ...known, document: { ...document, pull: pullState } }
    for (const answer of [() => ({}), () => refusal('invalid')]) {
      const { asked, snapshot } = await apply([ask], { 'pulls.requestReviewers': answer }, withPull)
      expect(asked[0]?.parameters).toEqual({ ...place, pull_number: 3, reviewers: ['bob'] })
      expect(snapshot.document?.pull?.reviewers).toEqual(['alice', 'bob'])
    }
    const other = await apply([{ ...ask, number: 4 }], { 'pulls.requestReviewers': () => ({}) }, withPull)
    expect(other.snapshot.document?.pull?.reviewers).toEqual(['alice'])
    expect((await apply([ask], { 'pulls.requestReviewers': () => refusal('unavailable') }, withPull)).result).toBe(
      'stopped',
    )
  })

  const item: GitHubEffect = {
    kind: 'create-issue',
    claim: undefined,
    key: 'action:5',
    title: 'Switch by itself',
    body: `x\n\n${printMarker(['action:5'])}`,
    labels: [{ name: 'action-item', color: '0e8a16', description: 'x' }],
    assignees: ['bob'],
  }
  const madeIssue = (number: number, more: object = {}) => ({
    number,
    html_url: `#${number}`,
    user: { login: ourLogin },
    body: item.body,
    ...more,
  })

  test('becomes issues, each made once', async () => {
    const routes = { 'issues.createLabel': () => refusal('invalid'), 'issues.create': () => madeIssue(8) }
    const { asked, snapshot } = await apply([item], routes, known)
    expect(asked.map(({ name }) => name)).toEqual(['issues.createLabel', 'issues.create'])
    expect(asked[1]?.parameters).toEqual({
      ...place,
      title: item.title,
      body: item.body,
      labels: ['action-item'],
      assignees: ['bob'],
    })
    expect(snapshot.document?.actionIssues).toEqual({ 'action:5': { number: 8, url: '#8' } })
  })

  test('is assigned to nobody where that is refused', async () => {
    const create = ({ assignees }: Readonly<Record<string, unknown>>) =>
      (assignees as readonly string[]).length > 0 ? refusal('invalid') : madeIssue(8)
    const { asked, result } = await apply([item], { 'issues.createLabel': () => ({}), 'issues.create': create }, known)
    expect([result, asked.at(-1)?.parameters.assignees]).toEqual(['done', []])
    const nobody = await apply(
      [{ ...item, assignees: [] }],
      { 'issues.createLabel': () => ({}), 'issues.create': () => refusal('invalid') },
      known,
    )
    expect([nobody.result, nobody.names.length]).toEqual(['stopped', 2])
  })

  test('is looked for where nobody knows what became of it', async () => {
    const listed = [
      madeIssue(6, { user: { login: 'rita' } }),
      madeIssue(7, { body: printMarker(['action:6']) }),
      madeIssue(9, { body: null }),
    ]
    let tries = 0
    const routes = {
      'issues.createLabel': () => ({}),
      'issues.create': () => (tries++ === 0 ? refusal('ambiguous') : madeIssue(12)),
    }
    const found = await apply([item], { ...routes, 'issues.listForRepo': () => [...listed, madeIssue(10)] }, known)
    expect([found.snapshot.document?.actionIssues, tries]).toEqual([{ 'action:5': { number: 10, url: '#10' } }, 1])
    expect([found.asked.at(-1)?.parameters, found.pauses]).toMatchObject([
      { labels: 'action-item', state: 'all' },
      [500],
    ])
    tries = 0
    const again = await apply([item], { ...routes, 'issues.listForRepo': () => listed }, known)
    expect([again.snapshot.document?.actionIssues['action:5']?.number, tries]).toEqual([12, 2])
  })
})

describe('what GitHub refused', () => {
  const pull = { number: 3, reviewers: [] } as unknown as DocumentState['pull']
  const document = { branch: 'muster/7', baseHead: 'base', branchFiles: {}, actionIssues: {}, pull } as unknown
  const known = { ...buildSnapshot(), document: document as DocumentState }
  const label = { name: 'incident', color: 'b60205', description: 'x' }
  const effects = {
    'issues.createComment': { kind: 'create-comment', key: 'board', body: 'x' },
    'issues.updateComment': { kind: 'update-comment', key: 'board', id: 5, body: 'x' },
    'issues.deleteComment': { kind: 'delete-comment', key: 'board', id: 5 },
    'issues.addLabels': { kind: 'add-labels', labels: [label] },
    'issues.removeLabel': { kind: 'remove-label', name: 'incident' },
    'issues.createLabel': { kind: 'make-label', label },
    'issues.addAssignees': { kind: 'assign', logins: ['bob'] },
    'issues.update': { kind: 'reopen' },
    'reactions.createForIssue': { kind: 'claim', on: { kind: 'issue' } },
    'reactions.createForIssueComment': { kind: 'react', comment: 5, content: '+1' },
    'git.getCommit': {
      ...{ kind: 'commit', branch: 'muster/7', expectedHead: undefined, base: 'base', joins: false },
      ...{ message: 'm', files: [] },
    },
    'pulls.create': { kind: 'open-pull-request', branch: 'muster/7', base: 'main', title: 't', body: 'b' },
    'pulls.update': { kind: 'update-pull-request', number: 3, title: 't', body: 'b' },
    'pulls.requestReviewers': { kind: 'request-reviewer', number: 3, login: 'bob' },
  } as const satisfies Readonly<Record<string, GitHubEffect>>

  test.each(Object.entries(effects))('is not listed as written: %s', async (route, effect) => {
    const refused = await apply([effect], { [route]: () => refusal('forbidden', 'no') }, known)
    expect([refused.result, refused.applied]).toEqual(['done', []])
  })

  test('is not listed, nor is what another run was faster with', async () => {
    const young = { id: 3, created_at: then, user: { login: ourLogin } }
    const lost = await apply([effects['reactions.createForIssue']], { 'reactions.createForIssue': () => young })
    expect([lost.result, lost.applied]).toEqual(['claim-lost', []])
  })

  test('in part was carried out in part', async () => {
    const both: GitHubEffect = { kind: 'assign', logins: ['bob', 'carol'] }
    const answer = () => ({ assignees: [{ login: 'bob' }] })
    expect((await apply([both], { 'issues.addAssignees': answer })).applied).toEqual([both])
  })
})

test('a bug is no answer of GitHub: it goes up', async () => {
  await expect(apply([{ kind: 'reopen' }], { 'issues.update': () => new TypeError('bug') })).rejects.toThrow('bug')
})
