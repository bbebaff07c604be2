/** A template that may not be used or did not render: what is wrong and where, in one line. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}
