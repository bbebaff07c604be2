// The stories in one file, the quickest first: what they share, the simulator and the sources, is loaded once for a
// mutant and not a dozen times. Left out are those of the document, whose parts are proved one by one, and two that are
// long by intent.
import '../../__tests__/scenarios/status.test.ts'
import '../../__tests__/scenarios/chat.test.ts'
import '../../__tests__/scenarios/broken.test.ts'
import '../../__tests__/scenarios/trying.test.ts'
import '../../__tests__/scenarios/open.test.ts'
import '../../__tests__/scenarios/commands.test.ts'
import '../../__tests__/scenarios/closing.test.ts'
import '../../__tests__/scenarios/declare.test.ts'
import '../../__tests__/scenarios/checklist.test.ts'
import '../../__tests__/scenarios/call.test.ts'
import '../../__tests__/scenarios/sweep.test.ts'
