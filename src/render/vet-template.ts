import Handlebars from 'handlebars'
import { TemplateError } from './template-error.ts'
import { helperNames } from './template-helpers.ts'

/** Largest template of a repository's own, in characters, and how much it may hold. */
const maxSize = 20_000
const maxNodes = 1_500
const maxNesting = 2
/** Conditions in conditions; compiling takes time that grows with the square of it. */
const maxLevels = 20

const blocks: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'when'])
const callable: ReadonlySet<string> = new Set(helperNames)
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])

/**
 * Refuses every template that uses more than the allowlist: conditions, `each` twice nested, our own few helpers and the
 * given fields. A template of a repository comes from people with write, but what it may cost is decided here.
 * @throws TemplateError naming the construct and its line.
 */
export function vetTemplate(source: string, fields: readonly string[]): void {
  if (source.length > maxSize) throw new TemplateError(`longer than ${maxSize} characters`)
  const counter = { nodes: 0 }
  visitProgram(parse(source), { fields: new Set(fields), depth: 0, level: 0, counter })
}

function parse(source: string): hbs.AST.Program {
  try {
    return Handlebars.parse(source)
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : [String(error)]
    const found = /got '.*'$/.exec(lines.at(-1) ?? '')?.[0] ?? ''
    throw new TemplateError(`${lines[0] ?? ''} ${found}`.trim())
  }
}

interface Visit {
  readonly fields: ReadonlySet<string>
  /** How many `each` stand around. */
  readonly depth: number
  /** How many blocks of any kind. */
  readonly level: number
  readonly counter: { nodes: number }
}

function visitProgram(program: hbs.AST.Program | undefined, visit: Visit): void {
  for (const statement of program?.body ?? []) visitStatement(statement, visit)
}

function visitStatement(statement: hbs.AST.Statement, visit: Visit): void {
  visit.counter.nodes += 1
  if (visit.counter.nodes > maxNodes) throw refuse(statement, `more than ${maxNodes} parts`)
  if (isBlock(statement)) return visitBlock(statement, visit)
  if (isMustache(statement)) return visitCall(statement, callable, visit)
  if (isContent(statement)) return visitContent(statement)
  if (statement.type !== 'CommentStatement')
    throw refuse(statement, `${statement.type.replace(/Statement$|Block.*$/, '').toLowerCase()}s are not allowed`)
}

/** Live mentions are in the field `call` alone: one of the template's own would tell somebody of every drill, too. */
function visitContent(content: hbs.AST.ContentStatement): void {
  // As it stands in the file; `value` has lost the line ends around blocks.
  const written = String(content.original)
  const mention = /(?:(?<![\w`])@|&#(?:0*64|x0*40);|&commat;)[a-z\d]/i.exec(written)
  if (mention === null) return
  const linesBefore = written.slice(0, mention.index).split('\n').length - 1
  throw refuse(content, '`@` before a name would call somebody: put `{{call}}` there', linesBefore)
}

function visitBlock(block: hbs.AST.BlockStatement, visit: Visit): void {
  visitCall(block, blocks, visit)
  const loops = isPath(block.path) && block.path.original === 'each'
  const depth = visit.depth + (loops ? 1 : 0)
  if (depth > maxNesting) throw refuse(block, `\`each\` nested more than ${maxNesting} deep`)
  const level = visit.level + 1
  if (level > maxLevels) throw refuse(block, `blocks nested more than ${maxLevels} deep`)
  visitProgram(block.program, { ...visit, depth, level })
  visitProgram(block.inverse, { ...visit, level })
}

function visitCall(
  call: hbs.AST.MustacheStatement | hbs.AST.BlockStatement,
  names: ReadonlySet<string>,
  visit: Visit,
): void {
  const { path, params } = call
  const isCall = call.type === 'BlockStatement' || params.length > 0
  if (call.hash && call.hash.pairs.length > 0) throw refuse(call, 'named arguments are not allowed')
  if (!isPath(path)) throw refuse(call, 'a literal is not allowed here')
  if (isCall && !names.has(path.original)) throw refuse(call, `\`${path.original}\` is not allowed`)
  if (!isCall) visitPath(path, visit)
  for (const param of params) visitParam(param, visit)
}

function visitParam(param: hbs.AST.Expression, visit: Visit): void {
  if (isPath(param)) visitPath(param, visit)
  else if (!/^(?:String|Number|Boolean|Undefined|Null)Literal$/.test(param.type))
    throw refuse(param, 'calls inside calls are not allowed')
}

/** Outside `each` every name has to be a field; inside, the rendering is strict about what an item has. */
function visitPath(path: hbs.AST.PathExpression, { fields, depth }: Visit): void {
  const parts = path.parts.map(String)
  const bad = parts.find((part) => forbidden.has(part))
  if (bad !== undefined) throw refuse(path, `\`${bad}\` is not allowed`)
  if (path.data && !['@index', '@first', '@last'].includes(path.original))
    throw refuse(path, `\`${path.original}\` is not allowed`)
  const first = parts[0]
  if (depth === 0 && !path.data && (first === undefined || !fields.has(first)))
    throw refuse(path, `there is no field \`${path.original}\``)
}

function refuse(node: hbs.AST.Node, what: string, linesBefore = 0): TemplateError {
  return new TemplateError(`line ${node.loc.start.line + linesBefore}: ${what}`)
}

const isBlock = (node: hbs.AST.Node): node is hbs.AST.BlockStatement => node.type === 'BlockStatement'
const isContent = (node: hbs.AST.Node): node is hbs.AST.ContentStatement => node.type === 'ContentStatement'
const isMustache = (node: hbs.AST.Node): node is hbs.AST.MustacheStatement => node.type === 'MustacheStatement'
const isPath = (node: hbs.AST.Node): node is hbs.AST.PathExpression => node.type === 'PathExpression'
