import { buildCorpus } from '../runbooks/corpus.ts'
import { byPlace, type Finding } from '../runbooks/finding.ts'
import { lintCorpus } from '../runbooks/lint.ts'
import { lintAsJson, lintAsText } from './print-lint.ts'
import type { LintRequest } from './read-arguments.ts'
import { readFolder } from './read-folder.ts'
import { EXIT, type Output } from './run-cli.ts'

/** Prints what makes the folder's pages hard to find. What is only worth a look changes no exit code. */
export function lintFolder(request: LintRequest, output: Output): number {
  const folder = readFolder(request.folder)
  const corpus = buildCorpus(folder.files)
  const refused = folder.notices.map((notice): Finding => ({ kind: 'unreadable', level: 'mend', ...notice }))
  const missing = folder.files.length === 0 ? [noPages(request.folder)] : []
  const findings = [...missing, ...refused, ...lintCorpus(corpus, folder.exists)].sort(byPlace)
  const answer = { pages: corpus.runbooks.length, findings }
  output.out(request.json ? lintAsJson(answer) : lintAsText(answer))
  return findings.some(({ level }) => level === 'mend') ? EXIT.nothing : EXIT.ok
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
