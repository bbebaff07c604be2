import { parseRunnerCommand, RUNNER_COMMANDS } from '../../../simulator/runner/runner-command.ts'

const known = new Set<string>(RUNNER_COMMANDS)

/** Every line end that the runner, or the console of any language that it was ever written in, could take for one. */
const lineEnds = /\r\n|[\n\r\u0085\u2028\u2029\v\f]/

/**
 * The commands that the runner finds in a text, by a port of its two parsers: as it stands, and looked at through signs
 * that a comparison by culture skips. What the runner would obey is among them, whatever its platform.
 */
export function findRunnerCommands(text: string): readonly string[] {
  const looks = [text, text.replace(/(?![\n\r\v\f])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')]
  const found = looks.flatMap((look) =>
    look.split(lineEnds).flatMap((line) => {
      const command = parseRunnerCommand(line, known)
      return command === null ? [] : [`${command.name}: ${command.data}`]
    }),
  )
  return [...new Set(found)]
}
