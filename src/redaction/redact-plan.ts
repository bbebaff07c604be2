import type { Plan } from '../domain/plan.ts'
import type { RenderedComment, RenderedDocument, RenderedIssue, RenderedPlan } from '../domain/rendered-plan.ts'
import { redactFile } from './redact-file.ts'
import type { Redactor } from './redactor.ts'

/**
 * The plan with every outgoing text free of secrets: comments, chat, files, commit message, pull request, issues.
 * `plan` names the files as they are today: what people wrote there stays, only what is added to it is redacted.
 */
export async function redactPlan(rendered: RenderedPlan, redactor: Redactor, plan: Plan): Promise<RenderedPlan> {
  const clean = async (text: string): Promise<string> => (await redactor.redact(text)).text
  const [comments, chat, document, issues] = await Promise.all([
    Promise.all(rendered.comments.map((comment) => redactComment(comment, clean))),
    Promise.all(rendered.chat.map(async ({ key, text }) => ({ key, text: await clean(text) }))),
    rendered.document && redactDocument(rendered.document, redactor, plan),
    Promise.all(rendered.issues.map((issue) => redactIssue(issue, clean))),
  ])
  return { ...rendered, comments, chat, document, issues }
}

type Clean = (text: string) => Promise<string>

async function redactComment(comment: RenderedComment, clean: Clean): Promise<RenderedComment> {
  const silent = comment.silent === undefined ? undefined : await clean(comment.silent)
  return { ...comment, body: await clean(comment.body), silent }
}

async function redactIssue(issue: RenderedIssue, clean: Clean): Promise<RenderedIssue> {
  return { ...issue, title: await clean(issue.title), body: await clean(issue.body) }
}

async function redactDocument(document: RenderedDocument, redactor: Redactor, plan: Plan): Promise<RenderedDocument> {
  const before = new Map(
    plan.document?.files.map((file) => [file.path, 'current' in file ? file.current : undefined] as const),
  )
  const files = document.files.map(async ({ path, text }) => ({
    path,
    text: await redactFile(text, before.get(path), redactor),
  }))
  const [commitMessage, title, body] = await Promise.all(
    [document.commitMessage, document.title, document.body].map(async (text) => (await redactor.redact(text)).text),
  )
  return {
    ...document,
    files: await Promise.all(files),
    commitMessage: commitMessage ?? '',
    title: title ?? '',
    body: body ?? '',
  }
}
