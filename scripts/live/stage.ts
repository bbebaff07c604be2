import { requireText } from './place.ts'

/** What the first job made for the others. */
export interface Stage {
  readonly issue: number
  readonly comments: readonly number[]
  readonly isPrivate: boolean
}

/** Reads what the first job handed on. */
export function readStage(env: NodeJS.ProcessEnv): Stage {
  return JSON.parse(requireText(env, 'STAGE'))
}
