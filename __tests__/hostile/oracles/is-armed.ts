import type { MarkdownContext } from '../../../simulator/state/markdown/references.ts'
import { htmlToText, renderMarkdown } from '../../../simulator/state/markdown/render-markdown.ts'
import { findHiddenSigns } from './find-hidden-signs.ts'
import { findReferences } from './find-references.ts'
import { findRunnerCommands } from './find-runner-commands.ts'
import { isSafePath } from './is-safe-path.ts'
import { isSafeRef } from './is-safe-ref.ts'
import { skeletonOf } from './skeleton-of.ts'

/**
 * Whether a text would do what it is meant to if somebody copied it as it is: what the oracle of its attack does not even
 * see in the raw text proves nothing when it is not seen in ours.
 */
export function isArmed(attack: string, text: string, context: MarkdownContext): boolean {
  const references = findReferences(text, context)
  switch (attack) {
    case 'runner-command':
      return findRunnerCommands(text).length > 0
    case 'mention':
      return references.mentions.some((name) => !['alice', 'frank'].includes(name))
    case 'reference':
      return references.issues.includes('acme/shop#1')
    case 'closing':
      return references.closes.includes('acme/shop#1')
    case 'structure':
      return changesPage(text, context)
    case 'hidden':
      return findHiddenSigns(text).length > 0
    case 'forgery':
      return /muster:\S/.test(text) && /<!--|-->|--\\u003e/.test(text)
    case 'path':
      return (
        ![text, decodeURIComponent(text)].every((name) => isSafePath(`runbooks/${name}`) && isSafePath(name)) ||
        !isSafeRef(text)
      )
    default:
      return false
  }
}

/** Whether words put raw into a page change it around them, or are not all to be read in it. */
function changesPage(text: string, context: MarkdownContext): boolean {
  const page = (words: string) => `${words}\n\n<details><summary>a</summary>\n\n- ${words}\n\n</details>\n\n**b**\n`
  const changes = skeletonOf(page(text), context).join() !== skeletonOf(page('word'), context).join()
  const shown = htmlToText(renderMarkdown(text, context).html)
  return changes || shown.replace(/\s/g, '') !== text.replace(/\s/g, '')
}
