import type { Runbook } from './document.ts'
import { isPage, nameOf } from './page-name.ts'
import type { FoundSignal } from './signals.ts'

/** An address or path in a text: what is linked, as segments without endings, and the section after `#`. */
interface Address {
  readonly text: string
  readonly segments: readonly string[]
  readonly anchor: string | undefined
  /** It ends like a Markdown file, or the issue says that it is the runbook. */
  readonly isExplicit: boolean
}

const ADDRESS =
  /(\brunbook(?:[_ -]?url)?\W{1,10})?(\bhttps?:\/\/[^\s<>)\]"'`|]{1,1000}|(?:[\w.@-]{1,100}\/){0,12}[\w.@-]{1,100}\.(?:md|markdown|mdx)\b(?:#[\w-]{1,200})?)/gi
const MAX_ADDRESSES = 100

/**
 * Pages whose path or published address stands in the text. A path counts when it ends a page's own path; an address
 * of a published site when its last part is the page's name and either the folder agrees or it is said to be the
 * runbook. One-word names alone (`api`) prove nothing.
 */
export function findLinks(pages: readonly Runbook[], text: string): readonly FoundSignal[] {
  const addresses = [...text.matchAll(ADDRESS)].slice(0, MAX_ADDRESSES).map(readAddress)
  if (addresses.length === 0) return []
  return pages.flatMap((page, at) => {
    const own = segmentsOf(page.path)
    const address = addresses.find((candidate) => leadsTo(candidate, own))
    if (address === undefined) return []
    const anchor = page.sections.find((section) => section.anchor === address.anchor)?.anchor
    return [{ page: at, signal: { kind: 'link', text: address.text, ...(anchor ? { anchor } : {}) } }]
  })
}

function readAddress(found: RegExpMatchArray): Address {
  const text = (found[2] ?? '').replace(/[.,;:!?]+$/, '')
  const [path = '', anchor] = text.replace(/^https?:\/\/[^/]*/i, '').split('#')
  const bare = path.replace(/\?.*$/, '')
  return {
    text,
    segments: segmentsOf(bare),
    anchor: anchor?.toLowerCase(),
    isExplicit: found[1] !== undefined || isPage(bare),
  }
}

/** A path as lower-case segments, the last one as the page's name. */
function segmentsOf(path: string): readonly string[] {
  const parts = decode(path)
    .split('/')
    .filter((part) => part !== '' && part !== '.')
  const name = nameOf(parts.join('/'))
  const folders = /^(?:readme|index|_index)\b/i.test(parts.at(-1) ?? '') ? parts.slice(0, -2) : parts.slice(0, -1)
  return [...folders, name].map((part) => part.toLowerCase())
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function leadsTo(address: Address, own: readonly string[]): boolean {
  const name = own.at(-1)
  if (name === undefined || address.segments.at(-1) !== name) return false
  const shared = sharedTail(address.segments, own)
  if (shared === own.length || (address.isExplicit && shared === address.segments.length)) return true
  return (address.isExplicit || shared >= 2) && isTelling(name)
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
  let shared = 0
  while (shared < Math.min(a.length, b.length) && a.at(-1 - shared) === b.at(-1 - shared)) shared++
  return shared
}

/** Names of one short word stand in many addresses by chance. */
function isTelling(name: string): boolean {
  return name.length >= 8
}
