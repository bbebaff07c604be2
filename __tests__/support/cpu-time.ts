/**
 * Milliseconds of processor time that this process has used. For budgets against runaway input: unlike the clock on the
 * wall it does not grow while a busy machine makes us wait.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
