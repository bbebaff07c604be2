import { buildCorpus } from '../runbooks/corpus.ts'
import { byPlace, type Finding } from '../runbooks/finding.ts'
import { lintCorpus } from '../runbooks/lint.ts'
import { validateForms } from '../text/issue-forms/validate-forms.ts'
import { type FormFinding, lintAsJson, lintAsText } from './print-lint.ts'
import type { LintRequest } from './read-arguments.ts'
import { readFolder } from './read-folder.ts'
import { readForms } from './read-forms.ts'
import { EXIT, type Output } from './run-cli.ts'

/**
 * Prints what makes the folder's pages hard to find, and what GitHub refuses in the forms of the repository around it.
 * What is only worth a look changes no exit code.
 */
export function lintFolder(request: LintRequest, output: Output): number {
  const folder = readFolder(request.folder)
  const corpus = buildCorpus(folder.files)
  const refused = folder.notices.map((notice): Finding => ({ kind: 'unreadable', level: 'mend', ...notice }))
  const missing = folder.files.length === 0 ? [noPages(request.folder)] : []
  const pages = [...missing, ...refused, ...lintCorpus(corpus, folder.exists)].sort(byPlace)
  const forms = readForms(request.folder)
  const findings = [...lintForms(forms), ...pages]
  const answer = { pages: corpus.runbooks.length, forms: forms.length, findings }
  output.out(request.json ? lintAsJson(answer) : lintAsText(answer))
  return findings.some(({ level }) => level !== 'note') ? EXIT.nothing : EXIT.ok
}

function lintForms(forms: Parameters<typeof validateForms>[0]): readonly FormFinding[] {
  return validateForms(forms).flatMap(({ path, problems }) =>
    problems.map(({ line, column, message, help }) => ({
      kind: 'invalid-form' as const,
      level: 'fix' as const,
      path,
      line,
      column,
      message: `${message}; GitHub hides the form`,
      help,
    })),
  )
}

function noPages(folder: string): Finding {
  return {
    kind: 'no-pages',
    level: 'mend',
    path: folder,
    message: 'the folder holds no page, so no incident can be given one',
    help: 'Write the first: a file `what-is-wrong.md` with a title, `symptoms:` in its front matter, and what to do. Pages end in .md, .markdown, .mdx or .md.erb.',
  }
}
