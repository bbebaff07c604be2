import { nearest } from '../text/edit-distance.ts'
import type { Runbook } from './document.ts'
import { type Finding, findingOn, headLine } from './finding.ts'
import { KNOWN_KEYS } from './front-matter.ts'
import { isSiteKey } from './site-keys.ts'

/** Keys that owners write by hand; the others stand in postmortems, which Muster writes. */
const OWNERS_KEYS = 'title, services, alerts, symptoms, signatures, owners, escalation, dashboards, tags, reviewed'

/**
 * Every key of the front matter that nobody knows, once for all pages that have it. One that looks like a slip is to mend;
 * any other may belong to a tool of the owners' and is a note. Keys of site generators are not spoken of.
 */
export function lintKeys(pages: readonly Runbook[]): readonly Finding[] {
  const bearers = new Map<string, Runbook[]>()
  for (const page of pages)
    for (const key of page.frontMatter.unknownKeys) {
      if (isSiteKey(key)) continue
      const known = bearers.get(key)
      if (known === undefined) bearers.set(key, [page])
      else known.push(page)
    }
  return [...bearers].flatMap(([key, [first, ...others]]) =>
    first === undefined ? [] : [keyFinding(key, first, others)],
  )
}

function keyFinding(key: string, first: Runbook, others: readonly Runbook[]): Finding {
  const slip = nearest(key, KNOWN_KEYS)
  const message = `front matter key \`${key}\` is not known`
  const help = slip === undefined ? helpFor(key) : `Did you mean \`${slip}\`?`
  return {
    ...findingOn(first, 'unknown-key', { line: headLine(first, { key }), message, help }),
    level: slip === undefined ? 'note' : 'mend',
    ...(others.length === 0 ? {} : { also: others.map(({ path }) => path) }),
  }
}

/** `last_reviewed_on` has a word in it that Muster reads under its own name. */
function helpFor(key: string): string {
  const words = key.split(/[-_.]/)
  const meant = KNOWN_KEYS.find((known) => words.includes(known) || words.includes(known.replace(/s$/, '')))
  return meant === undefined
    ? `Keep it if another tool reads it. Muster reads: ${OWNERS_KEYS}.`
    : `Keep it if another tool reads it. Muster reads \`${meant}\`.`
}
