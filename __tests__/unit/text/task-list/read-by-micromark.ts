import { parse, postprocess, preprocess } from 'micromark'
import { gfm } from 'micromark-extension-gfm'
import type { ReferenceBox } from './reference-box.ts'

/** The boxes that micromark finds with its extension for GitHub's dialect. Slow on hostile input: for small documents only. */
export function readByMicromark(markdown: string): readonly ReferenceBox[] {
  const chunks = preprocess()(markdown, undefined, true)
  const events = postprocess(
    parse({ extensions: [gfm()] })
      .document()
      .write(chunks),
  )
  const found: ReferenceBox[] = []
  let quotes = 0
  for (const [kind, { type, start }] of events) {
    if (type === 'blockQuote') quotes += kind === 'enter' ? 1 : -1
    const value = /^taskListCheckValue(Unc|C)hecked$/.exec(type)?.[1]
    if (kind === 'enter' && quotes === 0 && value) found.push({ line: start.line, checked: value === 'C' })
  }
  return found.sort((a, b) => a.line - b.line)
}
