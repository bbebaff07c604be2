// Writes simulator/contract/slice: of GitHub's own API description the operations that the simulator answers, with
// the components that they reach and without prose. Run it with `npm run slice` after changing operations.json.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainSchema, reachableComponents } from '../simulator/contract/plain-schema.ts'

const NAME = '@octokit/openapi'
const VERSION = '23.0.2'
const contract = new URL('../simulator/contract/', import.meta.url)

const source = readPackage(['generated/api.github.com.json', 'LICENSE'])
const api = JSON.parse(source['generated/api.github.com.json'])
const wanted = JSON.parse(readFileSync(new URL('operations.json', contract), 'utf8'))
const operations = Object.fromEntries(wanted.map((name) => [name, sliceOperation(name)]))
const schemas = reachableComponents(operations, api.components.schemas)
const slice = { source: `${NAME}@${VERSION}`, operations, components: { schemas } }
writeFileSync(new URL('slice/github-api.json', contract), `${JSON.stringify(slice)}\n`)
writeFileSync(new URL('slice/NOTICE.md', contract), notice())
console.log(
  `${wanted.length} operations, ${Object.keys(schemas).length} components, ${JSON.stringify(slice).length} bytes`,
)

/** The package unpacks to 385 MB, so only the named files are read out of its tarball. */
function readPackage(names) {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
  try {
    execFileSync('npm', ['pack', `${NAME}@${VERSION}`, '--silent'], { cwd: folder })
    const tarball = `${NAME.slice(1).replace('/', '-')}-${VERSION}.tgz`
    const read = (name) =>
      execFileSync('tar', ['-xzOf', tarball, `package/${name}`], { cwd: folder, maxBuffer: 2 ** 26 })
    return Object.fromEntries(names.map((name) => [name, read(name).toString('utf8')]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function sliceOperation(name) {
  const [method, path] = name.split(' ')
  const operation = api.paths[path]?.[method.toLowerCase()]
  if (!operation) throw new Error(`${NAME}@${VERSION} does not describe ${name}`)
  const parameters = (operation.parameters ?? []).map(resolve).filter((parameter) => parameter.in === 'query')
  return {
    query: parameters.map(({ name, required, schema }) => ({
      name,
      required: required === true,
      schema: plainSchema(schema),
    })),
    ...(operation.requestBody ? { body: sliceBody(resolve(operation.requestBody)) } : {}),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, sliceContent(resolve(response))]),
    ),
  }
}

function sliceBody(body) {
  return { required: body.required === true, schema: sliceContent(body) ?? {} }
}

/** The schema of the JSON form, or null where the answer has no JSON body. */
function sliceContent({ content }) {
  const schema = content?.['application/json']?.schema
  return schema ? plainSchema(schema) : null
}

function resolve(value) {
  if (!value.$ref) return value
  return value.$ref
    .slice(2)
    .split('/')
    .reduce((node, key) => node[key], api)
}

function notice() {
  return `# Notice

\`github-api.json\` is a slice of GitHub's description of its REST API, taken from \`generated/api.github.com.json\` of the npm
package \`${NAME}\` ${VERSION} by \`scripts/slice-openapi.mjs\`: the operations listed in \`../operations.json\`, the components
that they reach, without descriptions, examples and defaults; \`nullable\` is written as \`anyOf\` with null, \`oneOf\` as
\`anyOf\`. The package is published under the following licence.

${source.LICENSE.trim()}
`
}
