import { stringify } from 'yaml'
import type { Postmortem } from '../../domain/content.ts'
import { oneLine } from '../../text/escape.ts'
import { formatDuration } from '../../text/time-format.ts'
import { plainTitle } from '../headline.ts'
import { withoutLinks } from '../views/cause.ts'
import type { People } from './people.ts'
import { pickSignatures } from './signatures.ts'

/** The head of a postmortem, as the matcher of the next incident reads it: valid YAML between its `---` lines. */
export function renderFrontMatter(postmortem: Postmortem, people: People): string {
  const { facts, figures, runbooksUsed, serviceName, severity } = postmortem
  const { resolution } = facts
  return printFrontMatter({
    title: oneLine(people.words(plainTitle(facts, serviceName)), 200),
    date: postmortem.date,
    incident: facts.number,
    services: facts.service === undefined ? [] : [facts.service],
    severity,
    symptoms: listSymptoms(postmortem, people),
    signatures: pickSignatures(facts.answers.log),
    runbooks: runbooksUsed.map(({ path }) => path),
    resolution: resolution === undefined ? undefined : oneLine(people.words(withoutLinks(resolution.text)), 200),
    duration: figures.resolve === undefined ? undefined : formatDuration(figures.resolve),
    durations: mapDurations(figures),
  })
}

/** YAML front matter of these values; what is absent or empty is left out. */
export function printFrontMatter(values: Readonly<Record<string, unknown>>): string {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && !isEmpty(value))
  return `---\n${stringify(Object.fromEntries(filled), { lineWidth: 0 })}---`
}

/** What was seen, in the reporter's words: the title, and the first sentences of what happens and to whom. */
export function listSymptoms({ facts }: Postmortem, people: People): readonly string[] {
  const { happening = '', affected = '' } = facts.answers
  const sentences = happening.split(/(?<=[.!?])\s+|\n+/).slice(0, 3)
  const symptoms = [facts.title, ...sentences, affected].map((text) => oneLine(people.words(text), 200))
  return [...new Set(symptoms.filter((text) => /\p{L}/u.test(text)))]
}

function mapDurations(figures: Postmortem['figures']): Readonly<Record<string, string>> {
  const names = ['detect', 'acknowledge', 'mitigate', 'resolve'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const figure = figures[name]
      return figure === undefined ? [] : [[name, formatDuration(figure)]]
    }),
  )
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
