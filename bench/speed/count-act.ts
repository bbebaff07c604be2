import type { CapturedEvent } from '../../__tests__/support/inbox.ts'
import { type Stage, setStage } from '../../__tests__/support/stage.ts'
import { readMarker } from '../../src/text/marker.ts'
import type { Act } from './act.ts'
import { type Passage, startGate } from './gate.ts'

/** What a run asks of GitHub; the same on every machine. */
export interface Count {
  readonly name: string
  readonly requests: number
  readonly writes: number
  /** Round trips that had to follow each other until the board was written; nothing where no board was. */
  readonly untilBoard: number | undefined
  /** The same until the run's end, both jobs of the workflow together. */
  readonly inAll: number
}

/** Counts what the run of an act asks of GitHub. */
export async function countAct(act: Act): Promise<Count> {
  const stage = await setStage(act.wish)
  try {
    const event = await act.prepare(stage)
    return { name: act.name, ...(await countRun(stage, event)) }
  } finally {
    await stage.close()
  }
}

async function countRun(stage: Stage, event: CapturedEvent): Promise<Omit<Count, 'name'>> {
  const gate = await startGate(stage.github.url)
  try {
    const { run, requests, writes } = await stage.deliver(event, { env: gate.env })
    if (run.exitCode !== 0) throw new Error(`The run failed:\n${run.log.join('\n')}`)
    const { passages } = gate
    if (passages.length !== requests.length) throw new Error('Requests went past the gate')
    return {
      requests: passages.length,
      writes: writes.length,
      untilBoard: passages.find(writesBoard)?.round,
      inAll: passages.at(-1)?.round ?? 0,
    }
  } finally {
    await gate.close()
  }
}

function writesBoard({ method, path, body }: Passage): boolean {
  if (method === 'GET' || !/\/comments(?:\/\d+)?$/.test(path)) return false
  const sent: { readonly body?: string } = JSON.parse(body)
  return readMarker(sent.body ?? '')?.keys[0] === 'board'
}
