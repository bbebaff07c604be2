import Handlebars from 'handlebars'
import { TemplateError } from './template-error.ts'

/** Helpers that a template may call besides the blocks `if`, `unless`, `each` and `when`. */
export const helperNames = ['plural', 'join'] as const

/** What one rendering may cost: calls of helpers and rounds of `each` together, and characters that it may produce. */
export interface RenderBudget {
  steps: number
  characters: number
}

type Block = Handlebars.HelperOptions

/**
 * An environment with our helpers only. Even `if` and `each` are ours: they count steps and characters, so that no template
 * can run long whatever lists it is given. The budget is shared by all templates of the environment and renewed for each rendering.
 */
export function createEnvironment(budget: RenderBudget): typeof Handlebars {
  const environment = Handlebars.create()
  for (const name of Object.keys(environment.helpers)) environment.unregisterHelper(name)
  environment.registerHelper({
    if(this: unknown, value: unknown, block: Block) {
      spend(budget)
      return isTrue(value) ? block.fn(this) : block.inverse(this)
    },
    unless(this: unknown, value: unknown, block: Block) {
      spend(budget)
      return isTrue(value) ? block.inverse(this) : block.fn(this)
    },
    when(this: unknown, value: unknown, expected: unknown, block: Block) {
      spend(budget)
      return value === expected ? block.fn(this) : block.inverse(this)
    },
    each(this: unknown, list: unknown, block: Block) {
      return Array.isArray(list) && list.length > 0 ? repeat(list, block, budget) : block.inverse(this)
    },
    plural: (count: unknown, one: unknown, many: unknown) => `${String(count)} ${String(count === 1 ? one : many)}`,
    join: (list: unknown, separator: unknown) => (Array.isArray(list) ? list.join(String(separator)) : ''),
  })
  return environment
}

function spend(budget: RenderBudget): void {
  budget.steps -= 1
  if (budget.steps < 0) throw new TemplateError('it takes too many steps')
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

function repeat(list: readonly unknown[], block: Block, budget: RenderBudget): string {
  let text = ''
  list.forEach((item, index) => {
    spend(budget)
    const data = Handlebars.createFrame(block.data ?? {})
    Object.assign(data, { index, first: index === 0, last: index === list.length - 1 })
    const piece = block.fn(item, { data })
    budget.characters -= piece.length
    if (budget.characters < 0) throw new TemplateError('its text is too long')
    text += piece
  })
  return text
}
