/** What was drawn of one property, as `__tests__/support/limit-cases.ts` tells it. */
export interface Drawn {
  readonly file: string
  readonly cases: number
  readonly seed: number
  readonly failed: boolean
  /** Milliseconds of processor time of the slowest case, and of all. */
  readonly slowest: number
  readonly time: number
}

/** A table of what was drawn, by test file, and their sum. */
export function tableOf(drawn: readonly Drawn[]): string {
  const files = [...new Set(drawn.map(({ file }) => file))].sort()
  const seeds = [...new Set(drawn.map(({ seed }) => seed))]
  const failed = drawn.filter((one) => one.failed).length
  return [
    '| properties in | properties | cases | slowest case, ms | processor time, s |',
    '| --- | --: | --: | --: | --: |',
    ...files.map((file) =>
      row(
        `\`${file.replace('__tests__/unit/', '')}\``,
        drawn.filter((one) => one.file === file),
      ),
    ),
    row('all', drawn),
    '',
    `Seed ${seeds.join(', ')}; ${failed === 0 ? 'every property held' : `**${failed} did not hold**`}.`,
  ].join('\n')
}

function row(name: string, drawn: readonly Drawn[]): string {
  const cases = drawn.reduce((sum, one) => sum + one.cases, 0)
  const seconds = drawn.reduce((sum, one) => sum + one.time, 0) / 1000
  const slowest = Math.max(0, ...drawn.map((one) => one.slowest))
  return `| ${[name, drawn.length, cases.toLocaleString('en'), slowest, Math.round(seconds)].join(' | ')} |`
}
