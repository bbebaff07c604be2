import type { Answers, Measurements } from '../answers.ts'

/** One line of the table. */
export interface Row {
  readonly experiment: string
  readonly expected: string
  readonly found: string
  readonly verdict: 'as expected' | 'different' | 'not measured'
  /** What it means for Muster: what stays, or what has to change, and where. */
  readonly meaning: string
}

/** What a measurement shows. `holds` is undefined where it shows nothing. */
export interface Reading {
  readonly found: string
  readonly holds: boolean | undefined
}

/** How one measurement becomes a row. */
export interface Experiment<Name extends keyof Measurements> {
  readonly measurement: Name
  readonly experiment: string
  readonly expected: string
  readonly read: (value: Measurements[Name]) => Reading
  /** What it means where it is as expected, and where it is not. */
  readonly stays: string
  readonly changes: string
}

/** Judges all answers by one experiment. */
export type Judge = (answers: Answers) => Row

/** A judge of one measurement. What was not measured says why. */
export function judgeBy<Name extends keyof Measurements>(definition: Experiment<Name>): Judge {
  const { measurement, experiment, expected, read, stays, changes } = definition
  return (answers) => {
    const measured: Answers[Name] = answers[measurement]
    if (measured?.kind !== 'measured') {
      const found = measured?.why ?? 'the job handed nothing on; see its log'
      return { experiment, expected, found, verdict: 'not measured', meaning: 'Nothing yet.' }
    }
    const { found, holds } = read(measured.value)
    if (holds === undefined) return { experiment, expected, found, verdict: 'not measured', meaning: 'Nothing yet.' }
    return {
      experiment,
      expected,
      found,
      verdict: holds ? 'as expected' : 'different',
      meaning: holds ? stays : changes,
    }
  }
}
