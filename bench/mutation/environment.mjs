// Node's environment, made for many runs that only have to tell "dead" from "alive": after a file's first red test the
// rest of the file is skipped, and so are the tests of time, which cost seconds and fail on a busy machine.
import { TestEnvironment } from 'jest-environment-node'
import { activeMutant, remember } from './covering.mjs'

const testsOfTime = /bounded time|100,000/

export default class extends TestEnvironment {
  #path
  #dead = false
  #before

  constructor(config, context) {
    super(config, context)
    this.#path = context.testPath
  }

  async setup() {
    await super.setup()
    this.#before = this.#met()
  }

  handleTestEvent(event) {
    if (event.name === 'test_start' && (this.#dead || testsOfTime.test(event.test.name))) event.test.mode = 'skip'
    if (event.name === 'test_fn_failure') this.#dead = true
    // Stryker does not see that a test ends by being skipped, and would count what is loaded next as met by it.
    if (event.name === 'test_skip' && this.global.__stryker__) this.global.__stryker__.currentTestId = undefined
  }

  async teardown() {
    if (activeMutant() === undefined) {
      const met = Object.entries(this.#met()).filter(([id, count]) => count > (this.#before[id] ?? 0))
      remember(this.#path, { meets: met.map(([id]) => id) })
    }
    await super.teardown()
  }

  /** Mutants met, outside of tests and inside, with how often, as Stryker counts them over all files. */
  #met() {
    const { static: loaded = {}, perTest = {} } = this.global.__stryker__?.mutantCoverage ?? {}
    const counts = { ...loaded }
    for (const test of Object.values(perTest))
      for (const [id, count] of Object.entries(test)) counts[id] = (counts[id] ?? 0) + count
    return counts
  }
}
