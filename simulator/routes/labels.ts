import { paged } from '../http/paged.ts'
import { invalid } from '../http/problem.ts'
import type { Call, Reply, Route } from '../http/route.ts'
import type { Issue } from '../state/issue.ts'
import {
  addLabels,
  changeLabel,
  createLabel,
  deleteLabel,
  findLabel,
  removeLabel,
  setLabels,
} from '../state/issues/labels.ts'
import { presentLabel } from '../state/present/label.ts'
import { findIssue, findIssueToWrite, READ, WRITE } from './find-issue.ts'
import { readNames, readText, requireText } from './read-body-field.ts'

const LABELS = '/repos/{owner}/{repo}/labels'
const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/labels'

/** Labels of a repository and of an issue. */
export const labelRoutes: readonly Route[] = [
  { method: 'GET', path: LABELS, needs: READ, handle: listLabels },
  { method: 'POST', path: LABELS, needs: WRITE, role: 'write', handle: postLabel },
  { method: 'GET', path: `${LABELS}/{name}`, needs: READ, handle: getLabel },
  { method: 'PATCH', path: `${LABELS}/{name}`, needs: WRITE, role: 'write', handle: patchLabel },
  { method: 'DELETE', path: `${LABELS}/{name}`, needs: WRITE, role: 'write', handle: removeFromRepository },
  { method: 'GET', path: OF_ISSUE, needs: READ, handle: (call) => labelsOf(call, findIssue(call)) },
  { method: 'POST', path: OF_ISSUE, needs: WRITE, role: 'triage', handle: postIssueLabels },
  { method: 'PUT', path: OF_ISSUE, needs: WRITE, role: 'triage', handle: putIssueLabels },
  { method: 'DELETE', path: OF_ISSUE, needs: WRITE, role: 'triage', handle: clearIssueLabels },
  { method: 'DELETE', path: `${OF_ISSUE}/{name}`, needs: WRITE, role: 'triage', handle: deleteIssueLabel },
]

function listLabels(call: Call): Reply {
  const labels = [...call.repository.labels.values()].sort((a, b) => a.name.localeCompare(b.name))
  return paged(labels, (label) => presentLabel(call, label))
}

function getLabel(call: Call): Reply {
  return { status: 200, body: presentLabel(call, findLabel(call, call.params.name ?? '')) }
}

function postLabel(call: Call): Reply {
  const { body } = call
  const fields = { name: requireText(body, 'name', 'Label'), color: readText(body, 'color') ?? 'ededed' }
  const label = createLabel(call, { ...fields, description: readText(body, 'description') ?? null })
  const shown = presentLabel(call, label)
  return { status: 201, body: shown, headers: { location: String(shown.url) } }
}

function patchLabel(call: Call): Reply {
  const { body } = call
  const label = findLabel(call, call.params.name ?? '')
  const name = readText(body, 'new_name')
  const color = readText(body, 'color')
  const description = readText(body, 'description')
  changeLabel(call, label, {
    ...(name == null ? {} : { name }),
    ...(color == null ? {} : { color }),
    ...(description === undefined ? {} : { description }),
  })
  return { status: 200, body: presentLabel(call, label) }
}

function removeFromRepository(call: Call): Reply {
  deleteLabel(call, findLabel(call, call.params.name ?? ''))
  return { status: 204 }
}

function postIssueLabels(call: Call): Reply {
  const issue = findIssueToWrite(call)
  addLabels(call, issue, requireNames(call))
  return labelsOf(call, issue)
}

function putIssueLabels(call: Call): Reply {
  const issue = findIssueToWrite(call)
  setLabels(call, issue, readNames(call.body, 'labels', 'name') ?? [])
  return labelsOf(call, issue)
}

function clearIssueLabels(call: Call): Reply {
  setLabels(call, findIssueToWrite(call), [])
  return { status: 204 }
}

function deleteIssueLabel(call: Call): Reply {
  const issue = findIssueToWrite(call)
  removeLabel(call, issue, call.params.name ?? '')
  return labelsOf(call, issue)
}

function labelsOf(call: Call, issue: Issue): Reply {
  return paged(issue.labels, (label) => presentLabel(call, label))
}

function requireNames({ body }: Call): readonly string[] {
  const names = readNames(body, 'labels', 'name')
  if (names === undefined) throw invalid({ resource: 'Issue', code: 'missing_field', field: 'labels' })
  return names
}
