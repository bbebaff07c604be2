import type { LabelNames } from './label-names.ts'
import type { Label } from './labels.ts'
import { defineLabel, waitsFor } from './labels.ts'

/** Since when Muster is installed here: nothing that was asked for before counts. */
export type Installation =
  | { readonly kind: 'known'; readonly since: string }
  /** The label that tells it is not there yet: this run makes it. */
  | { readonly kind: 'first-run'; readonly since: string }
  /** GitHub did not tell: nothing old is adopted. */
  | { readonly kind: 'unknown' }

/** The label of unconfirmed reports as GitHub has it, `absent`, or `unknown` where it could not be read. */
export type InstallationLabel =
  | 'absent'
  | 'unknown'
  /** `createdAt` only GraphQL tells. */
  | { readonly description: string; readonly createdAt: string | undefined }

const tenMinutes = 600_000
const day = 86_400_000

/**
 * The time of installation: what the label's description says, which anyone may correct; where it says nothing that can be
 * read, when the label was made. In the very first run it is ten minutes ago, or the time of the act that started this run.
 */
export function readInstallation(
  label: InstallationLabel,
  { now, actAt }: { readonly now: string; readonly actAt: string | undefined },
): Installation {
  if (label === 'unknown') return { kind: 'unknown' }
  if (label === 'absent') {
    const before = new Date(Date.parse(now) - tenMinutes).toISOString()
    return { kind: 'first-run', since: actAt !== undefined && actAt < before ? actAt : before }
  }
  const written =
    /\bsince\s+(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)/i.exec(
      label.description,
    )?.[1]
  const since = readTime(written) ?? readTime(label.createdAt)
  return since === undefined ? { kind: 'unknown' } : { kind: 'known', since }
}

/** The label that the first run makes: its description tells every later run since when Muster is installed. */
export function installationLabel(since: string, names: LabelNames): Label {
  const minute = `${since.slice(0, 16)}Z`
  return { ...defineLabel(names.unconfirmed, names), description: `${waitsFor} · Muster since ${minute}` }
}

/**
 * From when on an act can make an incident of an issue that Muster has never written in: after the installation, and in
 * the last day. Where the installation was not read, what is younger than ten minutes came after it: the first run sets
 * it to ten minutes before itself at the latest.
 */
export function askingSince(installation: Installation | undefined, now: string): string {
  const since =
    installation === undefined || installation.kind === 'unknown'
      ? new Date(Date.parse(now) - tenMinutes).toISOString()
      : installation.since
  const yesterday = new Date(Date.parse(now) - day).toISOString()
  return since > yesterday ? since : yesterday
}

/** Times without a zone are UTC; seconds are left out where nobody wrote them. */
function readTime(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes(':') ? text : `${text}Z`
  const time = Date.parse(zoned.replace(' ', 'T'))
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
