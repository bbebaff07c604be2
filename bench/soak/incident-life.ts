import { ownTexts } from '../../__tests__/support/end-state.ts'
import { fillForm } from '../../__tests__/support/fill-form.ts'
import type { Login } from '../../__tests__/support/seed-repository.ts'
import type { Expected } from './expected.ts'
import type { Player } from './player.ts'

/** A story that stops after each act, so that several can go on in turn. Returns what is right when it is over. */
export type Life = AsyncGenerator<void, Expected>

const titles = [
  '38 % of payments fail',
  'Checkout is down for everybody',
  '配送が止まっている',
  'Suche zeigt alte Preise – überall',
  'fixes #1 @alice <b>down</b> | `code`',
  'HTTP 502 from the provider ::error::',
  '[x](https://example.org) *very* _slow_',
]
const services = [
  { typed: 'checkout', name: 'checkout', call: ['alice'], inform: ['frank'], escalate: ['carol'] },
  { typed: 'Payments', name: 'checkout', call: ['alice'], inform: ['frank'], escalate: ['carol'] },
  { typed: 'search', name: 'search', call: ['bob'], inform: [], escalate: ['dana'] },
] as const
const severities = ['SEV1', 'SEV2', 'SEV3', 'SEV4'] as const
const required = [
  'everyone shown as not reached',
  'symptom seen first-hand',
  'source named with evidence',
  'runbook read and followed',
  'dashboards, logs and changes checked',
  'recent backup or rollback path',
  'fix verified on every tier',
  'what the runbook lacked is noted',
]

/** One incident from the form to its end, made up by chance: who does what, when, and how it ends. */
export async function* liveIncident(player: Player): Life {
  const { stage, random } = player
  const { people, repository } = stage
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const chance = (share: number) => random() < share
  const service = pick(services)
  let severity = pick(severities)
  const author: Login = chance(0.5) ? 'sam' : 'alice'
  const title = `${pick(titles)} (${Math.floor(random() * 1e6)})`
  const ticked = chance(0.7)
  const body = fillForm(
    { happening: 'It does not work.', severity, service: service.typed, since: pick(['', '20 min ago', '03:05']) },
    { ticked },
  )
  const openOnService = () =>
    [...repository.issues.values()]
      .filter(({ state, labels }) => state === 'open' && labels.some(({ name }) => name === `service:${service.name}`))
      .map(({ number }) => number)
  const alsoOpen = openOnService()
  const issue = await people[author].files(title, body)
  const comments = new Map<number, string>()
  const say = async (login: Login, text: string) => void comments.set(await people[login].says(issue, text), text)
  const labelled = (name: string) => repository.issues.get(issue)?.labels.some((label) => label.name === name) ?? false
  const own = (key: string) => ownTexts(repository, issue).some((text) => text.key === key)
  await player.deliver()
  await player.sweepUntil(`the board of #${issue}`, () => own('board') && labelled('status:investigating'))
  yield

  const actions: string[] = []
  const acts = [
    () => say('erin', '/lead'),
    () => say('alice', '/ack'),
    () => say('bob', 'I have the provider on the phone.'),
    () => say('erin', '/note the provider has confirmed it'),
    () => say('erin', '/statsu identified'),
    () => say('frank', '/override I want it closed'),
    () => say('bob', '/update half of it works again'),
    () => say('erin', '/status identified'),
    () => people.alice.labels(issue, 'needs-triage'),
    async () => {
      severity = 'SEV1'
      alsoOpen.push(...openOnService())
      await say('erin', '/severity SEV1 nobody can pay')
    },
    async () => {
      const text = `look at shard ${Math.floor(random() * 1e6)}`
      await say('erin', `/action @bob 2026-12-04 ${text}`)
      actions.push(text)
    },
  ]
  let foreign: readonly string[] = []
  const chosen = acts.filter(() => chance(0.3))
  for (const act of chosen) {
    stage.wait(Math.floor(random() * 10))
    await act()
    if (act === acts[8]) foreign = ['needs-triage']
    await player.deliver()
    // A raised severity that nobody noticed before the end calls nobody any more: the hourly sweep is in time.
    await player.sweepUntil(`the severity of #${issue}`, () => labelled(`severity:${severity}`))
    yield
  }
  const expected = (changes: Partial<Expected>): Expected => ({
    issue,
    kind: `${severity} by ${author}`,
    title,
    author,
    body: repository.issues.get(issue)?.body ?? '',
    labels: [],
    state: 'closed',
    called: callsFor(severity, service),
    informed: service.inform,
    alsoOpen: alsoOpen.filter((number) => number !== issue),
    board: true,
    postmortem: 'none',
    actions: [],
    comments,
    ...changes,
  })
  const labels = (...more: readonly string[]) =>
    ['incident', 'outage-report', `severity:${severity}`, `service:${service.name}`, ...foreign, ...more].sort()
  const isSevere = severity === 'SEV1' || severity === 'SEV2'

  if (chance(0.1)) {
    await say('erin', 'It was a planned maintenance that nobody had announced.')
    await people.erin.closes(issue, 'not_planned')
    await player.deliver()
    await player.sweepUntil(`#${issue} ends as not planned`, () => labelled('postmortem:none'))
    const status = repository.issues.get(issue)?.labels.find(({ name }) => name.startsWith('status:'))?.name ?? ''
    return expected({ labels: labels(status, 'postmortem:none') })
  }

  // SEV4 has no gate: its first closing is its last.
  if (severity !== 'SEV4' && chance(0.25)) {
    await people.erin.closes(issue)
    await player.deliver()
    const isOpen = () => repository.issues.get(issue)?.state === 'open'
    await player.sweepUntil(`#${issue} is reopened`, isOpen)
    yield
  }

  await say('erin', '/cause the provider answers late: https://grafana.acme.example/d/provider')
  await say('erin', '/status resolved payments run over the second provider')
  await player.deliver()
  yield
  if (!ticked && isSevere) {
    for (const item of required) await people.alice.ticks(issue, item)
    await player.deliver()
    yield
  }
  await player.sweepUntil(`#${issue} is resolved`, () => labelled('status:resolved'))
  stage.wait(Math.floor(random() * 60))
  await people.alice.closes(issue)
  await player.deliver()
  if (!isSevere) {
    await player.sweepUntil(`#${issue} is closed`, () => labelled('postmortem:none'))
    return expected({ labels: labels('status:resolved', 'postmortem:none') })
  }

  const pull = () => [...repository.pulls.values()].find(({ head }) => head.ref === `muster/${issue}`)
  await player.sweepUntil(`the pull request of #${issue}`, () => pull() !== undefined && labelled('postmortem:open'))
  yield
  const number = pull()?.number ?? 0
  if (chance(0.1)) {
    await people.dana.rejects(number)
    await player.deliver()
    return expected({ labels: labels('status:resolved', 'postmortem:open'), postmortem: 'rejected' })
  }
  await player.sweepUntil(`#${number} can be merged`, () =>
    people.dana.merges(number).then(
      () => true,
      () => false,
    ),
  )
  await player.deliver()
  await player.sweepUntil(`#${issue} is published`, () => labelled('postmortem:published'))
  return expected({ labels: labels('status:resolved', 'postmortem:published'), postmortem: 'merged', actions })
}

/** Whom the usual settings call: SEV1 the service's list and who it escalates to, SEV2 and SEV3 the list, SEV4 nobody. */
function callsFor(severity: string, service: (typeof services)[number]): readonly string[] {
  if (severity === 'SEV4') return []
  return severity === 'SEV1' ? [...service.call, ...service.escalate] : service.call
}
