import { afterAll, beforeAll, expect } from '@jest/globals'
import { type Stage, setStage } from '../../support/stage.ts'
import { budget } from './budget.ts'
import { expandText, type HostileCase, type Text } from './hostile-case.ts'
import { inspectOpened } from './inspect-opened.ts'
import { playFiles } from './play-files.ts'
import { walkGroup } from './walk-group.ts'

/** A case that is a file of the repository. */
export interface FileCase extends HostileCase {
  readonly path: string
  readonly input: Text
  /** The settings beside it; default: the usual ones. */
  readonly settings?: Text
  /** What the reporter pasted as log. */
  readonly log?: Text
  /** Whom the board may tell, and does; default: anybody whom the usual settings name. */
  readonly told?: readonly string[]
  /** What the board or the summary has to say about it. */
  readonly says?: string
  /** What must not leave. */
  readonly canary?: readonly string[]
}

/** Walks a group of hostile files: each stands in the checkout of an incident that opens. */
export function walkFiles(group: string): void {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage({ inProcess: true })
  })
  afterAll(() => stage.close())

  walkGroup<FileCase>(group, async (one) => {
    const { path, input, settings, log } = one
    const files = {
      [path]: expandText(input),
      ...(settings !== undefined && { '.github/muster.yml': expandText(settings) }),
    }
    const answers = log === undefined ? {} : { log: expandText(log) }
    const first = await playFiles(stage, files, answers)
    // Compiling, and a busy machine, are paid for once; what is dear by itself is dear again.
    const again = first.cost > budget ? await playFiles(stage, files, answers) : first
    const opened = { ...first, cost: again.cost }
    const { world, repository } = stage
    expect(inspectOpened(one, opened, { world, repository, canMentionTeams: true })).toEqual([])
    expect(world.violations).toEqual([])
  })
}
