import { registerHooks } from 'node:module'

/**
 * GitHub's packages import their schemas as JSON without the import attribute that Node asks for; it is added here.
 * Jest has a module loader of its own: it needs no attribute, and refuses hooks.
 */
function allowPlainJsonImports(): void {
  try {
    registerHooks({
      resolve: (specifier, context, next) => {
        const resolved = next(specifier, context)
        return specifier.endsWith('.min.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved
      },
    })
  } catch (error) {
    if (!String(error).includes('Jest')) throw error
  }
}

allowPlainJsonImports()

/** GitHub's own workflow parser, `@actions/workflow-parser`. */
export const githubParser = await import('@actions/workflow-parser')

/** GitHub's own parser of `action.yml`. */
export const { parseAction } = await import('@actions/workflow-parser/actions/index')
