import { parseArgs } from 'node:util'
import { startGitHub } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    directory: { type: 'string' },
  },
})

const { directory } = values
const github = await startGitHub({
  port: Number(values.port),
  latency: Number(values.latency),
  ...(directory === undefined ? {} : { directory }),
})
process.stdout.write(
  `${JSON.stringify({ url: github.url, apiUrl: github.apiUrl, graphqlUrl: github.graphqlUrl, pid: process.pid })}\n`,
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    github.close().then(() => process.exit(0))
  })
}
