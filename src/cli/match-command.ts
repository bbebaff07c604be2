import { chooseShown } from '../runbooks/choose-shown.ts'
import { buildCorpus } from '../runbooks/corpus.ts'
import type { IncidentText } from '../runbooks/match.ts'
import { matchRunbooks } from '../runbooks/match.ts'
import { matchAsJson, matchAsText } from './print-match.ts'
import type { MatchRequest } from './read-arguments.ts'
import { readFolder } from './read-folder.ts'
import { readIssue } from './read-issue.ts'
import { EXIT, type Output } from './run-cli.ts'

/** Ranks the folder's pages for an incident and prints ranking, evidence and decision. */
export function matchText(request: MatchRequest, output: Output): number {
  const folder = readFolder(request.folder)
  const corpus = buildCorpus(folder.files)
  const matches = matchRunbooks(corpus, incidentOf(request))
  const shown = chooseShown(matches)
  const notices = [...folder.notices, ...corpus.notices]
  const answer = { matches, shown, notices, pages: corpus.runbooks.length }
  output.out(request.json ? matchAsJson(answer) : matchAsText(answer))
  return shown.runbooks.length + shown.happenedBefore.length > 0 ? EXIT.ok : EXIT.nothing
}

/** What the words of the command line say goes before what the file says. */
function incidentOf(request: MatchRequest): IncidentText {
  const issue = request.issue === undefined ? { title: '' } : readIssue(request.issue)
  return {
    ...issue,
    ...(request.title === undefined ? {} : { title: request.title }),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.service === undefined ? {} : { service: request.service }),
  }
}
