// Property tests draw the same cases on every run: a red test is a change of the code, never of the dice. To throw other
// dice, set MUSTER_SEED; what they find becomes one of the property's `examples`.
import fc from 'fast-check'
import { caseCount } from './case-count.ts'
import { limitCases } from './limit-cases.ts'

fc.configureGlobal({ seed: Number(process.env.MUSTER_SEED ?? 20_261_122), numRuns: caseCount(100) })
fc.installGlobalPlugin(limitCases)
