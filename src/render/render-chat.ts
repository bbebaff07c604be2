import type { ChatMessage } from '../domain/plan.ts'
import { forSlack, oneLine } from '../text/escape.ts'
import { safeTarget } from './link.ts'
import type { RenderContext } from './render-context.ts'

/** One message for the general channel, in Slack's format; it mentions nobody. */
export function renderChat(message: ChatMessage, context: RenderContext): string {
  const { about, severity, status, serviceName, text, issueUrl, drill } = message
  const name =
    serviceName !== undefined && !message.title.toLowerCase().startsWith(serviceName.toLowerCase())
      ? `${serviceName}: `
      : ''
  return context.templates.render('chat', {
    about,
    drill,
    severity: severity ?? 'Severity unknown',
    status,
    title: forSlack(oneLine(`${name}${message.title}`, 200)),
    text: text === undefined ? '' : forSlack(oneLine(text, 500)),
    url: safeTarget(issueUrl, context) ?? context.repository.url,
  })
}
