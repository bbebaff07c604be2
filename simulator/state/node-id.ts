const PREFIXES: Readonly<Record<string, string>> = {
  Issue: 'I',
  IssueComment: 'IC',
  PullRequest: 'PR',
  Repository: 'R',
  User: 'U',
  Organization: 'O',
  Bot: 'BOT',
  Label: 'LA',
  Team: 'T',
  Milestone: 'MI',
}

/** An opaque global id, as GraphQL's `node(id:)` takes it. */
export function makeNodeId(type: string, id: number): string {
  return `${PREFIXES[type] ?? type}_${Buffer.from(`${type}:${id}`).toString('base64url')}`
}

/** The type and id behind a node id, or null when it is none of ours. */
export function readNodeId(nodeId: string): { readonly type: string; readonly id: number } | null {
  const decoded = Buffer.from(nodeId.slice(nodeId.lastIndexOf('_') + 1), 'base64url').toString('utf8')
  const match = /^([A-Za-z]+):(\d+)$/.exec(decoded)
  if (!match?.[1] || !match[2] || makeNodeId(match[1], Number(match[2])) !== nodeId) return null
  return { type: match[1], id: Number(match[2]) }
}
