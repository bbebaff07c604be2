import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { redactFile } from '../../../src/redaction/redact-file.ts'
import { redactPlan } from '../../../src/redaction/redact-plan.ts'
import { createRedactor } from '../../../src/redaction/redactor.ts'
import { renderPlan } from '../../../src/render/render-plan.ts'
import {
  board,
  document,
  facts,
  issueUrl,
  makeContext,
  makePlan,
  postmortem,
  resolvedFacts,
} from '../render/fixtures.ts'

const redactor = createRedactor()
const canary = `${'AKIA'}Q3EGRIJ7CVXAMPLZ`
const people = `# Page\n\nConnect with postgres://app:pa55word@db/app, as everybody here does.\n`

function poisonedPlan() {
  const said = { by: 'alice', at: '2026-08-14T03:15:00Z', url: issueUrl }
  const words = {
    ...resolvedFacts,
    title: `Key ${canary}: leaked`,
    answers: { happening: canary, affected: canary, log: `ERROR ${canary} failed to start` },
  }
  const timeline = [...postmortem.timeline, { ...said, kind: 'note' as const, text: `it is ${canary}` }]
  return makePlan({
    comments: [
      {
        key: 'board',
        keys: ['board'],
        content: { ...board, facts: { ...facts, title: `Key ${canary}`, timeline } },
        claim: 'issue',
        silent: { kind: 'overridden', by: 'alice', reason: canary, left: [] },
        existing: 'update',
      },
      {
        key: 'postmortem',
        keys: ['postmortem'],
        content: {
          kind: 'folded-postmortem',
          postmortem: { ...postmortem, facts: words, timeline },
          path: 'a.md',
          forced: true,
        },
        claim: 'none',
        silent: undefined,
        existing: 'update',
      },
    ],
    chat: [
      {
        key: 'opened',
        about: 'opened',
        title: canary,
        severity: 'SEV1',
        status: 'investigating',
        serviceName: 'x',
        text: canary,
        issueUrl,
        drill: false,
      },
    ],
    document: {
      ...document,
      postmortem: { ...postmortem, facts: words, timeline },
      files: document.files.map((file) => (file.kind === 'history' ? { ...file, current: people } : file)),
    },
    issues: [
      {
        key: 'k',
        text: `rotate ${canary}`,
        owner: undefined,
        due: undefined,
        incident: { number: 1, title: canary, url: issueUrl },
      },
    ],
  })
}

describe('everything that goes out', () => {
  test('holds no secret that people wrote', async () => {
    const plan = poisonedPlan()
    const rendered = renderPlan(plan, makeContext())
    expect(JSON.stringify(rendered)).toContain(canary)
    const clean = await redactPlan(rendered, redactor, plan)
    const outgoing = JSON.stringify({ ...clean, document: { ...clean.document } })
    expect(outgoing).not.toContain(canary)
    expect(outgoing).not.toMatch(/Q3EGRIJ7/)
    expect(clean.chat).toEqual([{ key: 'opened', text: expect.stringContaining('[redacted: AWS access key]') }])
    expect(clean.comments.map(({ key }) => key)).toEqual(['board', 'postmortem'])
    expect(clean.issues).toMatchObject([{ title: 'rotate [redacted: AWS access key]' }])
    expect(clean.document?.title).toContain('[redacted: AWS access key]')
  })

  test('leaves valid front matter, and the words of others in their files', async () => {
    const plan = poisonedPlan()
    const { document: clean } = await redactPlan(renderPlan(plan, makeContext()), redactor, plan)
    const file = (path: string) => clean?.files.find((one) => one.path === path)?.text ?? ''
    const head = parse(/^---\n([\s\S]*?)\n---\n/.exec(file(postmortem.path))?.[1] ?? '')
    expect(head).toMatchObject({ title: 'checkout: Key [redacted: AWS access key] : leaked', incident: 812 })
    expect(file('runbooks/provider-timeouts.md').startsWith(people.trimEnd())).toBe(true)
  })

  test('without secrets stays exactly as it was', async () => {
    const plan = makePlan({
      comments: [
        { key: 'board', keys: ['board'], content: board, claim: 'issue', silent: undefined, existing: 'update' },
      ],
    })
    const rendered = renderPlan(plan, makeContext())
    expect(await redactPlan(rendered, redactor, plan)).toEqual(rendered)
  })
})

test('new lines of a file are redacted as one run, old lines never', async () => {
  const key = `-----BEGIN PRIVATE KEY-----\n${`${'MIIEowIBAAKCAQEA'.repeat(4)}\n`.repeat(4)}-----END PRIVATE KEY-----`
  expect(await redactFile(`${people}${key}\n`, people, redactor)).toBe(`${people}[redacted: private key]\n`)
})
