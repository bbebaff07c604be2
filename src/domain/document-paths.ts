import type { Corpus } from '../runbooks/corpus.ts'
import { readFacts } from './history/read-facts.ts'
import { draftPath, inFolder, usedRunbooks } from './postmortem.ts'
import { linkRunbooks } from './runbook-links.ts'
import type { Snapshot } from './snapshot.ts'
import { onlyRunbooks } from './snapshot.ts'

/** The files that an incident's postmortem reads or continues: the index, the runbooks used, and where a draft would go. */
export function documentPaths(snapshot: Snapshot, corpus: Corpus): readonly string[] {
  const { facts } = readFacts(snapshot)
  const { runbook } = linkRunbooks(facts, snapshot, onlyRunbooks(corpus))
  const used = usedRunbooks(facts, runbook?.match, snapshot).map(({ path }) => path)
  return [inFolder(snapshot.runbooksFolder, 'README.md'), ...used, draftPath(facts, snapshot)]
}
