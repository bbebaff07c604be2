import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

interface FormField {
  readonly type: string
  readonly id?: string
  readonly attributes: {
    readonly label?: string
    readonly value?: string
    readonly render?: string
    readonly options?: readonly string[]
    readonly default?: number
  }
}

/** The form that teams copy, as text. */
export const outageForm = readFileSync(new URL('../../.github/ISSUE_TEMPLATE/outage.yml', import.meta.url), 'utf8')

/** The body that GitHub makes of the filled-in form. `ticked` ticks every box of the checklist. */
export function fillForm(answers: Readonly<Record<string, string>>, { ticked = false } = {}): string {
  const { body }: { body: readonly FormField[] } = parse(outageForm)
  const parts = body.flatMap(({ type, id, attributes }) => {
    if (type === 'markdown') return []
    const { options, default: chosen, render, value } = attributes
    const answer = (answers[id ?? ''] ?? options?.[chosen ?? 0] ?? value ?? '').trim()
    const shown = answer === '' ? '_No response_' : render ? `\`\`\`${render}\n${answer}\n\`\`\`` : answer
    return [`### ${attributes.label}\n\n${shown}`]
  })
  const text = parts.join('\n\n')
  return ticked ? text.replaceAll('- [ ] ', '- [x] ') : text
}
