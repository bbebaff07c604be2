import { findByForm } from './find-by-form.ts'
import type { Scanner } from './find-by-scanner.ts'
import { loadScanner } from './find-by-scanner.ts'
import type { Finding } from './finding.ts'
import { mergeFindings } from './finding.ts'
import type { VisibleText } from './visible-text.ts'
import { readVisibleText } from './visible-text.ts'

/** A text without its secrets, and what kinds were taken out, each once. */
export interface Redacted {
  readonly text: string
  readonly found: readonly { readonly what: string }[]
}

/** Finds secrets in text and takes them out. One for each run: what was scanned once is remembered. */
export interface Redactor {
  /** The text with `[redacted: AWS access key]` in place of each secret; the same text where there is none. */
  redact(text: string): Promise<Redacted>
  /** The secrets in the text, in their order. */
  scan(text: string): Promise<readonly Finding[]>
  /** Starts loading the scanner's rules, for a run that waits for GitHub anyway. */
  warmUp(): void
}

/** Nothing shorter can hold a secret that any rule knows (`password=abc` is the shortest). */
const SHORTEST = 8

/** A redactor by secretlint's recommended rules and those of `secret-rules`. Loads the scanner when first needed. */
export function createRedactor(load: () => Promise<Scanner> = loadScanner): Redactor {
  let scanner: Promise<Scanner> | undefined
  const seen = new Map<string, Promise<readonly Finding[]>>()
  return { redact, scan, warmUp }

  function warmUp(): void {
    scanner ??= load()
  }

  function scan(text: string): Promise<readonly Finding[]> {
    if (text.length < SHORTEST) return Promise.resolve([])
    const known = seen.get(text)
    if (known !== undefined) return known
    const found = find(text)
    seen.set(text, found)
    return found
  }

  async function find(text: string): Promise<readonly Finding[]> {
    scanner ??= load()
    const lint = await scanner
    const visible = readVisibleText(text)
    const direct = [...findByForm(text), ...(await lint(text))]
    if (visible.text === text) return mergeFindings(direct)
    const unescaped = [...findByForm(visible.text), ...(await lint(visible.text))]
    return mergeFindings([...direct, ...unescaped.map((finding) => inSource(finding, visible))])
  }

  async function redact(text: string): Promise<Redacted> {
    const findings = await scan(text)
    if (findings.length === 0) return { text, found: [] }
    const kinds = new Set(findings.map(({ what }) => what))
    return { text: replaceFindings(text, findings), found: [...kinds].map((what) => ({ what })) }
  }
}

function inSource({ what, start, end }: Finding, visible: VisibleText): Finding {
  return { what, start: visible.starts[start] ?? 0, end: visible.ends[end - 1] ?? 0 }
}

/** A bracket or colon right after the replacement would make Markdown read it as a link or a link's definition. */
function replaceFindings(text: string, findings: readonly Finding[]): string {
  let from = 0
  let result = ''
  for (const { what, start, end } of findings) {
    const gap = /^[([:]/.test(text.slice(end, end + 1)) ? ' ' : ''
    result += `${text.slice(from, start)}[redacted: ${what}]${gap}`
    from = end
  }
  return result + text.slice(from)
}
