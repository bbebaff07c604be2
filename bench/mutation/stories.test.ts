// Some stories in one file, the quickest first: what they share, the simulator and the sources, is loaded once for a
// mutant and not a dozen times. A mutant that nobody sees has to pass them all, so they are those that reach most for
// their time; what the others alone would notice does not count.
import '../../__tests__/scenarios/status.test.ts'
import '../../__tests__/scenarios/broken.test.ts'
import '../../__tests__/scenarios/trying.test.ts'
import '../../__tests__/scenarios/open.test.ts'
