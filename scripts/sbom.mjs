// Prints the software bill of materials of what ships. The build writes the same to dist/sbom.cdx.json.
import { fileURLToPath } from 'node:url'
import { printSbom } from '../supply/print-sbom.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
process.stdout.write(printSbom({ root, built: `${root}/dist` }))
