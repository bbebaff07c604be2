import { parseRunnerCommand, RUNNER_COMMANDS, type RunnerCommand } from './runner-command.ts'

/** A message that GitHub shows beside a run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly title: string
  readonly file: string
  readonly line: number | null
}

/**
 * Everything a step printed, read line by line as the runner reads it: commands are taken out and obeyed, secrets are
 * masked, the rest is the log.
 */
export class StepLog {
  readonly lines: string[] = []
  readonly commands: RunnerCommand[] = []
  readonly annotations: Annotation[] = []
  /** What the deprecated commands `set-output` and `save-state` stored. */
  readonly outputs: Record<string, string> = {}
  /** What the runner itself complains of; any makes the step fail, as it does there. */
  readonly problems: string[] = []
  readonly #masks: Set<string>
  readonly #known = new Set<string>(RUNNER_COMMANDS)
  #stopToken: string | null = null

  /** `masks` is shared by the steps of a job: `add-mask` in one hides the value in all. */
  constructor(masks: Set<string>) {
    this.#masks = masks
  }

  /** Takes one line of stdout or stderr, without its line break. */
  add(line: string): void {
    const command = parseRunnerCommand(line, this.#known)
    if (command === null || !this.#obey(command, line)) this.lines.push(this.#mask(line))
  }

  /** Adds a warning of the runner's own, which is no command of the step. */
  warn(message: string): void {
    this.#annotate('warning', { name: 'warning', properties: {}, data: message })
  }

  #obey(command: RunnerCommand, line: string): boolean {
    if (this.#stopToken !== null) {
      if (command.name !== this.#stopToken) return false
      this.#known.delete(this.#stopToken)
      this.#stopToken = null
      this.lines.push(this.#mask(line))
      return true
    }
    this.commands.push(command)
    if (command.name === 'stop-commands') this.#stop(command, line)
    else this.#perform(command)
    return true
  }

  #stop(command: RunnerCommand, line: string): void {
    const token = command.data.toLowerCase()
    if (token === '' || token === 'pause-logging' || this.#known.has(token)) {
      this.problems.push(`Unable to process command '${line}' successfully.`)
      return
    }
    this.#stopToken = token
    this.#known.add(token)
    this.lines.push(this.#mask(line))
  }

  #perform(command: RunnerCommand): void {
    const { name, data, properties } = command
    if (name === 'add-mask' && data.trim() !== '') {
      for (const part of [data, ...data.split(/\r?\n/)]) if (part.trim() !== '') this.#masks.add(part)
    }
    if (name === 'error' || name === 'warning' || name === 'notice') this.#annotate(name, command)
    if (name === 'set-output') this.outputs[properties.name ?? ''] = data
    if (name === 'set-env' || name === 'add-path') this.problems.push(`The \`${name}\` command is disabled.`)
    if (name === 'group') this.lines.push(this.#mask(`##[group]${data}`))
    if (name === 'endgroup') this.lines.push('##[endgroup]')
  }

  #annotate(level: Annotation['level'], { data, properties }: RunnerCommand): void {
    const message = this.#mask(data)
    const line = Number(properties.line)
    const title = properties.title ?? ''
    const place = { title, file: properties.file ?? '', line: Number.isInteger(line) && line > 0 ? line : null }
    this.annotations.push({ level, message, ...place })
    this.lines.push(...message.split('\n').map((part, index) => (index === 0 ? `##[${level}]${part}` : part)))
  }

  #mask(text: string): string {
    let masked = text
    for (const secret of [...this.#masks].sort((a, b) => b.length - a.length)) {
      masked = masked.replaceAll(secret, '***')
    }
    return masked
  }
}
