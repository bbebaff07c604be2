import { buildCorpus } from '../runbooks/corpus.ts'
import { type Finding, lintCorpus } from '../runbooks/lint.ts'
import { noticeLine, withoutControls } from './print-match.ts'
import type { LintRequest } from './read-arguments.ts'
import { readFolder } from './read-folder.ts'
import { EXIT, type Output } from './run-cli.ts'

/** Prints what makes the folder's pages hard to find, one finding a line. */
export function lintFolder(request: LintRequest, output: Output): number {
  const folder = readFolder(request.folder)
  const corpus = buildCorpus(folder.files)
  const refused = folder.notices.map((notice): Finding => ({ kind: 'unreadable', ...notice }))
  const findings = [...refused, ...lintCorpus(corpus, folder.exists)]
  const pages = corpus.runbooks.length
  output.out(request.json ? `${JSON.stringify({ pages, findings }, null, 2)}\n` : asText(findings, pages))
  return findings.length === 0 ? EXIT.ok : EXIT.nothing
}

function asText(findings: readonly Finding[], pages: number): string {
  const lines = findings.map((finding) => withoutControls(noticeLine(finding)))
  const touched = new Set(findings.map(({ path }) => path)).size
  const summary =
    findings.length === 0
      ? `${pages} pages, nothing to mend.`
      : `${pages} pages, ${findings.length} findings on ${touched} of them.`
  return `${[...lines, summary].join('\n')}\n`
}
