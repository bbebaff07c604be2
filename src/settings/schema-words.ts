import { z } from 'zod'

// Without this zod makes code of text for every object that it checks. Nobody's words are in that code, but what makes none
// needs no trust. Here, because every schema is made of these words.
z.config({ jitless: true })

/** An optional key with its meaning and its default, both of which reach editors and the documentation. */
export function documented<Schema extends z.ZodType>(schema: Schema, description: string, value: unknown) {
  return schema.optional().meta({ description, default: value })
}

/** One of these words. */
export function oneOf<const Word extends string>(...words: readonly Word[]) {
  return z.enum(words, {
    error: words
      .map((word) => `\`${word}\``)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1'),
  })
}

/** A text that fits the pattern; `words` say what was expected. */
export function matching(pattern: RegExp, words: string) {
  return z.string({ error: words }).regex(pattern, { error: words })
}

/** A name of a person, team or service. An error's text is what was expected, in words that follow "Expected". */
export const name = z
  .string({ error: 'a name: letters and digits, inside also spaces, `.`, `_` and `-`, at most 40' })
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,38}[\p{L}\p{N}])?$/u, {
    error: 'a name: letters and digits, inside also spaces, `.`, `_` and `-`, at most 40',
  })

/** A login on GitHub. */
export const login = matching(/^[a-zA-Z\d](?:-?[a-zA-Z\d_])*$/, 'a login on GitHub, without `@`').max(60, {
  error: 'a login on GitHub, without `@`',
})

/** A list of such names. */
export const names = z.array(name, { error: 'a list of names: `[dana, platform]`' })
