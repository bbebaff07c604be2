import { parseArgs } from 'node:util'
import { writeGeneratedBlock } from '../generated-block.ts'
import { raceStories } from './race-stories.ts'
import type { RaceStory } from './race-story.ts'
import { playEverySchedule, playRandomSchedules, type Raced } from './schedules.ts'

const usage = `Usage: npm run races -- [options]
  --story NAME   only stories whose name holds this
  --count N      schedules drawn for each story, request by request, one list in five stale (default 460)
  --every N      play every schedule, round by round, where there are at most so many (default 400; 0 = none)
  --seed N       where the seeds begin (default 1)
  --docs         write the figures into docs/reliability.md
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      story: { type: 'string', default: '' },
      count: { type: 'string', default: '460' },
      every: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      docs: { type: 'boolean', default: false },
    },
  })
  const stories = raceStories.filter(({ name }) => name.includes(values.story))
  const rows: string[] = []
  let failed = 0
  let drawnInAll = 0
  for (const story of stories) {
    const every = await tryEvery(story, Number(values.every))
    const drawn = await playRandomSchedules(story, { count: Number(values.count), seed: Number(values.seed) })
    const failures = [...(every?.failures ?? []), ...drawn.failures]
    for (const failure of failures.slice(0, 5)) process.stderr.write(`${failure}\n`)
    failed += failures.length
    drawnInAll += drawn.schedules
    const row = `| ${story.name} | ${every ? rightOf(every) : '–'} | ${rightOf(drawn)} | ${drawn.requests} | ${drawn.stale} |`
    process.stdout.write(`${row}\n`)
    rows.push(row)
  }
  const head = [
    '| runs at once | every schedule, by rounds | drawn, by requests | requests | stale lists |',
    '| --- | --: | --: | --: | --: |',
  ]
  const sum = `${drawnInAll} schedules drawn, seeds from ${values.seed}; ${failed === 0 ? 'all' : 'not all'} ended where the runs one after the other do.`
  process.stdout.write(`${sum}\n`)
  if (values.docs) writeGeneratedBlock('docs/reliability.md', 'races', [...head, ...rows, '', sum].join('\n'))
  return failed === 0 ? 0 : 1
}

/** Every schedule, where there are few enough. */
async function tryEvery(story: RaceStory, most: number): Promise<Raced | undefined> {
  if (most === 0) return undefined
  const played = await playEverySchedule(story, most)
  return played.complete || played.failures.length > 0 ? played : undefined
}

function rightOf({ schedules, failures }: Raced): string {
  return failures.length === 0 ? `${schedules}` : `**${schedules - failures.length} of ${schedules}**`
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}
