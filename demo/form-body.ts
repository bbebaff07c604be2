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

/**
 * The body that GitHub makes of a filled-in issue form: a heading for each field, empty ones say `_No response_`.
 * `answers` is by field id; for what is not answered, the form's own prefilled value or default stays.
 */
export function fillForm(form: string, answers: Readonly<Record<string, string>>): string {
  const { body }: { body: readonly FormField[] } = parse(form)
  const parts = body.flatMap(({ type, id, attributes }) => {
    if (type === 'markdown') return []
    const { options, default: chosen, render, value } = attributes
    const initial = options && chosen !== undefined ? options[chosen] : value
    const answer = (answers[id ?? ''] ?? initial ?? '').trim()
    const shown = answer === '' ? '_No response_' : render ? `\`\`\`${render}\n${answer}\n\`\`\`` : answer
    return [`### ${attributes.label}\n\n${shown}`]
  })
  return parts.join('\n\n')
}
