import { parseArgs } from 'node:util'
import { writeGeneratedBlock } from '../generated-block.ts'
import { raceStories } from './race-stories.ts'
import type { RaceStory } from './race-story.ts'
import { estimateSchedules, playEverySchedule, playRandomSchedules, type Raced } from './schedules.ts'

const usage = `Usage: npm run races -- [options]
  --story NAME   only stories whose name holds this
  --count N      schedules drawn for each story, request by request, one list in five stale (default 460)
  --seed N       where the seeds begin (default 1)
  --every N      instead: every schedule, round by round, of the stories that have about N of them at most
  --docs         write the figures into docs/reliability.md
`

/** A table of what was played, and what was wrong. */
interface Report {
  readonly text: string
  readonly failures: readonly string[]
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      story: { type: 'string', default: '' },
      count: { type: 'string', default: '460' },
      seed: { type: 'string', default: '1' },
      every: { type: 'string' },
      docs: { type: 'boolean', default: false },
    },
  })
  const stories = raceStories.filter(({ name }) => name.includes(values.story))
  const { text, failures } =
    values.every === undefined
      ? await reportDrawn(stories, { count: Number(values.count), seed: Number(values.seed) })
      : await reportEvery(stories, Number(values.every))
  process.stdout.write(`${text}\n`)
  for (const failure of failures) process.stderr.write(`${failure}\n`)
  if (values.docs) writeGeneratedBlock('docs/reliability.md', values.every === undefined ? 'races' : 'schedules', text)
  return failures.length === 0 ? 0 : 1
}

async function reportDrawn(
  stories: readonly RaceStory[],
  plan: { readonly count: number; readonly seed: number },
): Promise<Report> {
  const races: Raced[] = []
  for (const story of stories) {
    races.push(await playRandomSchedules(story, plan))
    process.stderr.write(`${story.name}: ${rightOf(races.at(-1))}\n`)
  }
  const rows = races.map((race) => `| ${race.story} | ${rightOf(race)} | ${race.requests} | ${race.stale} |`)
  const sum = races.reduce((total, { schedules }) => total + schedules, 0)
  const failures = races.flatMap((race) => race.failures)
  const text = [
    '| runs at once | drawn, by requests | requests | stale lists |',
    '| --- | --: | --: | --: |',
    ...rows,
    '',
    `${sum} schedules drawn, seeds from ${plan.seed}; ${failures.length === 0 ? 'all' : 'not all'} ended where the runs one after the other do.`,
  ].join('\n')
  return { text, failures }
}

async function reportEvery(stories: readonly RaceStory[], most: number): Promise<Report> {
  const rows: string[] = []
  const failures: string[] = []
  for (const story of stories) {
    const estimate = await estimateSchedules(story)
    const race = estimate <= most ? await playEverySchedule(story) : undefined
    failures.push(...(race?.failures ?? []))
    const about = Number(estimate.toPrecision(2)).toLocaleString('en')
    rows.push(`| ${story.name} | ${rightOf(race) ?? `– (about ${about})`} |`)
    process.stderr.write(`${rows.at(-1)}\n`)
  }
  return { text: ['| runs at once | every schedule, by rounds |', '| --- | --: |', ...rows].join('\n'), failures }
}

function rightOf(race: Raced | undefined): string | undefined {
  if (race === undefined) return undefined
  const { schedules, failures } = race
  return failures.length === 0 ? `${schedules}` : `**${schedules - failures.length} of ${schedules}**`
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}
