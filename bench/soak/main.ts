import { parseArgs } from 'node:util'
import { writeGeneratedBlock } from '../generated-block.ts'
import { playWorld, type Soaked } from './play-world.ts'

const usage = `Usage: npm run soak -- [options]
  --incidents N   incidents in all (default 1000)
  --each N        incidents in one repository (default 20)
  --share X       share of requests that go wrong (default 0.05)
  --seed N        where the seeds begin (default 1)
  --docs          write the figures into docs/reliability.md
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      incidents: { type: 'string', default: '1000' },
      each: { type: 'string', default: '20' },
      share: { type: 'string', default: '0.05' },
      seed: { type: 'string', default: '1' },
      docs: { type: 'boolean', default: false },
    },
  })
  const [incidents, each, share, seed] = [values.incidents, values.each, values.share, values.seed].map(Number)
  if (!incidents || !each || share === undefined || seed === undefined) throw new Error('Numbers are needed')
  const worlds: Soaked[] = []
  for (let begun = 0; begun < incidents; begun += each) {
    const plan = { seed: seed + worlds.length, incidents: Math.min(each, incidents - begun), share }
    const world = await playWorld(plan)
    worlds.push(world)
    process.stdout.write(`seed ${world.seed}: ${world.right} of ${world.incidents} right, ${world.faults} faults\n`)
    for (const problem of world.problems) process.stdout.write(`  ${problem}\n`)
  }
  const sum = (of: (world: Soaked) => number) => worlds.reduce((total, world) => total + of(world), 0)
  const text = [
    '| incidents | right | runs | requests | faulty | seeds |',
    '| --: | --: | --: | --: | --: | --- |',
    `| ${sum((one) => one.incidents)} | ${sum((one) => one.right)} | ${sum((one) => one.runs)} | ${sum((one) => one.requests)} | ${sum((one) => one.faults)} | ${seed} to ${seed + worlds.length - 1} |`,
  ].join('\n')
  process.stdout.write(`${text}\n`)
  if (values.docs) writeGeneratedBlock('docs/reliability.md', 'soak', text)
  return sum(({ problems }) => problems.length) === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 2
}
