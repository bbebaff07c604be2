import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareStory } from '../../__tests__/support/story-player.ts'
import { playReference } from '../../__tests__/support/strike-cell.ts'
import { type SwitchCell, switchStories } from './play-switch-cells.ts'
import { switches } from './switches.ts'

/** What became of the cells that hold a safeguard, with it and without. */
export interface SwitchProof {
  readonly name: string
  readonly cells: readonly string[]
  /** How many were red with the safeguard switched off. */
  readonly red: number
  readonly problems: readonly string[]
}

/** Proves the proof: every cell named for a safeguard is green with it, and red once it is switched off. */
export async function proveSwitches(): Promise<readonly SwitchProof[]> {
  const folder = mkdtempSync(join(tmpdir(), 'switches-'))
  const file = join(folder, 'wanted.json')
  try {
    writeFileSync(file, JSON.stringify(await playEnds()))
    const proofs: SwitchProof[] = []
    for (const [key, { name }] of Object.entries(switches)) {
      process.stderr.write(`switch: ${name}\n`)
      const intact = await playCells([key, file], false)
      const off = await playCells([key, file], true)
      const problems = [
        ...intact
          .filter(({ wrong }) => wrong.length > 0)
          .map((cell) => `${cell.name}: red with everything on: ${cell.wrong}`),
        ...off.filter(({ wrong }) => wrong.length === 0).map((cell) => `${cell.name}: green without ${name}`),
      ]
      const red = off.filter(({ wrong }) => wrong.length > 0).length
      proofs.push({ name, cells: intact.map((cell) => cell.name), red, problems })
    }
    return proofs
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function playEnds(): Promise<Readonly<Record<string, unknown>>> {
  const ends: Record<string, unknown> = {}
  for (const story of switchStories) {
    const player = await prepareStory(story)
    ends[story.name] = (await playReference(player)).state
    await player.close()
  }
  return ends
}

/** In a process of its own, since a module that was loaded once stays as it is. */
function playCells([key, file]: readonly [string, string], off: boolean): Promise<readonly SwitchCell[]> {
  const preload = off ? ['--import', join(import.meta.dirname, 'switch-off.ts')] : []
  const worker = fork(join(import.meta.dirname, 'switch-worker.ts'), [key, file], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...preload],
    env: { ...process.env, MUSTER_FAULTS_SWITCH: key },
  })
  let cells: readonly SwitchCell[] = []
  worker.on('message', (message: readonly SwitchCell[]) => {
    cells = message
  })
  return new Promise((resolve, reject) => {
    worker.on('exit', (code) => {
      if (code === 0 && cells.length > 0) resolve(cells)
      else reject(new Error(`The cells of the switch ${key} ended with ${code}`))
    })
  })
}
