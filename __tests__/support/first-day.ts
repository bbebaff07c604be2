import { readMarker } from '../../src/text/marker.ts'
import { ourLogin, ownTexts } from './end-state.ts'
import { expectHeld } from './expectations.ts'
import type { JobsRun } from './run-jobs.ts'
import { type Stage, scheduled } from './stage.ts'

/** Two services with one person each; nothing falls due, so that nothing but calls mentions anybody. */
export const plainSettings = `
services:
  checkout: { aliases: [payments, cart], call: [alice] }
  search: { call: [bob] }
severities:
  SEV1: { acknowledge: none, update: none }
  SEV2: { acknowledge: none, update: none }
`

/** A repository with those settings and without code owners. */
export const plainFiles = { '.github/muster.yml': plainSettings, '.github/CODEOWNERS': null } as const

/** Muster's first run, the sweep: from here on there is a time of installation. Events from before it never ran. */
export async function install(stage: Stage): Promise<JobsRun> {
  stage.inbox.take()
  return await stage.deliver(scheduled(stage))
}

/** Plays something as many minutes ago. No run was started for it, and the clock goes on from where it stood. */
export async function earlier<Made>(stage: Stage, minutes: number, play: () => Promise<Made>): Promise<Made> {
  const { clock } = stage.world
  const now = clock.now()
  clock.advance(-minutes * 60_000)
  const made = await play()
  stage.inbox.take()
  clock.set(now)
  return made
}

/** Hours and days as minutes. */
export const hour = 60
export const day = 24 * hour

/** What the label of unconfirmed reports says of itself; empty where there is none. */
export function waitingLabelSays({ repository }: Stage, name = 'incident:unconfirmed'): string {
  return repository.labels.get(name)?.description ?? ''
}

/** An instant as the label writes it: UTC, to the minute. */
export function minuteOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 16)}Z`
}

/** Everything that we wrote in an issue, as one text. */
export function allOurTexts({ repository }: Stage, issue: number): string {
  return ownTexts(repository, issue)
    .map(({ key, text }) => `[${key}] ${text}`)
    .join('\n\n')
}

/** Muster has not touched an issue: nothing of ours in it, and nobody told. */
export function expectUntouched(stage: Stage, issue: number): void {
  const { repository, world } = stage
  const record = repository.issues.get(issue)
  const events = record?.events.filter(({ actor }) => actor?.login === ourLogin).map(({ event }) => event) ?? []
  const reactions = record?.reactions.filter(({ user }) => user.login === ourLogin).map(({ content }) => content) ?? []
  const told = world.notifications.filter(({ by, subject }) => by === ourLogin && subject.endsWith(`#${issue}`))
  const found = { texts: ownTexts(repository, issue), events, reactions, told: told.map(({ login }) => login) }
  const isUntouched = Object.values(found).every((list) => list.length === 0)
  expectHeld(isUntouched, `nothing of ours in #${issue}`, found)
}

/**
 * Whom our calls in an issue reached, once for each time, sorted: by mentions on the board and in the comments of later
 * calls. Reminders, releases and tasks mention people, too, and are no calls.
 */
export function callsIn({ world, repository }: Stage, issue: number): readonly string[] {
  const calling = world.notifications.filter(({ by, reason, subject, source }) => {
    if (by !== ourLogin || reason !== 'mention' || !subject.endsWith(`#${issue}`) || source?.kind !== 'comment')
      return false
    const key = readMarker(repository.comments.get(source.id)?.body ?? '')?.keys[0] ?? ''
    return key === 'board' || key.startsWith('called')
  })
  return calling.map(({ login }) => login).sort()
}

/** Exactly these people were called in an issue, each as often as named. */
export function expectCalls(stage: Stage, issue: number, logins: readonly string[]): void {
  const [expected, called] = [[...logins].sort().join(), callsIn(stage, issue).join()]
  const found = `called: ${called || 'nobody'}\n${allOurTexts(stage, issue) || '(no text of ours)'}`
  expectHeld(called === expected, `#${issue} calls ${expected || 'nobody'}`, found)
}
