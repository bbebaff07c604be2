import { z } from 'zod'
import { nearest } from '../text/edit-distance.ts'
import { codeSpan, oneLine } from '../text/escape.ts'
import type { Finding, SettingPath } from './problem.ts'
import { type SettingsInput, settingsSchema } from './schema.ts'

/** What of a value is settings, and what is not. */
export interface CheckedShape {
  readonly input: SettingsInput
  readonly findings: readonly Finding[]
}

/**
 * Takes out of a value whatever does not fit the schema, so that the rest counts. Everything that was wrong at first is
 * reported; what falls with it is not.
 */
export function checkShape(value: unknown): CheckedShape {
  const root = prune(value ?? {}, [])
  const draft: Draft = isDraft(root) ? root : {}
  const findings: Finding[] = []
  let result = settingsSchema.safeParse(root)
  for (let pass = 0; !result.success && pass < 8; pass += 1) {
    const faults = result.error.issues.flatMap((issue) => readIssue(issue, pass === 0 ? root : draft))
    if (pass === 0) findings.push(...faults.map(({ finding }) => finding))
    for (const { remove } of faults.toSorted((one, other) => comparePaths(other.remove, one.remove)))
      take(draft, remove)
    result = settingsSchema.safeParse(draft)
  }
  return { input: result.success ? result.data : {}, findings: [...reserved(value, []), ...findings] }
}

interface Fault {
  readonly finding: Finding
  /** What has to go so that the rest fits. */
  readonly remove: SettingPath
}

type Draft = Record<string, unknown> | unknown[]

const reservedNames = ['__proto__', 'constructor', 'prototype']

/** A key without a value is a key left out, but for a service, which needs none. Settings are no deeper than eight. */
function prune(value: unknown, path: SettingPath): unknown {
  if (path.length > 8 || !isDraft(value)) return value
  if (Array.isArray(value)) return value.map((item, index) => prune(item, [...path, index]))
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (reservedNames.includes(key)) return []
    if (item !== null) return [[key, prune(item, [...path, key])] as const]
    return path.length === 1 && path[0] === 'services' ? [[key, {}] as const] : []
  })
  return Object.fromEntries(entries)
}

function reserved(value: unknown, path: SettingPath): readonly Finding[] {
  if (path.length > 8 || !isDraft(value)) return []
  return Object.entries(value).flatMap(([key, item]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    if (!reservedNames.includes(key)) return reserved(item, here)
    return [{ path: here, at: 'key', message: `\`${key}\` cannot be a name`, help: 'Choose another. It was left out.' }]
  })
}

function readIssue(issue: z.core.$ZodIssue, root: unknown): readonly Fault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => readUnknownKey(path, key))
  if (issue.code === 'invalid_key') {
    const words = issue.issues[0]?.message ?? issue.message
    const message = `${quote(path.at(-1))} cannot be a name here`
    return [{ finding: { path, at: 'key', message, help: `Expected ${words}. It was left out.` }, remove: path }]
  }
  const found = valueAt(root, path)
  if (found !== undefined || path.length === 0) {
    const message = `${where(path)}${quote(found)} does not fit`
    return [
      {
        finding: { path, at: 'value', message, help: `Expected ${issue.message}. ${consequence(path)}` },
        remove: path,
      },
    ]
  }
  const parent = path.slice(0, -1)
  const message = `${where(parent)}${quote(path.at(-1))} is missing`
  return [
    { finding: { path: parent, at: 'value', message, help: `Expected ${issue.message}. ${leftOut}` }, remove: parent },
  ]
}

const leftOut = 'It was left out.'

function readUnknownKey(path: SettingPath, key: string): Fault {
  const known = keysAt(settingsSchema, path)
  const here = [...path, key]
  if (path.at(-1) === 'severities') {
    const help = `Expected ${known.join(', ').replace(/, ([^,]*)$/, ' or $1')}. ${leftOut}`
    return { finding: { path: here, at: 'key', message: `unknown severity ${quote(key)}`, help }, remove: here }
  }
  if (path.join() === 'labels' && ['incident', 'unconfirmed'].includes(key)) {
    const help = `Set the repository variable \`MUSTER_LABEL\`, which the workflow reads, too. ${leftOut}`
    return { finding: { path: here, at: 'key', message: `${quote(key)} is not renamed here`, help }, remove: here }
  }
  const guess = nearest(key, known)
  const help = `${guess ? `Did you mean \`${guess}\`?` : `Expected ${known.map(codeSpan).join(', ')}.`} ${leftOut}`
  return { finding: { path: here, at: 'key', message: `${where(path)}unknown key ${quote(key)}`, help }, remove: here }
}

/** What takes the place of a value that does not fit. */
function consequence(path: SettingPath): string {
  if (path.length === 0) return 'All settings are at their defaults.'
  const ownDefault = path.length === 1 || ['severities', 'postmortem'].includes(String(path[0]))
  return ownDefault && path.every((step) => typeof step === 'string') ? 'The default counts.' : leftOut
}

function where(path: SettingPath): string {
  return path.length === 0 ? '' : `${codeSpan(path.join('.'))}: `
}

function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return codeSpan(oneLine(text, 60)) || 'an empty text'
}

/** The keys that the schema knows at a path. */
function keysAt(schema: unknown, path: SettingPath): readonly string[] {
  if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), path)
  const [step, ...rest] = path
  if (schema instanceof z.ZodObject)
    return step === undefined ? Object.keys(schema.shape) : keysAt(schema.shape[step], rest)
  if (schema instanceof z.ZodRecord) return keysAt(schema.valueType, rest)
  return schema instanceof z.ZodArray ? keysAt(schema.element, rest) : []
}

function valueAt(root: unknown, path: SettingPath): unknown {
  return path.reduce<unknown>((value, step) => (isDraft(value) ? Reflect.get(value, step) : undefined), root)
}

function take(root: Draft, path: SettingPath): void {
  const parent = valueAt(root, path.slice(0, -1))
  const step = path.at(-1)
  if (step === undefined || !isDraft(parent)) return
  if (Array.isArray(parent)) parent.splice(Number(step), 1)
  else delete parent[step]
}

/** Later places of a list first, so that taking one out moves none that is still to go. */
function comparePaths(one: SettingPath, other: SettingPath): number {
  const index = one.findIndex((step, position) => step !== other[position])
  if (index === -1) return one.length - other.length
  const [left, right] = [one[index], other[index]]
  return typeof left === 'number' && typeof right === 'number' ? left - right : String(left) < String(right) ? -1 : 1
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null
}
