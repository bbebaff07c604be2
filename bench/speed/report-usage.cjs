// Loaded into a measured process by NODE_OPTIONS: at its end it notes what the process has used.
const { appendFileSync, readFileSync } = require('node:fs')

process.on('exit', () => {
  const { userCPUTime, maxRSS } = process.resourceUsage()
  const usage = { userMs: userCPUTime / 1000, peakMb: (ownPeak() ?? maxRSS) / 1024 }
  appendFileSync(process.env.MUSTER_BENCH_USAGE, `${JSON.stringify(usage)}\n`)
})

// On Linux `maxRSS` also remembers the process that started this one; the kernel's own figure does not. Both are in KB.
function ownPeak() {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
  } catch {
    return undefined
  }
}
