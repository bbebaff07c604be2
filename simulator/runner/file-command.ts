/**
 * Reads what an action appended to GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE: `name=value` lines and
 * `name<<delimiter` blocks. Throws, with the runner's words, what the runner rejects; the step then fails.
 * A port of `EnvFileKeyValuePairs` of github.com/actions/runner.
 */
export function parseFileCommand(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const lines = splitLines(text)
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]?.text ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      values.set(line.slice(0, equals), line.slice(equals + 1))
    } else if (heredoc >= 0) {
      const block = readBlock(lines, index, line)
      values.set(line.slice(0, heredoc), block.value)
      index = block.end
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
  return values
}

interface Line {
  readonly text: string
  readonly ending: string
}

function splitLines(text: string): readonly Line[] {
  const parts = text.split(/(\r\n|\n|\r)/)
  const lines: Line[] = []
  for (let index = 0; index < parts.length; index += 2) {
    lines.push({ text: parts[index] ?? '', ending: parts[index + 1] ?? '' })
  }
  return lines.at(-1)?.text === '' ? lines.slice(0, -1) : lines
}

function readBlock(lines: readonly Line[], start: number, header: string): { value: string; end: number } {
  const heredoc = header.indexOf('<<')
  const delimiter = header.slice(heredoc + 2)
  if (heredoc === 0 || delimiter === '') {
    throw new Error(`Invalid format '${header}'. Name must not be empty and delimiter must not be empty`)
  }
  let value = ''
  let ending = ''
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index]
    if (line === undefined || line.text === delimiter) return { value, end: index }
    if (line.ending === '') throw new Error('Invalid value. EOF marker missing new line.')
    value += ending + line.text
    ending = line.ending
  }
  throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
}
