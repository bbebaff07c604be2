import { allLabels, allPeople, listServices } from '../domain/check.ts'
import { observeCheck } from '../github/observe-check.ts'
import type { CheckReport } from '../render/check-report.ts'
import type { Session } from './session.ts'

/** Finds out, without changing anything, whether Muster can do its work in this repository. */
export async function runCheck(session: Session): Promise<CheckReport> {
  const { client, where, settings, files, inputs, problems, repository } = session
  const findings = await observeCheck(client, where, {
    defaultBranch: repository.defaultBranch,
    part: inputs.part,
    labels: allLabels(settings),
    ...allPeople(settings),
  })
  const corpus = session.corpus()
  return {
    findings,
    calls: listServices(settings, files.codeowners),
    problems,
    runbookNotices: [...files.notices, ...corpus.notices],
    runbooks: corpus.runbooks.length,
  }
}
