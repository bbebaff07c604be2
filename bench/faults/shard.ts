import { faultModes, type NamedMode } from '../../__tests__/support/fault-modes.ts'
import { faultStories } from '../../__tests__/support/fault-stories.ts'
import type { FaultStory } from '../../__tests__/support/fault-story.ts'
import { prepareStory, type StoryPlayer } from '../../__tests__/support/story-player.ts'
import { type Cell, playCell, playReference, type Reference } from '../../__tests__/support/strike-cell.ts'
import { makeRandom, type Random } from './random.ts'

/** Which cells to play. */
export interface Selection {
  /** Keys of stories; left out, all. */
  readonly stories: readonly string[] | undefined
  /** Only modes whose name holds this. */
  readonly mode: string
  readonly seed: number
}

/** One story's share of the proof: every request in every mode, or so many pairs. */
export interface Task extends Selection {
  readonly part: 'matrix' | 'pairs'
  readonly story: string
  readonly pairs: number
  /** Which of the story's modes or pairs, out of how many shares: a long story is shared out, too. */
  readonly share: readonly [index: number, of: number]
}

/** Plays a task and hands over each cell that fired. */
export async function playTask(task: Task, report: (cell: Cell) => void): Promise<void> {
  const story: FaultStory | undefined = new Map<string, FaultStory>(Object.entries(faultStories)).get(task.story)
  if (!story) throw new Error(`There is no story ${task.story}`)
  const player = await prepareStory(story)
  try {
    const reference = await playReference(player)
    const modes = faultModes.filter(({ name }) => name.includes(task.mode))
    if (task.part === 'matrix') await playModes(player, reference, { modes: shareOf(modes, task), report })
    else await playPairs(player, reference, { modes, report, task })
  } finally {
    await player.close()
  }
}

function shareOf(modes: readonly NamedMode[], { share: [index, of] }: Task): readonly NamedMode[] {
  return modes.filter((_, position) => position % of === index)
}

/** Every request in every mode, until a mode finds none any more. */
async function playModes(
  player: StoryPlayer,
  reference: Reference,
  { modes, report }: { readonly modes: readonly NamedMode[]; readonly report: (cell: Cell) => void },
): Promise<void> {
  for (const mode of modes) {
    for (let nth = 1; ; nth += 1) {
      const cell = await playCell(player, reference, [{ mode, nth }])
      if (cell === undefined) break
      if (cell !== 'idle') report(cell)
    }
  }
}

interface PairOrder {
  readonly modes: readonly NamedMode[]
  readonly report: (cell: Cell) => void
  readonly task: Task
}

/** Pairs of faults in two successive runs. The second run has often little left to do: its early requests are likelier. */
async function playPairs(player: StoryPlayer, reference: Reference, { modes, report, task }: PairOrder): Promise<void> {
  const random = makeRandom(`${task.seed} ${task.story} ${task.share.join()}`)
  let missing = task.pairs
  for (let tries = 0; missing > 0 && tries < 20 * task.pairs; tries += 1) {
    const first = { mode: pick(modes, random), nth: 1 + Math.floor(random() * reference.requests) }
    const second = { mode: pick(modes, random), nth: 1 + Math.floor(random() ** 2 * reference.requests) }
    const cell = await playCell(player, reference, [first, second])
    if (cell === undefined || cell === 'idle') continue
    report(cell)
    missing -= 1
  }
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('There is nothing to pick from')
  return item
}
