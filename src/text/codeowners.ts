import { normaliseLines } from './invisible.ts'
import { matchesParts } from './wildcard.ts'

/** The rules of a CODEOWNERS file in its order, and the lines that GitHub would skip, too. */
export interface CodeownersRules {
  readonly rules: readonly CodeownersRule[]
  readonly skipped: readonly { readonly line: number; readonly reason: string }[]
}

export interface CodeownersRule {
  /** The pattern by its parts; `**` is any number of parts. */
  readonly parts: readonly string[]
  /** Logins, and teams as `org/team`, without `@`. Empty: these files have no owner. */
  readonly owners: readonly string[]
  /** Counted from 1. */
  readonly line: number
}

/** GitHub reads no larger file. */
const maxLength = 3_000_000
/** No rule is longer, and splitting a line of millions of characters overflows the stack. */
const maxLine = 20_000

/**
 * Reads a CODEOWNERS file. Owners given by mail address are left out: nobody can be mentioned by one.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function readCodeowners(text: string): CodeownersRules {
  const rules: CodeownersRule[] = []
  const skipped: { line: number; reason: string }[] = []
  if (text.length > maxLength) return { rules, skipped: [{ line: 1, reason: 'the file is larger than 3 MB' }] }
  normaliseLines(text)
    .split('\n')
    .forEach((content, index) => {
      if (/^\s*#/.test(content)) return
      if (content.length > maxLine) {
        skipped.push({ line: index + 1, reason: `the line is longer than ${maxLine} characters` })
        return
      }
      const words = splitWords(content)
      const [pattern, ...owners] = words
      if (pattern === undefined) return
      const reason = findFault(pattern, owners)
      if (reason) skipped.push({ line: index + 1, reason })
      else rules.push({ parts: splitPattern(pattern), owners: owners.flatMap(readOwner), line: index + 1 })
    })
  return { rules, skipped }
}

/** Who owns a file: the last rule that fits it decides, also when that rule names nobody. */
export function ownersOf({ rules }: CodeownersRules, path: string): readonly string[] {
  const parts = path.replace(/^\/+/, '').split('/')
  return rules.findLast((rule) => matchesParts(rule.parts, parts))?.owners ?? []
}

/** Words between spaces, up to a comment; `\ ` is a space inside a pattern. */
function splitWords(line: string): readonly string[] {
  const words = line.match(/(?:\\.?|[^\s\\])+/g) ?? []
  const comment = words.findIndex((word) => word.startsWith('#'))
  return comment === -1 ? words : words.slice(0, comment)
}

function findFault(pattern: string, owners: readonly string[]): string | undefined {
  if (pattern.startsWith('!')) return 'patterns cannot be negated with `!`'
  if (/[[\]]/.test(pattern)) return 'patterns cannot hold character ranges'
  if (pattern.startsWith('\\#')) return 'patterns cannot begin with an escaped `#`'
  const stranger = owners.find((owner) => !/^@[\w.-]+(?:\/[\w.-]+)?$|^[^@\s]+@[^@\s]+$/.test(owner))
  return stranger === undefined ? undefined : 'an owner is neither `@login`, `@org/team` nor a mail address'
}

function readOwner(owner: string): readonly string[] {
  return owner.startsWith('@') ? [owner.slice(1)] : []
}

/**
 * Parts of a pattern, with `**` where it may reach further: before a name without a slash, behind a folder, and behind
 * a name that may be a folder's. `docs/*` alone does not reach into the folders of `docs`.
 */
function splitPattern(pattern: string): readonly string[] {
  const parts = pattern.split('/').filter((part) => part !== '')
  const anchored = /\/./.test(pattern)
  const folder = pattern.endsWith('/')
  // A slash alone: no file has no parts.
  if (parts.length === 0) return []
  const before = anchored ? [] : ['**']
  if (folder) return [...before, ...parts, '**', '*']
  return parts.at(-1) === '*' && anchored ? parts : [...before, ...parts, '**']
}
