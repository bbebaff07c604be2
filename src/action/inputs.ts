import { getInput, setSecret } from '@actions/core'
import { defaultRenames, defaultWord, isLabelName } from '../domain/label-names.ts'

/** Every input that the action has, as `action.yml` lists them. */
export const inputNames = ['token', 'settings', 'runbooks', 'label', 'part', 'chat-url', 'dry-run'] as const
export type InputName = (typeof inputNames)[number]

export const parts = ['run', 'document', 'all'] as const
export type Part = (typeof parts)[number]

export interface Inputs {
  readonly token: string
  /** Relative to the repository, `/` between the parts, without `./`. */
  readonly settingsPath: string
  /** Relative to the repository; empty for the repository itself. */
  readonly runbooksFolder: string
  /** The name of the incident label. */
  readonly label: string
  readonly part: Part
  /** Left out where none was given or the one given was refused. */
  readonly chatUrl?: string
  readonly dryRun: boolean
  /** What was refused without stopping the run. */
  readonly notices: readonly string[]
}

/** Inputs that no run can start with; `problems` says of each what was found and what is needed. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** Reads the inputs and hides the chat's address from the log. Throws an `InputError` with all problems at once. */
export function readInputs(): Inputs {
  const token = read('token')
  const chat = readChatUrl(read('chat-url'))
  const part = parts.find((known) => known === (read('part') || 'all').toLowerCase())
  const settingsPath = readPath(read('settings') || '.github/muster.yml')
  const runbooksFolder = readPath(read('runbooks') || 'runbooks')
  const dryRun = readSwitch(read('dry-run') || 'false')
  const problems = [
    ...(token === '' ? ['`token` is empty; leave the input out to use the workflow’s own token'] : []),
    ...(part ? [] : [`\`part\` is \`${read('part')}\`; expected ${parts.join(', ')}`]),
    ...(settingsPath
      ? []
      : [`\`settings\` is \`${read('settings')}\`; expected a path inside the repository, without \`..\``]),
    ...(runbooksFolder === undefined
      ? [`\`runbooks\` is \`${read('runbooks')}\`; expected a folder inside the repository, without \`..\``]
      : []),
    ...(dryRun === undefined ? [`\`dry-run\` is \`${read('dry-run')}\`; expected true or false`] : []),
  ]
  if (token === '' || !part || !settingsPath || runbooksFolder === undefined || dryRun === undefined) {
    throw new InputError(problems)
  }
  const { label, notices } = readLabel(read('label').trim())
  return { token, settingsPath, runbooksFolder, part, dryRun, ...chat, label, notices: [...chat.notices, ...notices] }
}

function read(name: InputName): string {
  return getInput(name)
}

/** The path without `./` and slashes at its ends; `undefined` where it leads out of the repository. */
function readPath(typed: string): string | undefined {
  if (typed.startsWith('/') || typed.includes('\\') || /^[a-z]:/i.test(typed)) return undefined
  const kept = typed.split('/').filter((part) => part !== '' && part !== '.')
  return kept.includes('..') || kept.some((part) => part.toLowerCase() === '.git') ? undefined : kept.join('/')
}

/** From the repository variable `MUSTER_LABEL`, which is empty where nobody set it. */
function readLabel(typed: string): Pick<Inputs, 'label' | 'notices'> {
  if (typed === '') return { label: defaultWord, notices: [] }
  const taken = Object.values(defaultRenames).some((name) => name.toLowerCase() === typed.toLowerCase())
  if (isLabelName(typed) && typed.length <= longestWord && !taken) return { label: typed, notices: [] }
  const wrong = taken
    ? 'is the name of another label of Muster’s'
    : `is no name for a label (no comma, ${longestWord} characters at most)`
  const notice = `\`label\` ${wrong}: \`${defaultWord}\` counts. Change the variable \`MUSTER_LABEL\``
  return { label: defaultWord, notices: [notice] }
}

/** So that GitHub's 50 characters hold `:unconfirmed`, too. */
const longestWord = 38

function readSwitch(typed: string): boolean | undefined {
  const value = typed.toLowerCase()
  return value === 'true' ? true : value === 'false' ? false : undefined
}

/** The address is a secret in itself: whoever has it can write to the chat. */
function readChatUrl(typed: string): Pick<Inputs, 'chatUrl' | 'notices'> {
  if (typed === '') return { notices: [] }
  setSecret(typed)
  const url = URL.parse(typed)
  const isLoopback = url !== null && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return { chatUrl: typed, notices: [] }
  return { notices: ['`chat-url` is no https address and is not used; the chat is told nothing'] }
}
