import type { Outcome } from './expected-table.ts'
import { type CommandColumn, commands, isMachine, isPerson } from './rules.ts'
import type { Member, Troupe } from './troupe.ts'

/** Comments with one command each, in the order in which they were written. */
export type Said = ReadonlyMap<CommandColumn, number>

/** Outcomes by time; and what else was wrong. */
export interface Played {
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>
  readonly problems: readonly string[]
}

/** The texts of the commands. */
function lineOf(command: CommandColumn, { actor, login }: Member): string {
  const arguments_: Partial<Record<CommandColumn, string>> = {
    note: 'seen it',
    update: 'on it',
    cause: 'the pool is empty',
    done: '1',
    action: 'enlarge the pool',
    runbook: 'runbooks/disk-full.md',
    severity: 'SEV1',
    service: 'search',
    status: 'identified',
    lead: actor.who.endsWith('commander') ? `@${login}` : '@dana',
    milestone: 'started 03:00',
    override: 'it has to close',
  }
  return `/${command.split(' ')[0]} ${arguments_[command] ?? ''}`.trim()
}

/** Somebody writes every command into an incident, or lines that are none yet. `first` says where the round begins. */
export async function sayAll(
  troupe: Troupe,
  member: Member,
  { issue, first = 0, plain = false }: { issue: number; first?: number; plain?: boolean },
): Promise<Said> {
  const said = new Map<CommandColumn, number>()
  // To take command is last: it changes what the rest of them may do.
  const round = commands.slice(0, -1)
  const order = [...round.slice(first % round.length), ...round.slice(0, first % round.length), 'lead itself'] as const
  for (const command of order) {
    const text = plain ? `About ${command}: wait.` : lineOf(command, member)
    said.set(command, await member.act(() => member.person.says(issue, text)))
  }
  troupe.stage.wait(1)
  return said
}

/** Every time at which Muster may see a command, played in one incident. */
export async function playCommands(troupe: Troupe, member: Member, { first }: { first: number }): Promise<Played> {
  const { actor, person } = member
  const outcomes = new Map<string, readonly Outcome[]>()
  const problems: string[] = []
  const issue = await troupe.open(actor.who.includes('author') && !isMachine(actor) ? authorOf(member) : troupe.boss)
  if (actor.who.endsWith('commander')) {
    await troupe.boss.says(issue, `/lead @${member.login}`)
    await troupe.run()
  }
  const read = (said: Said) => commands.map((command) => outcomeOf(troupe, member, { issue, command, said }))
  const plain = await sayAll(troupe, member, { issue, plain: true })
  const others = await sayAll(troupe, member, { issue, plain: true })
  await troupe.run()
  const edited = await sayAll(troupe, member, { issue, first })
  const gone = await sayAll(troupe, member, { issue, first })
  for (const [command, id] of edited) await member.act(() => person.rewrites(id, `${lineOf(command, member)} `))
  for (const [, id] of gone) await member.act(() => person.deletes(id))
  for (const [command, id] of plain) await member.act(() => person.rewrites(id, lineOf(command, member)))
  for (const [command, id] of others) await troupe.boss.rewrites(id, lineOf(command, member))
  if (isPerson(actor) || isMachine(actor)) await troupe.run()
  const early = {
    'edited before': edited,
    'deleted before': gone,
    'made by editing': plain,
    'edited by another': others,
  }
  if (isPerson(actor) || isMachine(actor))
    for (const [when, said] of Object.entries(early)) outcomes.set(when, read(said))
  const created = await sayAll(troupe, member, { issue, first: first + 1 })
  troupe.leave(member)
  await troupe.run()
  if (outcomes.size === 0) for (const [when, said] of Object.entries(early)) outcomes.set(when, read(said))
  outcomes.set('created', read(created))
  const again = async (when: string, quiet: boolean) => {
    const { writes } = await troupe.run()
    if (quiet && writes.length > 0) problems.push(`${when}: wrote ${writes.map(({ path }) => path).join(', ')}`)
    outcomes.set(when, read(created))
  }
  await again('re-run', true)
  if (isPerson(actor)) {
    troupe.grant(member.login, 'admin')
    await again('promoted', true)
    troupe.grant(member.login, 'none')
    await again('demoted', true)
    troupe.grant(member.login, actor.role)
  }
  if (!actor.who.startsWith('deleted')) {
    for (const [, id] of created) await member.act(() => person.rewrites(id, '/override all of it'))
    await again('edited later', false)
  }
  for (const [, id] of created) await troupe.boss.deletes(id)
  await again('deleted later', false)
  if (isPerson(actor)) {
    troupe.stage.world.deleteUser(member.login)
    await again('account deleted', false)
  }
  const denials = troupe.ours(issue).filter(({ body }) => body.includes('is not open to you here')).length
  const expected = [...outcomes.values()].flat().includes('refused') ? 1 : 0
  if (denials !== expected) problems.push(`${denials} replies that it is not open to them, instead of ${expected}`)
  return { outcomes, problems }
}

function authorOf({ person, act }: Member): Pick<Member['person'], 'files'> {
  return { files: (title, body) => act(() => person.files(title, body)) }
}

/** What became of one command, by what GitHub holds: our reaction on it, our reply to it, and whether it took effect. */
export function outcomeOf(
  troupe: Troupe,
  member: Member,
  { issue, command, said }: { issue: number; command: CommandColumn; said: Said },
): Outcome {
  const id = said.get(command) ?? 0
  const comment = troupe.stage.repository.comments.get(id)
  const reactions = comment?.reactions.filter(({ user }) => user.login === 'github-actions[bot]') ?? []
  const has = (content: string) => reactions.some((one) => one.content === content)
  const works = hasEffect(troupe, member, { issue, command, id })
  const reply = troupe.ours(issue).find(({ body }) => body.includes(`"reply:${id}"`))?.body ?? ''
  if (has('+1') && has('confused')) return 'both' as Outcome
  // A comment that is gone has no reaction: its verdict is what still works, or a refusal that Muster remembers.
  if (comment ? has('+1') : works && command !== 'postmortem') return works ? 'counts' : ('accepted in vain' as Outcome)
  if (!comment && command === 'postmortem' && remembers(troupe, issue, `judged:${id}:`)) return 'counts'
  const refused = comment ? has('confused') : remembers(troupe, issue, `refused:${id}"`)
  if (refused) return reply.includes('was edited before it was read') ? 'edited' : 'refused'
  return reply === '' ? 'nothing' : ('answered' as Outcome)
}

function remembers(troupe: Troupe, issue: number, key: string): boolean {
  return troupe.ours(issue).some(({ body }) => body.includes(`"${key}`))
}

/** Whether a command's effect can be seen: on the board, in the labels, in a comment of its own. */
function hasEffect(
  troupe: Troupe,
  { login: name, actor }: Member,
  { issue, command, id }: { issue: number; command: CommandColumn; id: number },
): boolean {
  const login = actor.who.startsWith('deleted') ? 'ghost' : name
  const ours = troupe.ours(issue)
  const board = (ours.find(({ body }) => /"keys":\["board"/.test(body))?.body ?? '').replace(
    /[`*\\[\]]|\(http[^)]*\)/g,
    '',
  )
  const names = new Set(troupe.stage.repository.issues.get(issue)?.labels.map(({ name }) => name))
  const tells = (words: string) => new RegExp(`· ${login} ${words}`).test(board)
  switch (command) {
    case 'ack':
      return tells('acknowledged')
    case 'note':
      return board.includes(`· ${login}: `)
    case 'update':
      return board.includes(`· ${login}, update: `)
    case 'cause':
      return board.includes(`· ${login}, cause: `)
    case 'done':
      return tells('did item 1 of the checklist')
    case 'action':
      return board.includes(`· ${login}, action item: `)
    case 'runbook':
      return tells('used ')
    case 'help':
      return ours.some(({ body }) => body.includes(`"reply:${id}"`) && body.includes('/severity'))
    case 'severity':
      return names.has('severity:SEV1')
    case 'service':
      return names.has('service:search')
    case 'status':
      return names.has('status:identified')
    case 'lead':
      return actor.who.endsWith('commander') ? tells('took command') : tells('gave the command to dana')
    case 'milestone':
      return !board.includes('Since when?')
    case 'confirm':
      return tells('declared the incident')
    case 'drill':
      return names.has('drill')
    case 'override':
      return ours.some(({ body }) => body.includes(`"override:${login}:`))
    // What it asks for comes with the closing; until then the board remembers it.
    case 'postmortem':
      return remembers(troupe, issue, `judged:${id}:`)
    case 'lead itself':
      return tells('took command')
  }
}
