import type { Rename, RenameRefusal, Renames } from '../domain/label-names.ts'
import { defaultRenames, listRenames, refuseRename } from '../domain/label-names.ts'
import { codeSpan } from '../text/escape.ts'
import type { Finding } from './problem.ts'

/** Renames of labels that cannot hold, each with its reason. `word` is the name of the incident label. */
export function checkLabels(word: string, renames: Renames): readonly Finding[] {
  return listRenames(renames).flatMap((rename): readonly Finding[] => {
    const refusal = refuseRename(word, renames, rename)
    return refusal ? [explain(word, rename, refusal)] : []
  })
}

function explain(word: string, [label, name]: Rename, refusal: RenameRefusal): Finding {
  const { found, help } = words(word, refusal)
  return {
    path: ['labels', label],
    at: 'value',
    message: `\`labels.${label}\`: ${codeSpan(name) || 'an empty text'} ${found}`,
    help: `${help}. ${codeSpan(defaultRenames[label])} counts`,
  }
}

function words(word: string, refusal: RenameRefusal): { readonly found: string; readonly help: string } {
  switch (refusal.kind) {
    case 'empty':
      return { found: 'is no name', help: 'Give the label a name' }
    case 'comma':
      return { found: 'has a comma', help: 'GitHub separates labels by commas; leave it out' }
    case 'too-long':
      return { found: 'is too long', help: `Use ${refusal.most} characters at most; GitHub takes 50 characters` }
    case 'without-word':
      return {
        found: `does not hold ${codeSpan(word)}`,
        help: 'The workflow starts no run for a label without that word; choose a name that holds it',
      }
    case 'taken':
      return { found: `is the name of \`${refusal.by}\`, too`, help: 'Choose another name' }
  }
}
