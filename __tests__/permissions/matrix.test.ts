import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import { expectNoViolation } from '../support/expectations.ts'
import { expectedTable, type Outcome, type Section } from './expected-table.ts'
import { declare, playActs } from './play-acts.ts'
import { outcomeOf, playCommands, sayAll } from './play-commands.ts'
import { type Failure, playUnanswered } from './play-unanswered.ts'
import { printExpectedTable, tablePath } from './print-expected-table.ts'
import type { Actor, CommandColumn, Role, Rules, Where } from './rules.ts'
import { usualRules } from './rules.ts'
import { Troupe } from './troupe.ts'

jest.setTimeout(600_000)

/** `every` plays the whole table; otherwise a sample that has every kind of actor, failure and settings in it. */
const every = process.env.MUSTER_PERMISSIONS === 'every'

const [commandPart, actPart, settingsPart, failurePart] = expectedTable() as [Section, Section, Section, Section]
const counted = new Map<string, number>()

test('the table is what its generator makes of the rules', () => {
  expect(readFileSync(tablePath, 'utf8')).toBe(printExpectedTable())
})

/** Compares what was played with the table, row by row, and counts every cell that was. */
function compare(section: Section, played: readonly (readonly [keys: readonly string[], found: readonly Outcome[]])[]) {
  const wrong: string[] = []
  for (const [keys, found] of played) {
    const row = section.rows.find((one) => one.keys.join() === keys.join())
    if (!row) throw new Error(`The table has no row ${keys.join(', ')}`)
    row.cells.forEach((expected, index) => {
      if (expected !== found[index])
        wrong.push(`${[...keys, section.acts[index]].join(', ')}: ${expected} expected, ${found[index]} found`)
      if (expected !== '-') counted.set(expected, (counted.get(expected) ?? 0) + 1)
    })
  }
  return wrong
}

/** Stages by part of the table and rules: the incidents of many actors stand beside each other, as in a repository. */
const stages = new Map<string, Promise<Troupe>>()

/** Plays on the stage of its part. GitHub must have nothing to complain of. */
async function onStageOf(part: string, rules: Rules, play: (troupe: Troupe) => Promise<readonly string[]>) {
  const name = `${part} ${Object.values(rules).join(' ')}`
  const gathered = stages.get(name) ?? Troupe.gather(rules)
  stages.set(name, gathered)
  const troupe = await gathered
  troupe.stage.world.faults.clear()
  expect(await play(troupe)).toEqual([])
  expectNoViolation(troupe.stage)
}

/** The actors of a part of the table in one kind of repository. */
function actorsOf(section: Section, where: Where): readonly Actor[] {
  const names = section.rows.flatMap(({ keys }) => (keys[0] === where ? `${keys[1]}|${keys[2]}` : []))
  return [...new Set(names)].map((name) => {
    const [who, role] = name.split('|')
    return { who, role } as Actor
  })
}

/** Where not everything is played: these, chosen so that every kind of actor and every rung of the ladder is among them. */
const sample: Readonly<Record<string, readonly string[]>> = {
  'commands private': ['other none', 'App none', 'deleted admin'],
  'commands public': ['author custom on triage', 'commander none', 'bot none'],
  'acts private': ['other custom on write', 'App none', 'deleted author admin'],
  'acts public': ['author read', 'other triage', 'bot none'],
}

function chosen(section: Section, where: Where): readonly Actor[] {
  const picked = sample[`${section.name} ${where}`] ?? []
  return actorsOf(section, where).filter(({ who, role }) => every || picked.includes(`${who} ${role}`))
}

describe.each(['private', 'public'] as const)('in a %s repository', (where) => {
  for (const [index, actor] of chosen(commandPart, where).entries()) {
    test(`commands: ${actor.who}, ${actor.role}`, () =>
      onStageOf('commands', usualRules(where), async (troupe) => {
        const { outcomes, problems } = await playCommands(troupe, troupe.join(actor), { first: index })
        const rows = [...outcomes].map(([when, found]) => [[where, actor.who, actor.role, when], found] as const)
        return [...compare(commandPart, rows), ...problems]
      }))
  }
  for (const actor of chosen(actPart, where)) {
    test(`acts: ${actor.who}, ${actor.role}`, () =>
      onStageOf('acts', usualRules(where), async (troupe) => {
        const { created, again, problems } = await playActs(troupe, actor)
        const keys = [where, actor.who, actor.role]
        const rows = [
          [[...keys, 'created'], created],
          [[...keys, 'promoted, re-run'], again],
        ] as const
        return [...compare(actPart, rows), ...problems]
      }))
  }
  const failing = failurePart.rows.filter(({ keys }) => keys[0] === where && keys[3] === 'unanswered')
  const some = failing.filter((_, index) => every || index === (where === 'private' ? 7 : 4))
  for (const { keys } of some) {
    const [, role, failure] = keys
    test(`GitHub does not tell the role ${role}: ${failure}`, () =>
      onStageOf('no answer', usualRules(where), async (troupe) => {
        const { during, after, problems } = await playUnanswered(troupe, role as Role, failure as Failure)
        const common = keys.slice(0, 3)
        const rows = [
          [[...common, 'unanswered'], during],
          [[...common, 'next run'], after],
        ] as const
        return [...compare(failurePart, rows), ...problems]
      }))
  }
})

const settings = new Map(settingsPart.rows.map(({ keys }) => [keys.slice(0, 3).join(), keys]))
describe('by other settings', () => {
  for (const [index, [name, keys]] of [...settings].entries()) {
    if (!every && index % 3 !== 1) continue
    const rules = { where: keys[0], declare: keys[1], override: keys[2] } as Rules
    test(name, () =>
      onStageOf('settings', rules, async (troupe) => {
        const rows = settingsPart.rows.filter((row) => row.keys.slice(0, 3).join() === name)
        const played = []
        for (const row of rows.filter((_, at) => every || at % 3 === 2)) {
          played.push([row.keys, await playSettings(troupe, row.keys[3] as Role)] as const)
        }
        return compare(settingsPart, played)
      }),
    )
  }
})

async function playSettings(troupe: Troupe, role: Role): Promise<readonly Outcome[]> {
  const reading = await declare(troupe, troupe.join({ who: 'other', role }), 'form')
  const member = troupe.join({ who: 'other', role })
  const issue = await troupe.open(troupe.boss)
  const said = await sayAll(troupe, member, { issue })
  await troupe.run()
  const columns: readonly CommandColumn[] = ['note', 'severity', 'override', 'postmortem']
  return [reading(), ...columns.map((command) => outcomeOf(troupe, member, { issue, command, said }))]
}

afterAll(async () => {
  for (const troupe of stages.values()) await (await troupe).stage.close()
  const total = [...counted.values()].reduce((sum, count) => sum + count, 0)
  const { user, system } = process.cpuUsage()
  const seconds = Math.round((user + system) / 1e6)
  if (every)
    process.stdout.write(`${total} cells, ${seconds} s of one core: ${JSON.stringify(Object.fromEntries(counted))}\n`)
})
