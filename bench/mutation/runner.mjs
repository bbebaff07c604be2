// Jest's runner, but only the files that meet the mutant, and none after the first red one.
import TestRunner from 'jest-runner'
import { activeMutant, choose, remember, save } from './covering.mjs'

export default class extends TestRunner {
  async runTests(tests, watcher, options) {
    if (activeMutant() === undefined) {
      const stop = this.on('test-file-success', ([test, result]) => {
        const time = result.perfStats.runtime
        remember(test.path, { time, names: result.testResults.map(({ fullName }) => fullName) })
      })
      await super.runTests(tests, watcher, options)
      stop()
      return save()
    }
    const byPath = new Map(tests.map((test) => [test.path, test]))
    let dead = false
    const stops = [
      this.on('test-file-failure', () => {
        dead = true
      }),
      this.on('test-file-success', ([, result]) => {
        dead ||= result.numFailingTests > 0 || result.testExecError !== undefined
      }),
    ]
    for (const path of choose([...byPath.keys()], this._globalConfig.testNamePattern)) {
      await super.runTests([byPath.get(path)], watcher, options)
      if (dead) break
    }
    for (const stop of stops) stop()
  }
}
