import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'

/** How things stand for `success()`, `failure()`, `cancelled()` and `always()`. */
export interface Progress {
  readonly failed: boolean
  readonly cancelled: boolean
  /** False as soon as anything that is waited for did not succeed; for jobs this includes skipped ones. */
  readonly succeeded: boolean
}

/** What an expression can see: its named contexts as plain JSON values, and the progress so far. */
export interface ExpressionScope {
  readonly contexts: Readonly<Record<string, unknown>>
  readonly progress: Progress
}

const contextNames = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
]

/** Nothing has happened yet. */
export const freshProgress: Progress = { failed: false, cancelled: false, succeeded: true }

/**
 * The value of an expression (without `${{ }}`) as a plain JSON value, computed by GitHub's own evaluator.
 * Throws its error for an expression that cannot be parsed.
 */
export function evaluateExpression(expression: string, scope: ExpressionScope): unknown {
  return JSON.parse(JSON.stringify(evaluate(expression, scope), data.replacer) ?? 'null')
}

/** Like `evaluateExpression`, coerced to text: `true`, `12`, and the empty string for null. */
export function evaluateToString(expression: string, scope: ExpressionScope): string {
  return evaluate(expression, scope).coerceString()
}

/** Whether a condition holds: everything but `false`, `0`, `''` and null counts as true. */
export function evaluateCondition(expression: string, scope: ExpressionScope): boolean {
  const value = evaluateExpression(expression, scope)
  return !(value === null || value === false || value === 0 || value === '')
}

function evaluate(expression: string, scope: ExpressionScope): data.ExpressionData {
  const functions = new Map(statusFunctions(scope.progress).map((one) => [one.name.toLowerCase(), one]))
  const tree = new Parser(new Lexer(expression).lex().tokens, contextNames, [...functions.values()]).parse()
  const contexts = new data.Dictionary(
    ...contextNames.map((key) => ({ key, value: toExpressionData(scope.contexts[key] ?? null) })),
  )
  return new Evaluator(tree, contexts, functions).evaluate()
}

function statusFunctions(progress: Progress): readonly FunctionDefinition[] {
  const flag = (name: string, value: boolean): FunctionDefinition => ({
    name,
    minArgs: 0,
    maxArgs: Number.MAX_SAFE_INTEGER,
    call: () => new data.BooleanData(value),
  })
  return [
    flag('always', true),
    flag('cancelled', progress.cancelled),
    flag('failure', progress.failed && !progress.cancelled),
    flag('success', progress.succeeded && !progress.cancelled),
  ]
}

function toExpressionData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver)
}
