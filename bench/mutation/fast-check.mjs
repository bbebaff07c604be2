// fast-check as mutants are tried with it. The same cases can come out, but cheaper: strings of any code point are drawn
// without its table of all of them, which costs a second in every test file, and of many cases fewer are tried.
import fc from '../../node_modules/fast-check/lib/fast-check.js'

const codePoint = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code))

const string = (constraints) =>
  fc.string(constraints?.unit === 'binary' ? { ...constraints, unit: codePoint } : constraints)

/** A test that asks for few cases does so because each is dear. */
function fewer(runs) {
  return runs < 100 ? Math.ceil(runs / 3) : 100
}

const assert = (property, parameters = {}) =>
  fc.assert(property, { ...parameters, numRuns: fewer(parameters.numRuns ?? 100) })

export default { ...fc, assert, string }
