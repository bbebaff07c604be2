import type { Value } from './read-yaml.ts'

/** Whether a value is what GitHub takes for a text: an empty one is none. */
export function isText(value: Value | undefined): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/** What GitHub says of a value that is none. */
export function notText(key: string): string {
  return `${key} must be of type String and cannot be empty`
}
