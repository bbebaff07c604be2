/** Signs that a reader does not see and that change what is read; a tab and a line feed are none of them. */
const hidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]|\u034f|[\u{e0000}-\u{e0fff}]/gu

/**
 * The hidden signs in a text, as code points. Muster writes two itself: the zero-width space behind a sign that would make
 * a mention or a reference, in titles and commit messages, where nothing else can break one; and what makes a sign an emoji.
 */
export function findHiddenSigns(text: string): readonly string[] {
  const own = text.replace(/(?<=[@#:&]|GH-)\u200b|(?<=\p{Extended_Pictographic})\ufe0f/giu, '')
  return [...new Set(Array.from(own.matchAll(hidden), ([sign]) => `U+${sign.codePointAt(0)?.toString(16) ?? ''}`))]
}
