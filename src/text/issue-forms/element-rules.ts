/** What an element of a form may hold, by GitHub's page on its form schema. */
export interface ElementRule {
  readonly attributes: readonly string[]
  /** Those of the attributes without which the form is refused. */
  readonly required: readonly string[]
}

/** The elements that there are. https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
export const elementRules: Readonly<Record<string, ElementRule>> = {
  markdown: { attributes: ['value'], required: ['value'] },
  textarea: { attributes: ['label', 'description', 'placeholder', 'value', 'render'], required: ['label'] },
  input: { attributes: ['label', 'description', 'placeholder', 'value'], required: ['label'] },
  dropdown: {
    attributes: ['label', 'description', 'multiple', 'options', 'default'],
    required: ['label', 'options'],
  },
  // Its label is required by the schema's page, and left out in GitHub's own examples of what is valid.
  checkboxes: { attributes: ['label', 'description', 'options'], required: ['options'] },
  upload: { attributes: ['label', 'description'], required: ['label'] },
}

/** What may stand beside `type`. */
export const elementKeys: readonly string[] = ['type', 'id', 'attributes', 'validations']

/** Attributes that are texts, and no empty ones. */
export const textAttributes: readonly string[] = ['label', 'description', 'placeholder', 'value', 'render']

/** What GitHub takes in an `upload` field, and what `accept` may therefore name. From the same page. */
export const uploadTypes: ReadonlySet<string> = new Set([
  ...['.zip', '.gz', '.tar.gz'],
  ...['.pdf', '.docx', '.xlsx', '.pptx'],
  ...['.png', '.jpg', '.jpeg', '.gif', '.svg', '.webp'],
  ...['.mp4', '.mov', '.webm'],
  ...['.json', '.py', '.js', '.ts', '.log', '.txt', '.csv'],
])
