import { finishPayload, type PayloadPlace } from './place.ts'

/** The payload of `pull_request` for a pull request as it now stands. */
export function buildPullPayload(
  place: PayloadPlace,
  about: { readonly action: string; readonly number: number },
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const { number, action } = about
  const pullRequest = place.world.presentPull?.(place, number)
  if (!pullRequest) throw new Error(`There is no pull request ${number}, or nothing that can show it`)
  return finishPayload(place, action, { number, pull_request: pullRequest, ...more })
}
