// What the jobs of .github/workflows/live.yml run: node scripts/live/main.ts <part>. See docs/first-run.md.
import { appendFileSync, writeFileSync } from 'node:fs'
import type { JobAnswers } from './answers.ts'
import { isBroken, joinAnswers, judgeAll } from './judge/judge-all.ts'
import { tryAccess } from './parts/access.ts'
import { clean } from './parts/clean.ts'
import { tryGroups } from './parts/groups.ts'
import { joinWorkflowChange } from './parts/join.ts'
import { lookAtWorkflow } from './parts/look.ts'
import { prepare } from './parts/prepare.ts'
import { race } from './parts/race.ts'
import { tryWords } from './parts/words.ts'
import { readPlace, requireText } from './place.ts'
import { printTable } from './print-table.ts'

const { env } = process
const parts: Readonly<Record<string, () => Promise<void>>> = {
  prepare: async () => {
    const { answers, stage } = await prepare(readPlace(env), env)
    output('stage', stage)
    output('answers', answers)
  },
  race: async () => output('answers', await race(readPlace(env), env)),
  words: async () => output('answers', await tryWords(readPlace(env), env)),
  look: async () => output('answers', await lookAtWorkflow(readPlace(env), env)),
  access: async () => output('answers', await tryAccess(readPlace(env), env)),
  join: async () => output('answers', await joinWorkflowChange(readPlace(env))),
  groups: async () => output('answers', await tryGroups(readPlace(env), env)),
  clean: () => clean(readPlace(env)),
  report,
}

try {
  const part = parts[process.argv[2] ?? '']
  if (!part) throw new Error(`The part is one of: ${Object.keys(parts).join(', ')}`)
  await part()
} catch (error) {
  const words = error instanceof Error ? error.message : String(error)
  console.error(`::error::${words.replace(/\s+/g, ' ')}`)
  process.exitCode = 1
}

/** Hands a value on to the other jobs, and shows it in the log. JSON has no line breaks. */
function output(name: string, value: unknown): void {
  const json = JSON.stringify(value)
  console.log(`${name}: ${json}`)
  appendFileSync(requireText(env, 'GITHUB_OUTPUT'), `${name}=${json}\n`)
}

/** Writes the table into the job summary and the log, and the answers into a file. Fails where an experiment broke. */
async function report(): Promise<void> {
  const needs: Readonly<Record<string, { readonly outputs: { readonly answers?: string } }>> = JSON.parse(
    requireText(env, 'NEEDS'),
  )
  const jobs = Object.values(needs).map(({ outputs }): JobAnswers => JSON.parse(outputs.answers || '{}'))
  const answers = joinAnswers(jobs)
  const rows = judgeAll(answers)
  const table = printTable(rows)
  console.log(table)
  appendFileSync(requireText(env, 'GITHUB_STEP_SUMMARY'), table)
  writeFileSync('live-answers.json', `${JSON.stringify({ rows, answers }, null, 2)}\n`)
  if (isBroken(answers)) throw new Error('Not everything that could be asked was answered; the table says what')
}
