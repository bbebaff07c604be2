import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Failure } from '../domain/snapshot.ts'
import { bodyLength } from '../text/limit.ts'
import { TemplateError } from './template-error.ts'
import type { RenderBudget } from './template-helpers.ts'
import { createEnvironment } from './template-helpers.ts'
import { vetTemplate } from './vet-template.ts'

/** Values for a template, each ready to stand in its place: strings are escaped already. */
export type View = object

/** Everything that Muster says, by name: `board`, `refusal`, `postmortem`, … */
export interface Templates {
  /** The text of a template, trimmed. Templates of the repository's own fall back to the built-in one. */
  render(name: string, view: View): string
  /** Templates of the repository's own that could not be used, so far; each once. */
  readonly failures: readonly Failure[]
}

/** Templates that a repository may replace under `.github/muster/templates/<name>.md.hbs`. */
export const replaceable = ['board', 'postmortem'] as const

const ours: RenderBudget = { steps: 200_000, characters: 2_000_000 }
const theirs: RenderBudget = { steps: 20_000, characters: 120_000 }
/** Longest text that a template of the repository's own may make. */
const maxOutput = 60_000

/** Where the templates lie: beside `dist` for the bundle, two folders up from here for the sources. */
export function templatesFolder(moduleUrl: string): string {
  const fromSource = /\/(?:src|lib)\/render\/templates\.[jt]s$/.test(moduleUrl)
  return fileURLToPath(new URL(fromSource ? '../../templates/' : '../templates/', moduleUrl))
}

/**
 * The built-in templates, each read when first used, with the repository's own in place of `board` and `postmortem`
 * (name → source). One that breaks a rule, does not render or grows too long is replaced by ours, and says so in `failures`.
 */
export function loadTemplates(overrides: Readonly<Record<string, string>> = {}): Templates {
  const own = createRenderer((name) => sourceOf(overrides, name) ?? '', theirs)
  const failures = Object.keys(overrides).flatMap(refuseName)
  return { render, failures }

  function render(name: string, view: View): string {
    const source = sourceOf(overrides, name)
    if (source === undefined || failures.some(({ detail }) => detail.startsWith(pathOf(name))))
      return builtIn(name, view)
    try {
      vetTemplate(source, Object.keys(view))
      const text = own(name, view)
      if (bodyLength(text) > maxOutput) throw new TemplateError(`its text is longer than ${maxOutput} characters`)
      return text
    } catch (error) {
      failures.push({ code: 'template-broken', detail: `${pathOf(name)}: ${firstLine(error)}` })
      return builtIn(name, view)
    }
  }
}

const folder = templatesFolder(import.meta.url)
const builtIn = createRenderer((name) => readFileSync(`${folder}${name}.md.hbs`, 'utf8'), ours)

function refuseName(name: string): Failure[] {
  const may = replaceable.some((one) => one === name)
  const detail = `${pathOf(name)}: only ${replaceable.join(' and ')} may be replaced`
  return may ? [] : [{ code: 'template-broken', detail }]
}

function sourceOf(overrides: Readonly<Record<string, string>>, name: string): string | undefined {
  return replaceable.some((one) => one === name) && Object.hasOwn(overrides, name) ? overrides[name] : undefined
}

function createRenderer(read: (name: string) => string, limits: RenderBudget): (name: string, view: View) => string {
  const budget = { ...limits }
  const environment = createEnvironment(budget)
  const compiled = new Map<string, HandlebarsTemplateDelegate>()
  return (name, view) => {
    const template = compiled.get(name) ?? environment.compile(read(name), compileOptions)
    compiled.set(name, template)
    Object.assign(budget, limits)
    return tidy(template(view, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false }))
  }
}

const compileOptions: CompileOptions = {
  strict: true,
  noEscape: true,
  preventIndent: true,
  knownHelpersOnly: true,
  // Handlebars knows `log`, `lookup` and `with` unless told otherwise; here they are names like any other.
  knownHelpers: {
    ...{ if: true, unless: true, each: true, when: true, plural: true, join: true },
    ...{ log: false, lookup: false, with: false },
  } as KnownHelpers,
}

/** Parts of a template that say nothing leave blank lines behind: never more than one stays, and no blank at a line's end. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function pathOf(name: string): string {
  return `.github/muster/templates/${name}.md.hbs`
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
