import type { Mentions } from '../answers.ts'
import { judgeBy } from './row.ts'

const yes = (value: boolean) => (value ? 'found' : 'not found')

/** An issue is given a label that exists in other letters. */
export const judgeLabelName = judgeBy({
  measurement: 'labelCase',
  experiment: 'A label asked for in other letters',
  expected: 'the existing label, as it is written',
  read: ({ real, asked, shown }) => ({
    found: shown.length === 1 ? `\`${real}\`` : shown.map((name) => `\`${name}\``).join(', ') || 'no label',
    holds: shown.length === 1 && real !== asked && real !== real.toLowerCase(),
  }),
  stays: 'Muster compares labels without case.',
  changes:
    'GitHub made a second label or renamed the first. Labels that differ in letters alone are then two labels: compare them as they are, and let check name both.',
})

/** REST's list by a label in other letters. */
export const judgeRestFilter = judgeBy({
  measurement: 'labelCase',
  experiment: 'REST list by a label in other letters',
  expected: 'found by both spellings',
  read: ({ rest }) => ({
    found: `by its own name ${yes(rest.real)}, by the other ${yes(rest.asked)}`,
    holds: rest.real ? rest.asked : undefined,
  }),
  stays: 'Lists by REST may name a label in any letters; Muster lists by the real name all the same.',
  changes: 'A list by REST has to name the label as it is written, in the sweep too.',
})

/** GraphQL's list by a label in other letters. */
export const judgeGraphqlFilter = judgeBy({
  measurement: 'labelCase',
  experiment: 'GraphQL list by a label in other letters',
  expected: 'found by its own name only',
  read: ({ graphql }) => ({
    found: `by its own name ${yes(graphql.real)}, by the other ${yes(graphql.asked)}`,
    holds: graphql.real ? !graphql.asked : undefined,
  }),
  stays: 'Lists by GraphQL name the label as it is written.',
  changes: 'Nothing breaks: listing by the real name works either way. The embedded GitHub is then too strict.',
})

interface Place {
  readonly where: keyof Mentions
  readonly experiment: string
  readonly stays: string
  readonly changes: string
}

const judgeMention = ({ where, experiment, stays, changes }: Place) =>
  judgeBy({
    measurement: 'mentions',
    experiment,
    expected: 'one `mentioned` event',
    read: (mentions) => ({ found: `${mentions[where]}`, holds: mentions[where] === 1 }),
    stays,
    changes,
  })

/** Where a mention leaves an event: in the text of an issue, in a comment, added to a comment by an edit. */
export const judgeMentions = [
  judgeMention({
    where: 'body',
    experiment: 'Event of a mention in the text of an issue',
    stays: 'Events of other mentions mean something.',
    changes:
      'The other two rows say nothing: GitHub notes no mentions here at all. Was the person mentioned the one who may read?',
  }),
  judgeMention({
    where: 'comment',
    experiment: 'Event of a mention in a comment',
    stays:
      'GitHub takes the call for a mention, and anybody can see it in the list of events. Whether mail came only an inbox tells.',
    changes: 'The list of events cannot tell whether a call was noticed. Nothing may be built on it.',
  }),
  judgeMention({
    where: 'edit',
    experiment: 'Event of a mention that an edit adds',
    stays: 'GitHub takes it for a mention. No call relies on it all the same: watchers get the text as it was first.',
    changes:
      'An edit calls nobody. A call has to be posted whole, as docs/architecture.md has it; nowhere may a mention be edited in.',
  }),
]

/** How a mention of somebody without access looks. */
export const judgeStranger = judgeBy({
  measurement: 'stranger',
  experiment: 'A mention of somebody who may not read here',
  expected: 'a link, as for everybody who exists',
  read: (how) => ({ found: how === 'text' ? 'plain text' : 'a link', holds: how === 'link' }),
  stays:
    'A link proves nothing. "Not reached" shows a failed mention only for names that do not exist; whoever may not read has to be found by check.',
  changes:
    'Plain text proves that somebody was not reached, and the board says so right after the call ("Not reached"). Keep reading the rendered call back.',
})
