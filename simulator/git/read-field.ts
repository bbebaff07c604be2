import { Problem } from '../http/problem.ts'
import type { Identity } from './commit.ts'

/** The fields of a request, already checked against GitHub's description. */
export type Fields = Readonly<Record<string, unknown>>

/** A text, or undefined where there is none (or null). */
export function readText(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' ? value : undefined
}

/** A text that must be there. Throws GitHub's 422 for a missing field. */
export function requireText(fields: Fields, name: string): string {
  const value = readText(fields, name)
  if (value === undefined) throw new Problem(422, `Invalid request.\n\n"${name}" wasn't supplied.`)
  return value
}

/** A list of texts; empty where there is none. */
export function readTexts(fields: Fields, name: string): readonly string[] {
  const value = fields[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** An object within a request, or undefined. */
export function readObject(fields: Fields, name: string): Fields | undefined {
  const value = fields[name]
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined
}

/** An author, committer or tagger as a request gives it; without a date it is `now`. */
export function readIdentity(fields: Fields, name: string, now: Date): Identity | undefined {
  const person = readObject(fields, name)
  if (!person) return undefined
  const date = readText(person, 'date')
  const at = date === undefined ? now : new Date(date)
  if (Number.isNaN(at.getTime())) throw new Problem(422, `Invalid request.\n\n${date} is not a valid date-time.`)
  return { name: requireText(person, 'name'), email: requireText(person, 'email'), date: at }
}
