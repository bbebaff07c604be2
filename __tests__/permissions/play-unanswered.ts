import type { FaultRule } from '../../simulator/http/faults.ts'
import type { failures, Outcome } from './expected-table.ts'
import { close, confirm, declare } from './play-acts.ts'
import { outcomeOf, sayAll } from './play-commands.ts'
import { type Actor, commands, type Role } from './rules.ts'
import type { Member, Troupe } from './troupe.ts'

/** One way in which GitHub does not tell a role. */
export type Failure = (typeof failures)[number]

/** Outcomes while GitHub did not answer, and of the run after. */
export interface UnansweredPlayed {
  readonly during: readonly Outcome[]
  readonly after: readonly Outcome[]
  readonly problems: readonly string[]
}

const faults: Readonly<Record<Failure, Pick<FaultRule, 'mode' | 'retryAfter'>>> = {
  '502': { mode: 'status-before:502' },
  dropped: { mode: 'drop-before' },
  '429': { mode: 'rate-limited', retryAfter: 600 },
  '403': { mode: 'status-before:403' },
  malformed: { mode: 'malformed-body' },
}

/** Every act whose look-up of a role fails in one run and is answered in the next. */
export async function playUnanswered(troupe: Troupe, role: Role, failure: Failure): Promise<UnansweredPlayed> {
  const { world } = troupe.stage
  const during: Outcome[] = []
  const after: Outcome[] = []
  const problems: string[] = []
  const strike = () => {
    const fault = world.faults.add({ ...faults[failure], path: '/repos/*/*/collaborators/**', count: 99 })
    return (what: string) => {
      if (fault.fired === 0) problems.push(`${what}: no look-up was struck`)
      world.faults.clear()
    }
  }
  const join = (who: Actor['who']) => troupe.join({ who, role })
  const other = join('other')
  const issue = await troupe.open(troupe.boss)
  const said = await sayAll(troupe, other, { issue })
  const read = () => commands.map((command) => outcomeOf(troupe, other, { issue, command, said }))
  const lift = strike()
  await troupe.run()
  lift('commands')
  during.push(...read().map((outcome) => (outcome === 'nothing' ? 'waits' : outcome)))
  await troupe.run()
  after.push(...read())
  const single = async (what: string, member: Member, play: (struck: Member) => Promise<() => Outcome>) => {
    let unstrike: ((name: string) => void) | undefined
    // The fault is queued by the deed itself: what went before it is answered.
    const reading = await play({ ...member, act: (deed) => member.act(deed).finally(() => (unstrike ??= strike())) })
    if (what !== 'form' || troupe.rules.where === 'public') unstrike?.(what)
    world.faults.clear()
    const outcome = reading()
    during.push(outcome === 'nothing' ? 'waits' : outcome)
    await troupe.run()
    after.push(reading())
  }
  await single('form', join('other'), (member) => declare(troupe, member, 'form'))
  if (troupe.rules.where === 'public') await single('confirm', join('other'), (member) => confirm(troupe, member))
  else {
    during.push('-')
    after.push('-')
  }
  const author = join('author')
  const opened = await troupe.open(author.person)
  await single('close', author, (member) => close(troupe, member, { reason: 'completed', opened }))
  return { during, after, problems }
}
