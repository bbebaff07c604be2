/**
 * Characters that show nothing but change what is read: zero-width and bidirectional controls, fillers, tags, halves of
 * surrogate pairs, and control characters other than tab and line feed.
 */
const invisible = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

/** What colours a terminal and moves its cursor: the letters that are left without the first sign say nothing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what they start with
const terminal = /(?:\u001b\[|\u009b)[0-9;?]*[A-Za-z]/g

/** The text without invisible characters and a terminal's colours, and with `\n` for every line end that anything on the way to a reader knows. */
export function stripInvisible(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(terminal, '')
    .replace(invisible, '')
}

/** The text with `\n` as line end, as Markdown counts lines: GitHub stores what browsers send with `\r\n`. */
export function normaliseLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
