import type { DocumentNode, GraphQLError, GraphQLFieldResolver } from 'graphql'
import type { Exchange } from '../http/exchange.ts'
import { notFound, Problem } from '../http/problem.ts'
import { fieldsOf, parseBody } from '../http/read-body.ts'
import type { Reply } from '../http/route.ts'
import { GraphqlProblem } from './graphql-problem.ts'
import { type GraphqlCall, rootFor } from './root.ts'
import { loadSchema } from './schema.ts'

/** Executes a query against GitHub's public schema. What goes wrong is in `errors`; the status stays 200. */
export async function answerGraphql(exchange: Exchange): Promise<Reply> {
  const { world, caller, log, fault } = exchange
  log.template = '/graphql'
  if (!world.options.graphql) throw notFound()
  if (log.method !== 'POST') throw new Problem(404, 'Not Found')
  if (caller.kind === 'nobody') throw new Problem(401, 'This endpoint requires you to be authenticated.')
  const { query, variables, operationName } = fieldsOf(parseBody(exchange.bytes))
  if (typeof query !== 'string') throw new Problem(400, 'A query attribute must be specified and must be a string.')
  const { parse, validate, execute, GraphQLError: ErrorClass } = await import('graphql')
  const schema = await loadSchema()
  const document = tryParse(() => parse(query), ErrorClass)
  if (document instanceof ErrorClass) return refuse(exchange, [document])
  const faults = validate(schema, document)
  if (faults.length > 0) return refuse(exchange, faults)
  log.applied = true
  const operation = operationOf(document)
  if (operation === 'mutation') for (const repository of world.repositories.values()) world.noteWrite(repository)
  const answer = async (asOf: GraphqlCall['asOf']) => {
    const result = await execute({
      schema,
      document,
      rootValue: rootFor({ ...exchange, asOf }, operation),
      variableValues: { ...Object(variables ?? {}) },
      operationName: typeof operationName === 'string' ? operationName : null,
      fieldResolver: resolveField(exchange),
      typeResolver: (value) => String(Object(value).__typename),
    })
    const errors = (result.errors ?? []).map(presentError)
    return { data: result.data ?? null, ...(errors.length > 0 ? { errors } : {}) }
  }
  const body = await answer((repository) => repository)
  if (fault?.mode !== 'stale-list' || operation === 'mutation') return { status: 200, body }
  const stale = await answer((repository) => world.history.before(repository, fault.lag ?? 1))
  log.idle = JSON.stringify(stale) === JSON.stringify(body)
  return { status: 200, body: stale }
}

/** A field that the schema knows but this server does not answer is an error and a violation, never null. */
function resolveField({ world }: Exchange): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, _context, info) => {
    const fields: Readonly<Record<string, unknown>> = Object(source)
    if (!(info.fieldName in fields)) {
      const message = `This server does not cover the field '${info.fieldName}' on type '${info.parentType.name}'.`
      world.violate({ kind: 'graphql', method: 'POST', path: '/graphql', message })
      throw new GraphqlProblem('NOT_COVERED', message)
    }
    const value = fields[info.fieldName]
    return typeof value === 'function' ? value(args) : value
  }
}

function refuse({ world }: Exchange, errors: readonly GraphQLError[]): Reply {
  for (const { message } of errors) world.violate({ kind: 'graphql', method: 'POST', path: '/graphql', message })
  return { status: 200, body: { errors: errors.map(({ message, locations }) => ({ ...reword(message), locations })) } }
}

/** GitHub's words and code for the commonest mistake; others stay as they are. */
function reword(message: string): Record<string, unknown> {
  const [, fieldName, typeName] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message) ?? []
  if (fieldName === undefined) return { message }
  const extensions = { code: 'undefinedField', typeName, fieldName }
  return { message: `Field '${fieldName}' doesn't exist on type '${typeName}'`, extensions }
}

function presentError({ originalError, message, path, locations }: GraphQLError): Record<string, unknown> {
  const type = originalError instanceof GraphqlProblem ? { type: originalError.type } : {}
  return { ...type, path, locations, message }
}

function tryParse<E extends new (...args: never[]) => GraphQLError>(
  parse: () => DocumentNode,
  errorClass: E,
): DocumentNode | GraphQLError {
  try {
    return parse()
  } catch (error) {
    if (error instanceof errorClass) return error as GraphQLError
    throw error
  }
}

function operationOf(document: DocumentNode): 'query' | 'mutation' {
  const definition = document.definitions.find(({ kind }) => kind === 'OperationDefinition')
  return definition?.kind === 'OperationDefinition' && definition.operation === 'mutation' ? 'mutation' : 'query'
}
