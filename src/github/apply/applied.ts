import type { Effect } from '../../domain/effect.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { GitHubClient } from '../client.ts'
import type { Place } from '../place.ts'

/** Every effect that GitHub carries out; `send-chat` is the chat's. */
export type GitHubEffect = Exclude<Effect, { readonly kind: 'send-chat' }>
export type EffectOf<K extends GitHubEffect['kind']> = Extract<GitHubEffect, { readonly kind: K }>

/** Where an effect takes place. `snapshot` is what was known before it. */
export interface ApplyContext {
  readonly client: GitHubClient
  readonly where: Place
  readonly snapshot: Snapshot
}

/** Brings a snapshot up to what GitHub answered, so that the next decision needs no new reading. */
export type Fold = (snapshot: Snapshot) => Snapshot

/** What became of an effect: carried out, refused for good (both folded in), or lost to another run. */
export interface Applied {
  readonly kind: 'done' | 'refused' | 'lost'
  readonly fold: Fold
}

export const done = (...folds: readonly Fold[]): Applied => ({ kind: 'done', fold: chain(folds) })
export const refused = (...folds: readonly Fold[]): Applied => ({ kind: 'refused', fold: chain(folds) })
export const lost = (...folds: readonly Fold[]): Applied => ({ kind: 'lost', fold: chain(folds) })

function chain(folds: readonly Fold[]): Fold {
  return (snapshot) => folds.reduce((folded, fold) => fold(folded), snapshot)
}
