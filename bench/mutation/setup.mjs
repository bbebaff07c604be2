// As in the tests, but a property that fails ends at once: a mutant is dead by the first counterexample.
import fc from 'fast-check'

fc.configureGlobal({ seed: 20_261_122, endOnFailure: true })
