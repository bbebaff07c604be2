import type { MarkdownContext } from '../../../simulator/state/markdown/references.ts'
import { renderMarkdown } from '../../../simulator/state/markdown/render-markdown.ts'
import { cpuTime } from '../../support/cpu-time.ts'
import { fillForm } from '../../support/fill-form.ts'
import { paymentsFail } from '../../support/incidents.ts'
import type { JobsRun } from '../../support/run-jobs.ts'
import { type Stage, setStage } from '../../support/stage.ts'
import { readWritten, type Written } from './read-written.ts'
import { tapWire } from './tap-wire.ts'

/** The whole life of one incident into which somebody wrote hostile texts. */
export interface Life {
  /** Both jobs of every run, in their order. */
  readonly jobs: readonly JobsRun['run'][]
  readonly outcomes: readonly string[]
  readonly written: Written
  /** Everything that reached the server under the Action's tokens. */
  readonly wire: string
  /** Processor time of the dearest run, milliseconds. */
  readonly dearest: number
  /** What the simulator found against GitHub's own description. */
  readonly violations: readonly unknown[]
}

/** Runbooks are left out: which of them fits, and why, depends on words, and here only words differ. */
export const withoutRunbooks = Object.fromEntries(
  [
    'README',
    'certificate-expiry',
    'disk-full',
    'pool-exhausted',
    'provider-timeouts',
    'queue-backlog',
    'search-index',
  ].map((name) => [`runbooks/${name}.md`, null]),
)

/**
 * Plays issue, comments, commands, closing, postmortem and merge, with the texts in the title, in every field of the form, in
 * plain comments and as arguments of commands: a text that is alone goes everywhere, of several each goes into a comment, a
 * note and one place more. Issue 1 is a bystander: nothing may happen to it. `inProcess: false` plays the bundle.
 */
export async function playLife(texts: readonly string[], { inProcess = true } = {}): Promise<Life> {
  const stage = await setStage({ inProcess, files: withoutRunbooks })
  const tap = tapWire(stage.world)
  const runs: JobsRun[] = []
  let dearest = 0
  const settle = async () => {
    const before = cpuTime()
    const run = await stage.settleNewest()
    dearest = Math.max(dearest, cpuTime() - before)
    runs.push(run)
  }
  try {
    await stage.people.dana.opens('A bystander', 'Nothing to do with it')
    stage.inbox.take()
    await act(stage, texts, settle)
    const jobs = runs.flatMap(({ run, document }) => [run, ...(document ? [document] : [])])
    const { violations } = stage.world
    return {
      jobs,
      outcomes: runs.map(({ outcome }) => outcome),
      written: readWritten(stage),
      wire: tap.sent(),
      dearest,
      violations,
    }
  } finally {
    tap.close()
    await stage.close()
  }
}

async function act(
  { world, people, repository }: Stage,
  texts: readonly string[],
  settle: () => Promise<void>,
): Promise<void> {
  const { alice, erin, dana } = people
  const text = (index: number) => texts[index % texts.length] ?? ''
  const context = { world, repository, canMentionTeams: false }
  const answers = {
    happening: fitField(text(0), context),
    affected: flatten(`all of ${text(1)}`),
    since: `03:05 ${flatten(text(2))}`,
    log: fitField(text(3), context),
    changed: fitField(text(4), context),
  }
  const body = fillForm({ ...paymentsFail, ...answers }, { ticked: true })
  const issue = await alice.files(cut(`Payments fail ${flatten(text(0))}`, 250), cut(body, 65_000))
  await settle()
  const comments = texts.length === 1 ? everyComment(text(0)) : texts.flatMap((one, index) => someComments(one, index))
  for (const comment of comments) await alice.says(issue, cut(comment, 65_000))
  await alice.says(issue, '/cause the provider: https://grafana.acme.example/d/provider')
  await erin.says(issue, cut(`/status resolved by ${flatten(text(1))}`, 65_000))
  await settle()
  await alice.closes(issue)
  await settle()
  const pull = [...repository.pulls.values()].at(-1)
  if (!pull) throw new Error('There is no pull request')
  await dana.merges(pull.number)
  await settle()
}

/**
 * A text as a field of the form can hold it. What swallows the fields behind it (an open fence, an open comment) takes the
 * checklist along, and an incident without one does not close: another story. Such a text is written on one line, behind a word.
 */
function fitField(text: string, context: MarkdownContext): string {
  return [text, `see ${flatten(text)}`, 'word'].find((one) => leavesForm(one, context)) ?? 'word'
}

function leavesForm(text: string, context: MarkdownContext): boolean {
  const page = `### A\n\n${text}\n\n### B\n\n\`\`\`text\n${text}\n\`\`\`\n\n### C\n\n- [x] d\n`
  const { html } = renderMarkdown(page, context)
  return /<h3>C<\/h3>[\s\S]*checked[\s\S]*d/.test(html)
}

const flatten = (text: string) => text.replace(/[\r\n]+/g, ' ')

/** As many characters as GitHub takes: it counts code points. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join('')
}

/**
 * Every command that takes words, begun so that it means the same whatever follows: what is refused stays refused. Text
 * behind the first line is the person's own.
 */
const commands = [
  '/action @bob 2026-12-04 then',
  '/update',
  '/cause',
  '/note 03:12',
  '/action and',
  '/service none of',
  '/severity of',
  '/lead nobody or',
  '/milestone at',
  '/done none of',
  '/hepl',
]

function everyComment(text: string): readonly string[] {
  return [text, `/note ${spoken(text)}`, ...commands.map((command) => `${command} ${spoken(text)}`)]
}

function someComments(text: string, index: number): readonly string[] {
  return [text, `/note ${spoken(text)}`, `${commands[index % commands.length]} ${spoken(text)}`]
}

/** On one line, and with a word before what is hidden as a whole: a command without words is refused. */
function spoken(text: string): string {
  const line = flatten(text).trim()
  return line.replace(/<!--.*?(?:-->|$)/g, '').trim() === '' ? `so ${line}` : line
}
