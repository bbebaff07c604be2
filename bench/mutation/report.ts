import type { MutatedFolder } from './folders.ts'
import type { Mutant } from './read-report.ts'

/** Why survivors on one line of the sources change nothing that can be seen. */
export interface Reason {
  readonly file: string
  /** The line as it stands in the source, without the spaces around it: when it changes, the reason has to be found anew. */
  readonly code: string
  /** What the mutants put in; without it, every one of that line. */
  readonly replacements?: readonly string[]
  readonly reason: string
}

/** What was measured of one folder. */
export interface Measured {
  readonly folder: MutatedFolder
  readonly mutants: readonly Mutant[]
}

/** The survivors for which no reason is written down. */
export function listUnexplained(measured: readonly Measured[], reasons: readonly Reason[]): readonly Mutant[] {
  return measured.flatMap(({ mutants }) => mutants.filter(isAlive)).filter((mutant) => !reasonFor(mutant, reasons))
}

/** Reasons that fit no survivor any more. */
export function listStale(measured: readonly Measured[], reasons: readonly Reason[]): readonly Reason[] {
  const alive = measured.flatMap(({ mutants }) => mutants.filter(isAlive))
  return reasons.filter((reason) => !alive.some((mutant) => fits(reason, mutant)))
}

/** The tables of `docs/mutation-testing.md`. */
export function reportOf(measured: readonly Measured[], reasons: readonly Reason[]): string {
  const rows = measured.map(({ folder, mutants }) => row(`\`${folder.folder}\``, mutants, folder.goal))
  return [
    '| folder | mutants | tried | killed | timeout | survived | not covered | score | goal |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...rows,
    '',
    ...measured.flatMap((one) => survivorsOf(one, reasons)),
  ].join('\n')
}

function row(name: string, mutants: readonly Mutant[], goal: number): string {
  const tried = mutants.filter(wasTried)
  const count = (status: Mutant['status']) => tried.filter((mutant) => mutant.status === status).length
  const cells = [
    name,
    mutants.length,
    tried.length,
    count('Killed'),
    count('Timeout'),
    count('Survived'),
    count('NoCoverage'),
    `${scoreOf(mutants).toFixed(1)} %`,
    `${goal} %`,
  ]
  return `| ${cells.join(' | ')} |`
}

/** Detected of those tried, in per cent. */
export function scoreOf(mutants: readonly Mutant[]): number {
  const tried = mutants.filter(wasTried)
  return (100 * tried.filter((mutant) => !isAlive(mutant)).length) / tried.length
}

function wasTried({ status }: Mutant): boolean {
  return status === 'Killed' || status === 'Timeout' || status === 'Survived' || status === 'NoCoverage'
}

function isAlive({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage'
}

function survivorsOf({ folder, mutants }: Measured, reasons: readonly Reason[]): readonly string[] {
  const alive = mutants.filter(isAlive)
  const unexplained = alive.filter((mutant) => !reasonFor(mutant, reasons))
  return [
    `### \`${folder.folder}\``,
    '',
    `${alive.length} survivors, ${alive.length - unexplained.length} with a reason.`,
    '',
    ...reasons.flatMap((reason) => {
      const fitting = alive.filter((mutant) => fits(reason, mutant))
      return fitting.length === 0 ? [] : [`- ${placeOf(fitting)}: ${reason.reason}`]
    }),
    ...unexplained.map((mutant) => `- ${placeOf([mutant])}: **not explained**`),
    '',
  ]
}

function placeOf(mutants: readonly Mutant[]): string {
  const [first] = mutants
  if (!first) return ''
  const changes = mutants.map(({ original, replacement }) => `${code(original)} → ${code(replacement)}`)
  return `\`${first.file}:${first.line}\` ${[...new Set(changes)].join('; ')}`
}

/** One line of code in a sentence, its middle left out where it is long. */
function code(text: string): string {
  const short = text.length <= 60 ? text : `${text.slice(0, 30)} … ${text.slice(-25)}`
  const mark = '`'.repeat(Math.max(0, ...(short.match(/`+/g) ?? []).map((run) => run.length)) + 1)
  const pad = short.startsWith('`') || short.endsWith('`') ? ' ' : ''
  return short === '' ? 'nothing' : `${mark}${pad}${short}${pad}${mark}`
}

function reasonFor(mutant: Mutant, reasons: readonly Reason[]): Reason | undefined {
  return reasons.find((reason) => fits(reason, mutant))
}

function fits({ file, code: line, replacements }: Reason, mutant: Mutant): boolean {
  return file === mutant.file && line === mutant.code && (replacements?.includes(mutant.replacement) ?? true)
}
