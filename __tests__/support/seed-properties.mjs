// Property tests draw the same cases on every run: a red test is a change of the code, never of the dice.
import fc from 'fast-check'

fc.configureGlobal({ seed: 20_261_122 })
