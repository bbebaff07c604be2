import type { MarkdownContext } from '../../../simulator/state/markdown/references.ts'
import { findHiddenSigns } from '../oracles/find-hidden-signs.ts'
import { findReferences } from '../oracles/find-references.ts'
import { findRunnerCommands } from '../oracles/find-runner-commands.ts'
import { markerOf } from '../oracles/marker-of.ts'
import { skeletonOf } from '../oracles/skeleton-of.ts'
import { budget } from './budget.ts'
import type { Opened } from './play-files.ts'
import type { FileCase } from './walk-files.ts'

/** What a browser may be led to: the server itself, and what the usual settings name. */
const ownLinks = /^href="(?:http:\/\/0\.0\.0\.0:0\/|#|https:\/\/(?:grafana\.)?acme\.example\/(?!\)))/
const everybody = ['alice', 'bob', 'carol', 'dana', 'frank']

/** What is wrong with an incident that opened among hostile files: everything holds in every case, whatever it aims at. */
export function inspectOpened(one: FileCase, opened: Opened, context: MarkdownContext): readonly string[] {
  const { run, board, told, wire, cost } = opened
  const printed = [...run.log, ...run.annotations.map(({ message }) => message)].join('\n')
  const outbound = [wire, printed, JSON.stringify(run.outputs), run.summary].join('\n')
  return [
    ...(run.exitCode === 0 ? [] : [`exit code ${run.exitCode}: ${printed.slice(0, 300)}`]),
    ...(run.outputs.outcome === 'incident-opened' ? [] : [`outcome: ${run.outputs.outcome}`]),
    ...run.commands.filter(isNotOurs).map(({ name, data }) => `command ${name}: ${data.slice(0, 100)}`),
    ...findRunnerCommands(run.log.filter((line) => !line.startsWith('##[warning]')).join('\n')).map(
      (command) => `in the log: ${command}`,
    ),
    ...run.problems.map((problem) => `problem: ${problem}`),
    ...(markerOf(board)?.[0] === 'board' ? [] : [`no board: ${board.slice(-200)}`]),
    ...inspectTold(one, told, findReferences(board, context)),
    ...foreignLinks(board, context).map((link) => `link: ${link}`),
    ...findHiddenSigns(outbound).map((sign) => `hidden: ${sign}`),
    ...(one.canary ?? []).filter((canary) => outbound.includes(canary)).map((canary) => `leaked: ${canary}`),
    ...(one.says === undefined || outbound.includes(one.says) ? [] : [`it does not say: ${one.says}`]),
    ...(one.expect.includes('fallback') && !/could not be used|may be replaced|template/i.test(outbound)
      ? ['no word of the template']
      : []),
    ...(one.expect.includes('fallback') && !board.includes('Payments fail') ? ['our own board did not stand in'] : []),
    ...(cost > budget ? [`it took ${Math.round(cost)} ms`] : []),
  ]
}

/** Warnings about the files are ours; what they quote must not look like anything else. */
function isNotOurs({ name, data }: Opened['run']['commands'][number]): boolean {
  return name !== 'warning' || /^\W*owned/.test(data)
}

function inspectTold(
  { told: expected }: FileCase,
  told: readonly string[],
  { issues, closes }: ReturnType<typeof findReferences>,
): readonly string[] {
  const wrong = expected === undefined ? told.filter((login) => !everybody.includes(login)) : []
  return [
    ...wrong.map((login) => `told: ${login}`),
    ...(expected === undefined || told.join() === [...expected].sort().join() ? [] : [`told: ${told.join(' ')}`]),
    ...(new Set(told).size === told.length ? [] : [`told twice: ${told.join(' ')}`]),
    ...[...issues, ...closes].filter((name) => name === 'acme/shop#1').map((name) => `refers to ${name}`),
  ]
}

function foreignLinks(board: string, context: MarkdownContext): readonly string[] {
  const tags = skeletonOf(board, context)
  const targets = tags.flatMap((tag) => Array.from(tag.matchAll(/(?:href|src|srcset)="[^"]*"?/g), ([link]) => link))
  return [
    ...targets.filter((link) => !ownLinks.test(link)),
    ...tags.filter((tag) => /^<(?:img|input|h0|table)/.test(tag)),
  ]
}
