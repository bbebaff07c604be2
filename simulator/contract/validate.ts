import { readFileSync } from 'node:fs'
import { closedSchema } from './closed-schema.ts'
import { withoutExceptions } from './exceptions.ts'
import type { Schema } from './plain-schema.ts'
import type { Problem } from './problem.ts'
import { SchemaValidator } from './schema-validator.ts'

export type { Problem } from './problem.ts'

interface Operation {
  readonly query: readonly { readonly name: string; readonly required: boolean; readonly schema: Schema }[]
  readonly body?: { readonly required: boolean; readonly schema: Schema }
  readonly responses: Readonly<Record<string, Schema | null>>
}

interface Slice {
  readonly operations: Readonly<Record<string, Operation>>
  readonly components: { readonly schemas: Schema }
}

/** A request as it came in; `body` is undefined where none was sent. */
export interface CheckedRequest {
  readonly query: URLSearchParams
  readonly body: unknown
}

/** Answers that any operation can give without describing them, in GitHub's common form of an error. */
const COMMON_ERRORS = [400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503]
const COMMON_ERROR: Schema = {
  type: 'object',
  required: ['message', 'documentation_url'],
  properties: { message: { type: 'string' }, documentation_url: { type: 'string' }, errors: { type: 'array' } },
}

let contract: { readonly slice: Slice; readonly bodies: SchemaValidator; readonly queries: SchemaValidator } | null =
  null

/**
 * The problems of a request's query and body by GitHub's API description; an unknown operation is one, and so is a
 * field or parameter that the description does not list (stricter than GitHub, which ignores it).
 */
export function checkRequest(method: string, pathTemplate: string, request: CheckedRequest): readonly Problem[] {
  const name = `${method} ${pathTemplate}`
  const { slice, bodies, queries } = loadContract()
  const operation = slice.operations[name]
  if (!operation) return [unknownOperation(name)]
  const query = { part: 'query', data: queryValues(request.query, operation) }
  const problems = [...queries.check(name, () => querySchema(operation), query)]
  const { body } = operation
  if (request.body !== undefined && !isEmptyObject(request.body) && !body) {
    problems.push({ at: 'body', message: 'this operation takes no body' })
  } else if (body && (body.required || request.body !== undefined)) {
    const value = { part: 'body', data: request.body ?? {} }
    problems.push(...bodies.check(`${name} body`, () => closedSchema(body.schema), value))
  }
  return withoutExceptions(name, problems)
}

/** The problems of an answer by GitHub's API description: an undescribed status, or a body that does not fit it. */
export function checkResponse(method: string, pathTemplate: string, status: number, body: unknown): readonly Problem[] {
  const name = `${method} ${pathTemplate}`
  const { slice, bodies } = loadContract()
  const operation = slice.operations[name]
  if (!operation) return [unknownOperation(name)]
  if (status === 304) return body === undefined ? [] : [{ at: 'response', message: 'a 304 has no body' }]
  const described = operation.responses[String(status)]
  const schema = described === undefined && COMMON_ERRORS.includes(status) ? COMMON_ERROR : described
  if (schema === undefined)
    return withoutExceptions(name, [{ at: 'response', message: `status ${status} is not described` }])
  if (schema === null) return []
  const problems = bodies.check(`${name} ${status}`, () => schema, { part: 'response', data: body })
  return withoutExceptions(name, problems)
}

/** Read once, when first needed: the slice is parsed in a few milliseconds, its schemas are compiled one by one. */
function loadContract(): NonNullable<typeof contract> {
  if (!contract) {
    const slice = JSON.parse(readFileSync(new URL('./slice/github-api.json', import.meta.url), 'utf8')) as Slice
    const components = slice.components.schemas
    contract = {
      slice,
      bodies: new SchemaValidator(components),
      queries: new SchemaValidator(components, { coerce: true }),
    }
  }
  return contract
}

function querySchema(operation: Operation): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(operation.query.map(({ name, schema }) => [name, schema])),
    required: operation.query.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  }
}

function queryValues(query: URLSearchParams, operation: Operation): Record<string, unknown> {
  const lists = new Set(operation.query.filter(({ schema }) => schema.type === 'array').map(({ name }) => name))
  return Object.fromEntries(
    [...query.keys()].map((name) => [name, lists.has(name) ? query.getAll(name) : query.get(name)]),
  )
}

function unknownOperation(name: string): Problem {
  return { at: 'operation', message: `${name} is not among the described operations` }
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
