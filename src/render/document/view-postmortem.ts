import type { Postmortem } from '../../domain/content.ts'
import { meaningOf } from '../../domain/labels.ts'
import { oneLine, quoteText } from '../../text/escape.ts'
import { fence } from '../../text/fence.ts'
import { formatDate, formatDuration, formatTime } from '../../text/time-format.ts'
import { plainTitle } from '../headline.ts'
import { linkTo } from '../link.ts'
import { quietName } from '../names.ts'
import type { RenderContext } from '../render-context.ts'
import { evidenceLinks, withoutLinks } from '../views/cause.ts'
import { renderTimeline } from '../views/timeline.ts'
import { renderFrontMatter } from './front-matter.ts'
import { renderGantt } from './gantt.ts'
import { listMilestones } from './milestone-list.ts'
import type { People } from './people.ts'
import { namePeople } from './people.ts'
import { relativePath } from './relative-path.ts'
import { seedLessons } from './seed-lessons.ts'

/** Everything a postmortem's template can use. Strings are Markdown, ready to stand where they are put. */
export function viewPostmortem(postmortem: Postmortem, context: RenderContext) {
  const { facts, timezone, figures, serviceName, severity } = postmortem
  const people = namePeople(postmortem)
  return {
    frontMatter: renderFrontMatter(postmortem, people),
    title: quoteText(oneLine(people.words(plainTitle(facts, serviceName)), 200)),
    number: facts.number,
    url: facts.url,
    drill: facts.drill,
    severity: severity ?? '',
    severityMeaning: severity === undefined ? '' : lowerFirst(meaningOf(severity)),
    service: serviceName === undefined ? '' : quoteText(serviceName),
    date: formatDate(postmortem.date, 'UTC'),
    lasted: figures.resolve === undefined ? '' : formatDuration(figures.resolve),
    milestones: listMilestones(postmortem),
    gantt: renderGantt(postmortem),
    timeline: renderTimeline(postmortem.timeline, { timezone, ...people, maxText: 2_000 }, context),
    ...viewStory(postmortem, people),
    ...viewCause(postmortem, people, context),
    ...seedLessons(postmortem, people),
    ...viewWork(postmortem, people, context),
  }
}

function viewStory({ facts, milestones, timezone }: Postmortem, { words }: People) {
  const { happening, affected, log } = facts.answers
  const time = (at: string | undefined) => (at === undefined ? '' : formatTime(at, timezone))
  return {
    started: time(milestones.started),
    resolvedAt: time(milestones.resolved),
    affected: affected === undefined ? '' : quoteText(oneLine(words(affected), 400)).replace(/\.$/, ''),
    resolution:
      facts.resolution === undefined ? '' : quoteText(oneLine(words(facts.resolution.text), 1_000)).replace(/\.$/, ''),
    happening: happening === undefined ? '' : quoteLines(words(happening)),
    log: log === undefined || log.trim() === '' ? '' : fence(log, { language: 'text', max: 6_000 }),
  }
}

/** People's paragraphs as a quotation, each line escaped. */
function quoteLines(text: string): string {
  const lines = text
    .slice(0, 6_000)
    .split(/\r?\n/)
    .map((line) => `> ${quoteText(line)}`.trimEnd())
  return lines.join('\n').replace(/(?:\n>)+$/, '')
}

/** The cause in words and evidence, and what changed before. */
export function viewCause(
  { facts, changes }: Pick<Postmortem, 'facts' | 'changes'>,
  { words }: People,
  context: RenderContext,
) {
  const { cause } = facts
  return {
    cause: cause === undefined ? '' : quoteText(oneLine(words(withoutLinks(cause.text)), 2_000)),
    causeConfirmed: cause?.confirmed ?? false,
    evidence: cause === undefined ? [] : evidenceLinks(cause.text, context),
    changes: changes
      .slice(0, 10)
      .map(({ number, title, url }) =>
        linkTo(oneLine(number === undefined ? title : `#${number} ${title}`, 160), url, context),
      ),
  }
}

function viewWork(
  { facts, actions, runbooksUsed, path, timezone }: Postmortem,
  { name, words }: People,
  context: RenderContext,
) {
  return {
    checklist: facts.checklist.items.map((item) => ({
      text: quoteText(oneLine(item.text, 500)),
      done: item.done,
      optional: item.optional,
      by: name(item.by),
      at: item.at === undefined ? '' : formatTime(item.at, timezone),
    })),
    overrides: facts.overrides.map(({ by, text }) => ({ by: name(by), reason: quoteText(oneLine(words(text), 500)) })),
    runbooks: runbooksUsed.map(
      (runbook) => `[${quoteText(runbook.title) || 'runbook'}](${relativePath(path, runbook.path)})`,
    ),
    actions: actions.map(({ text, owner, due }) => ({
      text: quoteText(oneLine(text, 500)),
      owner: owner === undefined ? '' : quietName(owner),
      due: due === undefined ? '' : formatDate(due, 'UTC'),
    })),
    repository: context.repository.url,
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
