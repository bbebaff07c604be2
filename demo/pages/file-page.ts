import { parse } from 'yaml'
import { renderMarkdown } from '../../simulator/state/markdown/render-markdown.ts'
import type { Stage } from '../stage.ts'
import { escapeHtml } from './escape-html.ts'

/** The body of a page of a Markdown file of the default branch. Front matter is shown as GitHub does, as a table. */
export async function renderFile(stage: Stage, path: string): Promise<string> {
  const text = await stage.facts.file(path)
  const [, front = '', body = text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? []
  const { world } = stage.github
  const repository = world.repository(stage.repository)
  if (!repository) throw new Error(`There is no repository ${stage.repository}`)
  const { html } = renderMarkdown(body, { world, repository, canMentionTeams: false, isFile: true })
  return `<p class="where"><a href="index.html">${escapeHtml(stage.repository)}</a> / ${escapeHtml(path)}</p>
<div class="file"><h3>${escapeHtml(path)}</h3><article class="markdown-body">${renderFrontMatter(front)}${html}</article></div>`
}

function renderFrontMatter(front: string): string {
  const values: unknown = front === '' ? null : parse(front)
  if (typeof values !== 'object' || values === null) return ''
  const rows = Object.entries(values).map(([key, value]) => {
    return `<tr><th>${escapeHtml(key)}</th><td>${escapeHtml(showValue(value))}</td></tr>`
  })
  return `<table>${rows.join('')}</table>`
}

function showValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(showValue).join(' · ')
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${showValue(inner)}`)
    .join(', ')
}
