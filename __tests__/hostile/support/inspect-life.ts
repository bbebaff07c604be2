import type { MarkdownContext } from '../../../simulator/state/markdown/references.ts'
import { findHiddenSigns } from '../oracles/find-hidden-signs.ts'
import { findReferences } from '../oracles/find-references.ts'
import { findRunnerCommands } from '../oracles/find-runner-commands.ts'
import { isSafePath } from '../oracles/is-safe-path.ts'
import { isSafeRef } from '../oracles/is-safe-ref.ts'
import { markerOf } from '../oracles/marker-of.ts'
import { skeletonOf } from '../oracles/skeleton-of.ts'
import { budget } from './budget.ts'
import type { Life } from './play-life.ts'

/**
 * What is wrong with a life, compared with one that went the same way on harmless words: nothing that a text says may make
 * a difference outside the places where it is shown.
 */
export function inspectLife(life: Life, calm: Life, context: MarkdownContext): readonly string[] {
  return [
    ...differences('outcomes', life.outcomes, calm.outcomes),
    ...life.jobs.flatMap((job) => inspectJob(job)),
    ...life.violations.map((violation) => `violation: ${JSON.stringify(violation)}`),
    ...differences('told', life.written.told, calm.written.told),
    ...differences('bystander', life.written.bystander, calm.written.bystander),
    ...differences('places', placesOf(life), placesOf(calm)),
    ...life.written.texts.flatMap((written, index) => inspectText(written, calm.written.texts[index], context)),
    ...life.written.branches.filter((name) => !isSafeRef(name)).map((name) => `branch: ${name}`),
    ...life.written.paths.filter((path) => !isSafePath(path)).map((path) => `path: ${path}`),
    ...findHiddenSigns(life.wire).map((sign) => `hidden on the wire: ${sign}`),
    ...(life.dearest > budget ? [`a run took ${Math.round(life.dearest)} ms`] : []),
  ]
}

function inspectJob({ exitCode, commands, log, problems, annotations }: Life['jobs'][number]): readonly string[] {
  const printed = [...log, ...annotations.map(({ message }) => message)].join('\n')
  return [
    ...(exitCode === 0 ? [] : [`exit code ${exitCode}: ${log.join(' | ').slice(0, 300)}`]),
    ...commands.map(({ name, data }) => `command ${name}: ${data.slice(0, 100)}`),
    ...findRunnerCommands(printed).map((command) => `command in the log: ${command.slice(0, 100)}`),
    ...problems.map((problem) => `problem: ${problem}`),
  ]
}

/** A draft of a runbook lists what was seen, line by line: that list is as long as somebody's words. */
const symptoms = /(## When to use this\n\n)(?:- .*\n)+/

/** GitHub looks for references in titles and commit messages, and shows them as they are written. */
const isPlain = (place: string) => /^(?:title|commit) /.test(place)

type Written = Life['written']['texts'][number]

function inspectText(written: Written, calm: Written | undefined, context: MarkdownContext): readonly string[] {
  if (calm?.place !== written.place) return []
  const { place, text, isRead } = written
  const asFile = { ...context, isFile: !isRead }
  const prose = (one: string) => (isRead ? one : one.replace(/^---\n[\s\S]*?\n---\n/, '').replace(symptoms, '$1'))
  return [
    ...(isPlain(place)
      ? []
      : differences(`skeleton of ${place}`, skeletonOf(prose(text), asFile), skeletonOf(prose(calm.text), asFile))),
    ...(isRead
      ? differences(`references of ${place}`, findReferences(text, context), findReferences(calm.text, context))
      : []),
    ...differences(`marker of ${place}`, markerOf(text) ?? 'none', markerOf(calm.text) ?? 'none'),
    ...findHiddenSigns(text).map((sign) => `hidden in ${place}: ${sign}`),
  ]
}

function placesOf(life: Life): readonly string[] {
  return life.written.texts.map(({ place }) => place)
}

function differences(what: string, found: unknown, expected: unknown): readonly string[] {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)]
  if (one === other) return []
  const from = [...one].findIndex((sign, index) => sign !== other[index])
  const near = (text: string) => text.slice(Math.max(0, from - 80), from + 200)
  return [`${what}: …${near(one)}… instead of …${near(other)}…`]
}
