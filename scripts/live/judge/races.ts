import type { Measured, Pair, RaceSide, Shot } from '../answers.ts'
import { judgeBy, type Reading } from './row.ts'

/** Puts the two halves of a race together, round by round. */
export function pairShots(
  left: Measured<RaceSide> | undefined,
  right: Measured<RaceSide> | undefined,
  race: keyof RaceSide,
): Measured<readonly Pair[]> {
  if (left?.kind !== 'measured') return left ?? missing
  if (right?.kind !== 'measured') return right ?? missing
  const others = new Map(right.value[race].map((shot) => [shot.round, shot]))
  const value = left.value[race].flatMap((shot) => {
    const other = others.get(shot.round)
    return other ? [{ left: shot, right: other }] : []
  })
  return { kind: 'measured', value }
}

const missing = { kind: 'unmeasured', why: 'a racing job handed nothing on; see its log', broken: true } as const

/** Of two answers of one round exactly one may be `won`, and the other has to be `lost`. */
function readRace(pairs: readonly Pair[], { won, lost }: { readonly won: number; readonly lost: number }): Reading {
  const isClear = ({ status }: Shot) => status === won || status === lost
  const clear = pairs.filter(({ left, right }) => isClear(left) && isClear(right))
  const winners = (count: number) =>
    clear.filter((pair) => [pair.left, pair.right].filter(({ status }) => status === won).length === count).length
  const together = clear.filter(({ left, right }) => left.sent <= right.answered && right.sent <= left.answered).length
  const [none, one, two] = [winners(0), winners(1), winners(2)]
  const unclear = pairs.filter((pair) => !clear.includes(pair))
  const statuses = [...new Set(unclear.flatMap(({ left, right }) => [left.status, right.status]))].join(', ')
  const found = [
    `rounds ${clear.length}, at the same moment ${together}, one winner ${one}`,
    ...(two > 0 ? [`two winners ${two}`] : []),
    ...(none > 0 ? [`no winner ${none}`] : []),
    ...(unclear.length > 0 ? [`set aside ${unclear.length} (answers ${statuses})`] : []),
  ].join(', ')
  // Two winners are proof enough; that there is always one shows only where the requests met.
  return { found, holds: two + none > 0 ? false : together > 0 ? true : undefined }
}

/** Two jobs ask for one label. */
export const judgeLabelRace = judgeBy({
  measurement: 'labelRace',
  experiment: 'Two jobs make one label at once',
  expected: 'exactly one 201 a round, 422 for the other',
  read: (pairs) => readRace(pairs, { won: 201, lost: 422 }),
  stays: 'A label is a lock: the locks of docs/architecture.md rest on it.',
  changes:
    'Two winners: a label is no lock, so a call can go out twice; the locks of docs/architecture.md need another primitive. No winner: nobody posts until the next number of the lock is tried; shorten that wait.',
})

/** Two jobs put one reaction on one thing. */
export const judgeReactionRace = judgeBy({
  measurement: 'reactionRace',
  experiment: 'Two jobs set one reaction at once',
  expected: 'exactly one 201 a round, 200 for the other',
  read: (pairs) => readRace(pairs, { won: 201, lost: 200 }),
  stays: 'Claims by reactions hold for as long as there are any (docs/adr/0003-claims-by-reactions.md).',
  changes:
    'A version that claims by reactions (docs/adr/0003-claims-by-reactions.md) can call twice. Use one that locks by labels.',
})

/** A label is deleted and asked for again at once. */
export const judgeRelock = judgeBy({
  measurement: 'relock',
  experiment: 'A deleted label can be made again at once',
  expected: '201 ten times',
  read: (statuses) => ({
    found: `201 in ${statuses.filter((status) => status === 201).length} of ${statuses.length}`,
    holds: statuses.length === 0 ? undefined : statuses.every((status) => status === 201),
  }),
  stays: 'A freed lock is free for the next run.',
  changes:
    'A freed lock looks taken for a moment. The loser looks again anyway; check that its first waits are long enough.',
})
