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
  return [
    '| folder | mutants | drawn | tried | killed | timeout | survived | not covered | score | goal |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...measured.map(({ folder, mutants }) => row(`\`${folder.folder}\``, mutants, scoreOf(mutants), folder.goal)),
    row(
      'all of them',
      measured.flatMap(({ mutants }) => mutants),
      weightedScoreOf(measured),
      wholeGoal,
    ),
    '',
    ...measured.flatMap((one) => survivorsOf(one, reasons)),
  ].join('\n')
}

/** What the sources as a whole have to reach, in per cent. */
const wholeGoal = 80

function row(name: string, mutants: readonly Mutant[], score: number, goal: number): string {
  const tried = mutants.filter(wasTried)
  const count = (status: Mutant['status']) => tried.filter((mutant) => mutant.status === status).length
  const cells = [
    name,
    mutants.length,
    isWhole(mutants) ? 'all' : `${Math.round((100 * mutants.filter(wasDrawn).length) / mutants.length)} %`,
    tried.length,
    count('Killed'),
    count('Timeout'),
    count('Survived'),
    count('NoCoverage'),
    `${score.toFixed(1)} %`,
    `${goal} %`,
  ]
  return `| ${cells.join(' | ')} |`
}

/** Detected of those tried, in per cent. */
export function scoreOf(mutants: readonly Mutant[]): number {
  const tried = mutants.filter(wasTried)
  return (100 * tried.filter((mutant) => !isAlive(mutant)).length) / tried.length
}

/** An estimate for all mutants: of each folder as many as it has, detected as often as those that were tried. */
export function weightedScoreOf(measured: readonly Measured[]): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const detected = measured.map(({ mutants }) => scoreOf(mutants) * mutants.length)
  return sum(detected) / sum(measured.map(({ mutants }) => mutants.length))
}

function wasTried({ status }: Mutant): boolean {
  return status === 'Killed' || status === 'Timeout' || status === 'Survived' || status === 'NoCoverage'
}

/** What the sample left out, the tester counts as not compiled; nothing else is compiled. */
function wasDrawn({ status }: Mutant): boolean {
  return status !== 'CompileError'
}

function isWhole(mutants: readonly Mutant[]): boolean {
  return mutants.every(wasDrawn)
}

/** Whether the tests saw nothing of it. */
export function isAlive({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage'
}

function survivorsOf({ folder, mutants }: Measured, reasons: readonly Reason[]): readonly string[] {
  const alive = mutants.filter(isAlive)
  if (alive.length === 0) return []
  const explained = alive.filter((mutant) => reasonFor(mutant, reasons))
  return [
    `### \`${folder.folder}\``,
    '',
    `${alive.length} survivors, ${explained.length} with a reason.`,
    '',
    ...[...new Set(alive.map(({ file }) => file))].flatMap((file) => {
      const here = alive.filter((mutant) => mutant.file === file)
      return [`- \`${file}\``, ...linesOf(here, reasons, isWhole(mutants)).map((line) => `  - ${line}`)]
    }),
    '',
  ]
}

/** One line for each reason, and the others one by one, or of a sample only where they are. */
function linesOf(alive: readonly Mutant[], reasons: readonly Reason[], each: boolean): readonly string[] {
  const unexplained = alive.filter((mutant) => !reasonFor(mutant, reasons))
  const places = [...new Set(unexplained.map(({ line }) => line))].join(', ')
  return [
    ...reasons.flatMap((reason) => {
      const fitting = alive.filter((mutant) => fits(reason, mutant))
      return fitting.length === 0 ? [] : [`${changesOf(fitting)}: ${reason.reason}`]
    }),
    ...(each ? unexplained.map((mutant) => `${changesOf([mutant])}: **not explained**`) : []),
    ...(!each && unexplained.length > 0 ? [`**${unexplained.length} not explained**, in line ${places}`] : []),
  ]
}

function changesOf(mutants: readonly Mutant[]): string {
  const changes = mutants.map(({ original, replacement }) => `${code(original)} → ${code(replacement)}`)
  return `${mutants[0]?.line}: ${[...new Set(changes)].join('; ')}`
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
