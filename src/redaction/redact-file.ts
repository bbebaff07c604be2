import { parse, stringify } from 'yaml'
import type { Redactor } from './redactor.ts'

/**
 * The file's text without secrets. Lines that stand in `current`, the file as it is on the default branch, are people's
 * or were redacted before: they stay as they are. Front matter is redacted value by value, so that it stays valid YAML.
 */
export async function redactFile(text: string, current: string | undefined, redactor: Redactor): Promise<string> {
  const { head, body } = splitFrontMatter(text)
  const known = new Set(current?.split(/\r?\n/))
  const cleanHead = current?.startsWith(head) ? head : await redactHead(head, redactor)
  return cleanHead + (await redactNewLines(body, known, redactor))
}

function splitFrontMatter(text: string): { readonly head: string; readonly body: string } {
  const head = /^---\r?\n[\s\S]*?\r?\n---\r?\n/.exec(text)?.[0] ?? ''
  return { head, body: text.slice(head.length) }
}

async function redactHead(head: string, redactor: Redactor): Promise<string> {
  const yaml = head.replace(/^---\r?\n|---\r?\n$/g, '')
  const values: unknown = yaml === '' ? undefined : parse(yaml)
  const redacted = await redactValues(values, redactor)
  return JSON.stringify(redacted) === JSON.stringify(values)
    ? head
    : `---\n${stringify(redacted, { lineWidth: 0 })}---\n`
}

async function redactValues(value: unknown, redactor: Redactor): Promise<unknown> {
  if (typeof value === 'string') return (await redactor.redact(value)).text
  if (Array.isArray(value)) return Promise.all(value.map((item) => redactValues(item, redactor)))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await redactValues(inner, redactor)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

/** Runs of new lines are redacted as one, since a key block spans several. */
async function redactNewLines(body: string, known: ReadonlySet<string>, redactor: Redactor): Promise<string> {
  const runs: { isNew: boolean; text: string }[] = []
  for (const line of body.split(/(?<=\n)/)) {
    const isNew = !known.has(line.replace(/\r?\n$/, ''))
    const last = runs.at(-1)
    if (last?.isNew === isNew) last.text += line
    else runs.push({ isNew, text: line })
  }
  const texts = runs.map(async ({ isNew, text }) => (isNew ? (await redactor.redact(text)).text : text))
  return (await Promise.all(texts)).join('')
}
