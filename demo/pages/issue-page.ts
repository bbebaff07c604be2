import type { CommentFacts, EventFacts, IssueFacts, Named } from '../facts.ts'
import { drawAvatar } from './avatar.ts'
import { escapeHtml } from './escape-html.ts'

/** What a page of an issue shows. */
export interface IssueView {
  readonly repository: string
  readonly issue: IssueFacts
  readonly comments: readonly CommentFacts[]
  readonly events: readonly EventFacts[]
  /** The colours of labels as they now are, by name; an event only knows the one of its time. */
  readonly colors: ReadonlyMap<string, string>
}

/** The body of an issue's page: title, state, conversation in order of time, and the column at its side. */
export function renderIssue(view: IssueView): string {
  const { issue, repository } = view
  return [
    renderHead(repository, issue, issue.state === 'open' ? 'Open' : 'Closed'),
    '<div class="columns"><div>',
    renderConversation(view),
    '</div>',
    renderSide([
      { title: 'Assignees', people: issue.assignees },
      { title: 'Labels', html: issue.labels.map(renderLabel).join('') },
    ]),
    '</div>',
  ].join('\n')
}

/** The title of an issue or pull request with its state. */
export function renderHead(repository: string, issue: IssueFacts, state: string): string {
  return `<p class="where"><a href="index.html">${escapeHtml(repository)}</a></p>
<h1 class="title">${escapeHtml(issue.title)} <span class="number">#${issue.number}</span></h1>
<span class="state ${state.toLowerCase()}">${state}</span>
<span class="where"><b>${escapeHtml(issue.user.login)}</b> opened this on ${showTime(issue.created_at)}</span>`
}

/** The first text, and comments and events in order of time; ids ascend, whatever they belong to. */
export function renderConversation({ issue, comments, events, colors }: IssueView): string {
  const texts = comments.map((comment) => ({ at: comment.created_at, id: comment.id, html: renderText(comment) }))
  const told = events.flatMap((event) => {
    const html = renderEvent(event, colors)
    return html === null ? [] : [{ at: event.created_at, id: event.id, html }]
  })
  const all = [...texts, ...told].sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id)
  return [renderText({ ...issue, id: 0 }), ...all.map(({ html }) => html)].join('\n')
}

/** One label in its colours. */
export function renderLabel({ name, color }: { readonly name: string; readonly color: string }): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  const ink = red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#1f2328' : '#ffffff'
  return `<span class="label" style="background:#${color};color:${ink}">${escapeHtml(name)}</span>`
}

/** The column at the side. */
export function renderSide(
  sections: readonly { readonly title: string; readonly people?: readonly Named[]; readonly html?: string }[],
): string {
  const parts = sections.map(({ title, people = [], html }) => {
    const named = people.map(({ login }) => `<div class="person">${drawAvatar(login, 20)} ${escapeHtml(login)}</div>`)
    const inner = html ?? named.join('')
    return `<section><h2>${title}</h2>${inner === '' ? '<span class="where">None yet</span>' : inner}</section>`
  })
  return `<aside class="side">${parts.join('\n')}</aside>`
}

type Text = Pick<CommentFacts, 'id' | 'user' | 'created_at' | 'body_html'>

function renderText({ id, user, created_at, body_html }: Text): string {
  const bot = user.login.endsWith('[bot]') ? ' <span class="bot">bot</span>' : ''
  const name = escapeHtml(user.login.replace(/\[bot\]$/, ''))
  return `<article class="comment" id="issuecomment-${id}">${drawAvatar(user.login)}
<div class="box"><header><b>${name}</b>${bot} on ${showTime(created_at)}</header>
<div class="markdown-body">${body_html}</div></div></article>`
}

function renderEvent(happened: EventFacts, colors: IssueView['colors']): string | null {
  const { event, actor, created_at, assignee, state_reason } = happened
  const label = happened.label && { ...happened.label, color: colors.get(happened.label.name) ?? happened.label.color }
  const who = `<b>${escapeHtml((actor?.login ?? 'ghost').replace(/\[bot\]$/, ''))}</b>`
  const what = {
    labeled: label && `added ${renderLabel(label)}`,
    unlabeled: label && `removed ${renderLabel(label)}`,
    assigned: assignee && `assigned <b>${escapeHtml(assignee.login)}</b>`,
    closed: `closed this${state_reason === 'completed' ? ' as completed' : ''}`,
    reopened: 'reopened this',
    merged: 'merged this',
    review_requested: 'asked for a review',
  }[event]
  return what === undefined ? null : `<p class="event">${who} ${what} · ${showTime(created_at)}</p>`
}

function showTime(iso: string): string {
  const date = new Date(iso)
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`
}
