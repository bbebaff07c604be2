import type { Act, Outcome } from './expected-table.ts'
import { acts } from './expected-table.ts'
import { type Actor, isMachine, isPerson } from './rules.ts'
import { isStopped, type Member, report, type Troupe } from './troupe.ts'

/** What became of an act, now and after its actor was promoted and the event came once more. */
export interface ActsPlayed {
  readonly created: readonly Outcome[]
  readonly again: readonly Outcome[]
  readonly problems: readonly string[]
}

/** How an act is read from what GitHub holds. */
type Reading = () => Outcome

/** Plays every act that is no command, each in an issue of its own where it has to be. */
export async function playActs(troupe: Troupe, actor: Actor): Promise<ActsPlayed> {
  const created = new Map<Act, Outcome>()
  const again = new Map<Act, Outcome>()
  const problems: string[] = []
  const settle = async (member: Member, readings: ReadonlyMap<Act, Reading>) => {
    for (const [act, read] of readings) created.set(act, read())
    // What GitHub stopped has left nothing to look at again.
    if ([...readings.keys()].every((act) => created.get(act) === 'stopped')) return
    if (isPerson(actor)) troupe.grant(member.login, 'admin')
    const { writes } = await troupe.run()
    if (writes.length > 0) problems.push(`${[...readings.keys()]}: ${writes.map(({ path }) => path)} written again`)
    for (const [act, read] of readings) again.set(act, created.get(act) === 'stopped' ? '-' : read())
  }
  const declares = actor.who.includes('commander') ? [] : (['form', 'form with label', 'plain with label'] as const)
  for (const act of declares) {
    const member = troupe.join(actor)
    await settle(member, new Map([[act, await declare(troupe, member, act)]]))
  }
  if (declares.length > 0) {
    const member = troupe.join(actor)
    await settle(member, new Map([['label incident', await labelIncident(troupe, member)]]))
  }
  if (declares.length > 0 && troupe.rules.where === 'public') {
    const member = troupe.join(actor)
    await settle(member, new Map([['confirm', await confirm(troupe, member)]]))
  }
  await changeIncident(troupe, actor, settle)
  for (const reason of ['completed', 'not_planned', 'duplicate'] as const) {
    const member = troupe.join(actor)
    const act = `close ${reason.replace('_', ' ')}` as Act
    await settle(member, new Map([[act, await close(troupe, member, { reason })]]))
  }
  const member = troupe.join(actor)
  await settle(member, new Map([['reopen', await reopen(troupe, member)]]))
  const list = (found: ReadonlyMap<Act, Outcome>) => acts.map((act) => found.get(act) ?? '-')
  return { created: list(created), again: list(again), problems }
}

/** Files an incident in one of the ways there are. */
export async function declare(troupe: Troupe, member: Member, act: Act): Promise<Reading> {
  const { person } = member
  // No more than five reports an hour are answered.
  troupe.stage.wait(20)
  const byForm = async (labels: readonly string[]) =>
    isMachine(member.actor)
      ? await person.opens('Payments hang', report(), labels)
      : await member.act(() => person.files('Payments hang', report(), labels))
  const issue =
    act === 'form'
      ? await byForm(['outage-report'])
      : act === 'form with label'
        ? await byForm(['outage-report', 'incident'])
        : await member.act(() => person.opens('Payments hang', 'x', ['incident']))
  const dropped = troupe.stage.repository.issues.get(issue)?.labels.length === 0
  troupe.leave(member)
  await troupe.run(issue)
  return () => (dropped && !troupe.hasBoard(issue) ? 'stopped' : declarationOf(troupe, issue))
}

async function labelIncident(troupe: Troupe, member: Member): Promise<Reading> {
  const { actor, person } = member
  troupe.stage.wait(20)
  const title = 'Payments hang'
  const issue = actor.who.includes('author')
    ? await member.act(() => person.opens(title, 'x'))
    : await (troupe.rules.where === 'public' ? troupe.stranger : troupe.boss).opens(title, 'x')
  await troupe.run()
  troupe.stage.wait(1)
  const stopped = await isStopped(member.act(() => person.labels(issue, 'incident')))
  if (stopped) return () => 'stopped'
  troupe.leave(member)
  await troupe.run(issue)
  return () => declarationOf(troupe, issue)
}

/** The board stands, or the report waits: one comment and the label `incident:unconfirmed`. */
function declarationOf(troupe: Troupe, issue: number): Outcome {
  if (troupe.hasBoard(issue)) return 'counts'
  const names = troupe.stage.repository.issues.get(issue)?.labels.map(({ name }) => name) ?? []
  const ours = troupe.ours(issue)
  const waits = names.includes('incident:unconfirmed') && ours.length === 1
  return waits && ours[0]?.body.includes('["triage"') ? 'reported' : 'nothing'
}

/** Says `/confirm` on a report that waits. Who may declare gets the role only after reporting. */
export async function confirm(troupe: Troupe, member: Member): Promise<Reading> {
  const { actor, person, login } = member
  troupe.stage.wait(20)
  const isAuthor = actor.who.includes('author') && !isMachine(actor)
  if (isAuthor) troupe.grant(login, 'none')
  const issue = await (isAuthor ? person : troupe.stranger).files('Payments hang', report())
  await troupe.run()
  if (isAuthor) troupe.grant(login, actor.role)
  const id = await member.act(() => person.says(issue, '/confirm'))
  troupe.leave(member)
  await troupe.run(issue)
  return () => {
    if (troupe.hasBoard(issue)) return 'counts'
    return troupe.ours(issue).some(({ body }) => body.includes(`"reply:${id}"`)) ? 'refused' : 'nothing'
  }
}

/** Ticks, edits and labels, all in one incident. */
async function changeIncident(
  troupe: Troupe,
  actor: Actor,
  settle: (member: Member, readings: ReadonlyMap<Act, Reading>) => Promise<void>,
): Promise<void> {
  const member = troupe.join(actor)
  const { person } = member
  const issue = await openFor(troupe, member)
  const subject = () => troupe.stage.repository.issues.get(issue)
  const names = () => new Set(subject()?.labels.map(({ name }) => name))
  const loud = () => (subject()?.body ?? '').replace('SEV4', 'SEV1')
  const stopped = new Map<Act, boolean>()
  stopped.set('edit severity', await isStopped(member.act(() => person.edits(issue, { body: loud() }))))
  const tick = () =>
    isMachine(actor)
      ? person.edits(issue, { body: loud().replace('- [ ]', '- [x]') })
      : person.ticks(issue, 'everyone shown')
  stopped.set('tick', await isStopped(member.act(tick)))
  const wanted = { severity: 'severity:SEV2', service: 'service:search', status: 'status:monitoring', drill: 'drill' }
  for (const [what, label] of Object.entries(wanted))
    stopped.set(`label ${what}` as Act, await isStopped(member.act(() => person.labels(issue, label))))
  troupe.leave(member)
  await troupe.run(issue)
  const board = () => troupe.ours(issue).find(({ body }) => body.includes('["board"'))?.body ?? ''
  const effects: Readonly<Record<string, () => boolean>> = {
    tick: () => /[^\d]1 of \d+ done/.test(board()),
    'edit severity': () => names().has('severity:SEV1'),
    'label severity': () => names().has(wanted.severity) && board().startsWith('**SEV2'),
    'label service': () => names().has(wanted.service),
    'label status': () => names().has(wanted.status),
    'label drill': () => names().has(wanted.drill) || board().includes('**Drill:**'),
  }
  const readings = Object.entries(effects).map(([act, works]): readonly [Act, Reading] => [
    act as Act,
    () => (works() ? 'counts' : stopped.get(act as Act) ? 'stopped' : 'nothing'),
  ])
  await settle(member, new Map(readings))
}

/** Closes an incident whose gate lets everything pass, with the reason that its way of closing needs. */
export async function close(
  troupe: Troupe,
  member: Member,
  { reason, opened }: { reason: 'completed' | 'not_planned' | 'duplicate'; opened?: number },
): Promise<Reading> {
  const issue = opened ?? (await openFor(troupe, member))
  await troupe.boss.says(issue, '/note it repeats #1')
  const stopped = await isStopped(member.act(() => member.person.closes(issue, reason)))
  if (stopped) return () => 'stopped'
  troupe.leave(member)
  await troupe.run(issue)
  return () => closingOf(troupe, issue)
}

function closingOf(troupe: Troupe, issue: number): Outcome {
  const state = troupe.stage.repository.issues.get(issue)?.state
  const ours = troupe.ours(issue)
  // The board says that the issue is closed in any case; that it was accepted is what Muster remembers there.
  const accepted = ours.some(({ body }) => /"closed:\d+"/.test(body))
  if (state === 'closed') return accepted ? 'counts' : 'waits'
  return ours.some(({ body }) => body.includes('may not close an incident')) ? 'refused' : 'nothing'
}

async function reopen(troupe: Troupe, member: Member): Promise<Reading> {
  const issue = await openFor(troupe, member)
  await troupe.boss.closes(issue)
  await troupe.run()
  const stopped = await isStopped(member.act(() => member.person.reopens(issue)))
  if (stopped) return () => 'stopped'
  troupe.leave(member)
  await troupe.run(issue)
  return () => {
    const board = troupe.ours(issue).find(({ body }) => body.includes('["board"'))?.body ?? ''
    return troupe.stage.repository.issues.get(issue)?.state === 'open' && !board.includes('Closed')
      ? 'counts'
      : 'nothing'
  }
}

/** An incident by the actor, where they are its author, and under their command, where they have it. */
async function openFor(troupe: Troupe, member: Member): Promise<number> {
  const { actor, person, login, act } = member
  const mine = actor.who.includes('author')
  const files = (title: string, body: string) =>
    isMachine(actor) ? person.opens(title, body, ['incident']) : act(() => person.files(title, body))
  const issue = await troupe.open(mine ? { files } : troupe.boss)
  if (actor.who.includes('commander')) {
    await troupe.boss.says(issue, `/lead @${login}`)
    await troupe.run()
  }
  return issue
}
