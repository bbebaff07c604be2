import { readFileSync } from 'node:fs'
import type { IncidentText } from '../runbooks/match.ts'

/**
 * Reads an incident from a JSON file: an issue as GitHub's API gives it, an event with `issue`, or just `title`, `body`,
 * `service`, `labels` and `fields`. Throws with the file's name where it is not one of these.
 */
export function readIssue(file: string): IncidentText {
  const issue = unwrap(parse(file))
  const title = issue.title
  if (typeof title !== 'string') throw new Error(`${file} has no title: expected an issue, an event, or {"title": …}.`)
  const labels = Array.isArray(issue.labels) ? issue.labels.flatMap(labelName) : []
  return {
    title,
    labels,
    ...(typeof issue.body === 'string' ? { body: issue.body } : {}),
    ...(typeof issue.service === 'string' ? { service: issue.service } : {}),
    ...(isRecord(issue.fields) ? { fields: textsOf(issue.fields) } : {}),
  }
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function unwrap(value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return {}
  return isRecord(value.issue) ? value.issue : value
}

function labelName(label: unknown): readonly string[] {
  if (typeof label === 'string') return [label]
  return isRecord(label) && typeof label.name === 'string' ? [label.name] : []
}

function textsOf(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
