import { findService } from '../../settings/resolve.ts'
import type { Settings } from '../../settings/types.ts'
import type { Answers } from '../facts.ts'
import { keysUnder } from '../own-comments.ts'
import type { Severity } from '../vocabulary.ts'
import { severities } from '../vocabulary.ts'

/** What severity and service an incident was opened with. */
export interface Opening {
  readonly severity: Severity | undefined
  readonly service: string | undefined
}

/**
 * Severity and service at the opening. Once the board stands they are what it was opened with, so that an edit of the form
 * by somebody who may not direct the incident changes neither; only what was unknown then may still be filled in.
 */
export function readOpening(answers: Answers, title: string, context: OpeningContext): Opening {
  const said = {
    severity: readSeverity(answers.severity),
    service: readService(answers.service, title, context.settings),
  }
  const [opened] = keysUnder(context.keys, 'opened:')
  const [severity, ...service] = opened?.split(':') ?? []
  return {
    severity: severities.find((one) => one === severity) ?? said.severity,
    service: service.join(':') || said.service,
  }
}

interface OpeningContext {
  readonly settings: Settings
  readonly keys: ReadonlySet<string>
}

/** The key that remembers them on the board. */
export function openedKey({ severity, service }: Opening): string {
  return `opened:${severity ?? ''}:${service ?? ''}`
}

/** Forms of other houses say it in words. */
const words: readonly (readonly [RegExp, Severity])[] = [
  [/^(critical|urgent|emergency|blocker|p0)\b/i, 'SEV1'],
  [/^(high|major|p1)\b/i, 'SEV2'],
  [/^(medium|moderate|minor|normal|p2)\b/i, 'SEV3'],
  [/^(low|trivial|cosmetic|p3|p4)\b/i, 'SEV4'],
]

function readSeverity(answer: string | undefined): Severity | undefined {
  const digit = /\bSEV[\s-]?([1-4])\b/i.exec(answer ?? '')?.[1]
  if (digit) return severities.find((severity) => severity === `SEV${digit}`)
  return words.find(([word]) => word.test(answer?.trim() ?? ''))?.[1]
}

/** The service that was named, else one that the title names. Where the settings have none, any short name will do. */
function readService(answer: string | undefined, title: string, settings: Settings): string | undefined {
  const named = answer === undefined ? undefined : findService(settings, answer)
  if (named) return named.key
  const keys = Object.keys(settings.services)
  if (keys.length > 0) return serviceInTitle(title, settings)
  const word = answer?.trim() ?? ''
  return /^(unknown|\?+|n\/?a|-|none|no idea|not sure)?$/i.test(word) || word.length > 40 || word.includes('\n')
    ? undefined
    : word
}

function serviceInTitle(title: string, settings: Settings): string | undefined {
  const words = ` ${title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const named = Object.values(settings.services).filter((service) =>
    [service.key, ...service.aliases].some((name) =>
      words.includes(
        ` ${name
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()} `,
      ),
    ),
  )
  return named.length === 1 ? named[0]?.key : undefined
}
