/** What each of Muster's labels is called in a repository. The last four are what its name begins with. */
export interface LabelNames {
  readonly incident: string
  /** `<incident>:unconfirmed`, always. */
  readonly unconfirmed: string
  readonly report: string
  readonly drill: string
  readonly action: string
  readonly severity: string
  readonly service: string
  readonly status: string
  readonly postmortem: string
}

/** The labels that the setting `labels` may rename. */
export const renameable = ['report', 'drill', 'action', 'severity', 'service', 'status', 'postmortem'] as const
export type Renameable = (typeof renameable)[number]
export type Renames = { readonly [label in Renameable]?: string | undefined }

/** The name of the incident's label, where the repository variable `MUSTER_LABEL` says nothing. */
export const defaultWord = 'incident'

export const defaultRenames: Readonly<Record<Renameable, string>> = {
  report: 'outage-report',
  drill: 'drill',
  action: 'action-item',
  severity: 'severity:',
  service: 'service:',
  status: 'status:',
  postmortem: 'postmortem:',
}

/** GitHub's longest name of a label. */
const maxLabel = 50
/** What has to fit behind a prefix: `investigating`, `published`, or a service's name that says something. */
const longestEnding = 20

/** Whether a label may be called so: GitHub's lists take names joined by commas, so one with a comma is never found. */
export function isLabelName(name: string): boolean {
  return name.trim() !== '' && name === name.trim() && !/[,\p{Cc}]/u.test(name) && name.length <= maxLabel
}

/** All names, with those renames that hold. */
export function nameLabels(word: string, renames: Renames): LabelNames {
  return { ...ownNames(word), ...defaultRenames, ...keepRenames(word, renames) }
}

function ownNames(word: string): Pick<LabelNames, 'incident' | 'unconfirmed'> {
  return { incident: word, unconfirmed: `${word}:unconfirmed` }
}

/** The renames that hold together: one that falls gives its usual name back, which may be what another wanted. */
function keepRenames(word: string, renames: Renames): { readonly [label in Renameable]?: string } {
  let kept = listRenames(renames).filter((rename) => !refuseByItself(word, rename))
  for (;;) {
    const names = { ...defaultRenames, ...Object.fromEntries(kept) }
    const left = kept.filter((rename) => findTwin(word, names, rename) === undefined)
    if (left.length === kept.length) return Object.fromEntries(kept)
    kept = left
  }
}

/** A label and the name that it is to have. */
export type Rename = readonly [Renameable, string]

export function listRenames(renames: Renames): readonly Rename[] {
  return renameable.flatMap((label): readonly Rename[] => {
    const name = renames[label]
    return name === undefined ? [] : [[label, name]]
  })
}

/** Why a rename cannot hold; the default name counts instead. */
export type RenameRefusal =
  | { readonly kind: 'empty' | 'comma' | 'without-word' }
  | { readonly kind: 'too-long'; readonly most: number }
  | { readonly kind: 'taken'; readonly by: Renameable | 'incident' }

/** Why this rename cannot hold beside the others; of two renames to one name neither counts. */
export function refuseRename(word: string, renames: Renames, rename: Rename): RenameRefusal | undefined {
  const refusal = refuseByItself(word, rename)
  if (refusal) return refusal
  const [label] = rename
  const kept = keepRenames(word, renames)
  if (kept[label] !== undefined) return undefined
  const by =
    findTwin(word, { ...defaultRenames, ...renames }, rename) ?? findTwin(word, { ...defaultRenames, ...kept }, rename)
  return { kind: 'taken', by: by ?? label }
}

function refuseByItself(word: string, [label, name]: Rename): RenameRefusal | undefined {
  const most = maxLabel - (isPrefix(label) ? longestEnding : 0)
  if (name.trim() === '') return { kind: 'empty' }
  if (name.includes(',')) return { kind: 'comma' }
  if (name.length > most) return { kind: 'too-long', most }
  // The workflow starts no run for the events of an issue whose labels do not hold the word.
  if (label === 'report' && name !== defaultRenames.report && !name.toLowerCase().includes(word.toLowerCase()))
    return { kind: 'without-word' }
  return undefined
}

/** Another label that is called so, if the labels have these names. */
function findTwin(word: string, names: Renames, [label, name]: Rename): Renameable | 'incident' | undefined {
  const lower = name.toLowerCase()
  if (Object.values(ownNames(word)).some((one) => one.toLowerCase() === lower)) return 'incident'
  return renameable.find((other) => other !== label && names[other]?.toLowerCase() === lower)
}

function isPrefix(label: Renameable): boolean {
  return defaultRenames[label].endsWith(':')
}
