// Preloaded into a worker with `MUSTER_FAULTS_SWITCH`: switches one safeguard off as its file is loaded. Fails loudly where
// the place is not there exactly once, or the file is never loaded: a switch that switches nothing would prove nothing.
import { registerHooks } from 'node:module'
import { type Switch, switches } from './switches.ts'

const off = new Map<string, Switch>(Object.entries(switches)).get(process.env.MUSTER_FAULTS_SWITCH ?? '')
if (!off) throw new Error(`There is no switch ${process.env.MUSTER_FAULTS_SWITCH}`)
let replaced = false

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!url.endsWith(`/${off.file}`)) return loaded
    const parts = String(loaded.source).split(off.snippet)
    if (parts.length !== 2) throw new Error(`${off.file} does not hold this exactly once: ${off.snippet}`)
    replaced = true
    return { ...loaded, source: parts.join(off.replacement) }
  },
})

process.on('exit', () => {
  if (replaced) return
  process.stderr.write(`${off.file} was not loaded\n`)
  process.exitCode = 3
})
