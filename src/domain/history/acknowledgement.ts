import { byTime } from '../by-time.ts'
import type { Called, Said } from '../facts.ts'
import type { OwnComment } from '../own-comments.ts'
import type { IncidentRecord } from '../record.ts'

/** Who was called or informed, and why, as the keys of our comments have it: `call:<login>:<cause>`, `inform:…`. */
export function readCalled(own: readonly OwnComment[]): readonly (Called & { readonly at: string })[] {
  const called = own.flatMap(({ comment, keys }) =>
    keys.flatMap((key) => {
      const [, act, login, cause] = /^(call|inform):([^:]+):(.+)$/.exec(key) ?? []
      return login && cause ? [{ login, cause, informed: act === 'inform', at: comment.createdAt }] : []
    }),
  )
  // A duplicate that is not swept yet calls nobody anew.
  const first = new Map(called.toReversed().map((one) => [`${one.informed} ${one.login.toLowerCase()}`, one]))
  return [...first.values()].toReversed()
}

/**
 * Who has answered: by `/ack`, or, having been called, by anything they did in the issue since: a comment, taking it on,
 * an edit or tick, while it was not over. Each once, earliest first.
 */
export function readAcknowledgements(
  record: IncidentRecord,
  called: ReturnType<typeof readCalled>,
  { acks, over }: { readonly acks: readonly Said[]; readonly over: string | undefined },
): readonly Said[] {
  const url = record.issue.url
  const acts: Said[] = [
    ...record.comments.map(({ author, createdAt, url: at }) => ({ by: author, at: createdAt, url: at })),
    ...record.events.flatMap((event) =>
      event.kind === 'assigned' && event.assignee === event.actor ? [{ by: event.actor, at: event.at, url }] : [],
    ),
    ...(record.edits ?? []).map(({ editor, at }) => ({ by: editor, at, url })),
  ]
  const calledAt = new Map(called.filter(({ informed }) => !informed).map(({ login, at }) => [login.toLowerCase(), at]))
  const answers = acts.filter(
    ({ by, at }) => at >= (calledAt.get(by.toLowerCase()) ?? '9999') && (over === undefined || at <= over),
  )
  const first = new Map<string, Said>()
  for (const said of [...acks, ...answers].sort(byTime)) {
    if (!first.has(said.by.toLowerCase())) first.set(said.by.toLowerCase(), said)
  }
  return [...first.values()].map(({ by, at, url: where }) => ({ by, at, url: where }))
}
