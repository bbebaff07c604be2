import type { DocumentPolicy } from '../../src/domain/document-policy.ts'
import type { DocumentState, Snapshot } from '../../src/domain/snapshot.ts'
import { buildClosed, buildDocument, readContext, say } from './build-incident.ts'

/** The repository on the web. */
export const repositoryUrl = 'https://github.test/acme/shop'

/** Where the pull requests from the branch of #7 are listed. */
export const search = `${repositoryUrl}/pulls?q=is%3Apr%20head%3Amuster%2F7`

/** All that a SEV1 needs before its closing is accepted. */
export const done = [
  say(1, '/service checkout'),
  say(2, '/severity SEV1'),
  say(30, '/override over'),
  say(40, '/status resolved ok'),
]

/** What is decided of the postmortem. */
export const decideOf = (snapshot: Snapshot): DocumentPolicy => readContext(snapshot).document

/** Such an incident, closed. */
export const closed = (document?: Partial<DocumentState>, changes: Partial<Snapshot> = {}, settings = '') =>
  buildClosed({ comments: done, settings }, { document: document && buildDocument(document), ...changes })

/** A branch that somebody pushed to. */
export const head = { branchHead: 'c'.repeat(40) }
