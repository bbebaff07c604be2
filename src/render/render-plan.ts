import type { Plan } from '../domain/plan.ts'
import type { RenderedPlan } from '../domain/rendered-plan.ts'
import { renderDocument } from './document/render-document.ts'
import { renderChat } from './render-chat.ts'
import { renderContent } from './render-content.ts'
import type { RenderContext } from './render-context.ts'
import { renderIssue } from './render-issue.ts'

/**
 * Writes every sentence of a plan. Reads nothing but the plan, the templates and the settings: the same plan gives the same
 * texts. Secrets are still in them; `redactPlan` takes those out.
 */
export function renderPlan(plan: Plan, context: RenderContext): RenderedPlan {
  return {
    ...plan,
    document: plan.document && renderDocument(plan.document, context),
    comments: plan.comments.map(({ content, silent, ...comment }) => ({
      ...comment,
      body: renderContent(content, context),
      silent: silent && renderContent(silent, context),
    })),
    chat: plan.chat.map((message) => ({ key: message.key, text: renderChat(message, context) })),
    issues: plan.issues.map((issue) => renderIssue(issue, context)),
  }
}
