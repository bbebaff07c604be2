import { beforeAll, expect } from '@jest/globals'
import type { MarkdownContext } from '../../../simulator/state/markdown/references.ts'
import { setStage } from '../../support/stage.ts'
import { isArmed } from '../oracles/is-armed.ts'
import { budget } from './budget.ts'
import { expandText, type HostileCase, type Text } from './hostile-case.ts'
import { inspectLife } from './inspect-life.ts'
import { type Life, playLife } from './play-life.ts'
import { readCases } from './read-cases.ts'
import { walkGroup } from './walk-group.ts'

/** A case that is a text which somebody types into an issue. */
export interface TextCase extends HostileCase {
  readonly input: Text
}

/** How many texts share a life in the tests of every day; `npm run hostile` gives each a life of its own. */
const together = process.env.MUSTER_HOSTILE === 'every' ? 1 : 20

/**
 * Walks a group of texts through the whole loop: issue, comments, commands, closing, postmortem, merge. If a life that
 * several texts share shows anything, each of them is played alone, so that the one to blame is named.
 */
export function walkTexts(group: string): void {
  const cases = readCases<TextCase>(group)
  const lives = new Map<number, Promise<readonly string[]>>()
  const calm = new Map<number, Promise<Life>>()
  let context: MarkdownContext

  beforeAll(async () => {
    const stage = await setStage({ inProcess: true })
    await stage.people.dana.opens('A bystander', '')
    context = { world: stage.world, repository: stage.repository, canMentionTeams: true }
    await stage.close()
  })

  walkGroup<TextCase>(group, async (one) => {
    const text = expandText(one.input)
    for (const attack of one.expect) expect([attack, isArmed(attack, text, context)]).toEqual([attack, true])
    const index = cases.findIndex(({ file }) => file === one.file)
    const shared = await sharedLife(Math.floor(index / together))
    const alone = shared.length > 0 && together > 1 ? await inspect([text]) : []
    expect({ alone, shared }).toEqual({ alone: [], shared: [] })
  })

  function sharedLife(number: number): Promise<readonly string[]> {
    const texts = cases.slice(number * together, (number + 1) * together).map(({ input }) => expandText(input))
    const known = lives.get(number) ?? inspect(texts)
    lives.set(number, known)
    return known
  }

  async function inspect(texts: readonly string[]): Promise<readonly string[]> {
    const same = calm.get(texts.length) ?? playLife(texts.map(() => 'word'))
    calm.set(texts.length, same)
    const life = await playLife(texts)
    // The first life of a process also pays for compiling; what is dear by itself is dear again.
    return inspectLife(life.dearest > budget ? await playLife(texts) : life, await same, context)
  }
}
