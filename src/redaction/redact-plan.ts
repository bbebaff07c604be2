import type { Plan } from '../domain/plan.ts'
import type { RenderedComment, RenderedDocument, RenderedIssue, RenderedPlan } from '../domain/rendered-plan.ts'
import { redactFile } from './redact-file.ts'
import type { Redactor } from './redactor.ts'

/**
 * The plan with every outgoing text free of secrets: comments and what they remember, labels, chat, files, commit message,
 * pull request, issues.
 * `plan` names the files as they are today: what people wrote there stays, only what is added to it is redacted.
 */
export async function redactPlan(rendered: RenderedPlan, redactor: Redactor, plan: Plan): Promise<RenderedPlan> {
  const clean = async (text: string): Promise<string> => (await redactor.redact(text)).text
  const [comments, labels, chat, document, issues] = await Promise.all([
    Promise.all(rendered.comments.map((comment) => redactComment(comment, clean))),
    redactLabels(rendered.labels, clean),
    Promise.all(rendered.chat.map(async ({ key, text }) => ({ key, text: await clean(text) }))),
    rendered.document && redactDocument(rendered.document, redactor, plan),
    Promise.all(rendered.issues.map((issue) => redactIssue(issue, clean))),
  ])
  return { ...rendered, comments, labels, chat, document, issues }
}

type Clean = (text: string) => Promise<string>

async function redactComment(comment: RenderedComment, clean: Clean): Promise<RenderedComment> {
  const silent = comment.silent === undefined ? undefined : await clean(comment.silent)
  return { ...comment, keys: await redactKeys(comment.keys, clean), body: await clean(comment.body), silent }
}

/**
 * Keys remember the arguments of commands. All are looked at together first: there are hundreds, and hardly ever a secret.
 * Then each by its parts, so that somebody whose login is `secret` does not make one of what stands behind it.
 */
async function redactKeys(keys: readonly string[], clean: Clean): Promise<readonly string[]> {
  const all = keys.join('\n')
  if ((await clean(all)) === all) return keys
  return await Promise.all(keys.map(async (key) => (await Promise.all(key.split(/(?<=[:=])/).map(clean))).join('')))
}

/** A service may have any name; one that is a secret gets no label. */
async function redactLabels({ present, absent }: Plan['labels'], clean: Clean): Promise<Plan['labels']> {
  const kept = await Promise.all(present.map(async (name) => ((await clean(name)) === name ? [name] : [])))
  return { present: kept.flat(), absent }
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
