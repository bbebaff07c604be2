import type { FileFacts, PullFacts } from '../facts.ts'
import { escapeHtml } from './escape-html.ts'
import { type IssueView, renderConversation, renderHead, renderSide } from './issue-page.ts'

/** What a page of a pull request shows. */
export interface PullView extends IssueView {
  readonly pull: PullFacts
  readonly files: readonly FileFacts[]
}

/** The body of a pull request's page: conversation and changed files. */
export function renderPull(view: PullView): string {
  const { repository, issue, pull, files } = view
  const state = pull.merged_at !== null ? 'Merged' : pull.state === 'open' ? 'Open' : 'Closed'
  return [
    renderHead(repository, issue, state),
    '<div class="columns"><div>',
    renderConversation(view),
    `<h2>Files changed</h2>`,
    ...files.map(renderFile),
    '</div>',
    renderSide([
      { title: 'Reviewers', people: pull.requested_reviewers },
      { title: 'Branch', html: `<code>${escapeHtml(pull.head.ref)}</code>` },
    ]),
    '</div>',
  ].join('\n')
}

function renderFile({ filename, status, patch = '' }: FileFacts): string {
  const lines = patch.split('\n').map((line) => `<span class="${kindOf(line)}">${escapeHtml(line) || ' '}</span>`)
  return `<div class="file"><h3>${escapeHtml(filename)} · ${status}</h3><pre class="diff">${lines.join('')}</pre></div>`
}

function kindOf(line: string): string {
  if (line.startsWith('@@')) return 'place'
  if (line.startsWith('+')) return 'added'
  return line.startsWith('-') ? 'removed' : 'same'
}
