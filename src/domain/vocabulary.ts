/** How bad an incident is, worst first. */
export const severities = ['SEV1', 'SEV2', 'SEV3', 'SEV4'] as const
export type Severity = (typeof severities)[number]

/** Where an incident stands, in the order in which it usually moves. */
export const statuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export type Status = (typeof statuses)[number]

/** The points in time that every figure is made of: a milestone minus a milestone. */
export const milestones = [
  'started',
  'detected',
  'acknowledged',
  'identified',
  'mitigated',
  'resolved',
  'published',
] as const
export type Milestone = (typeof milestones)[number]

/** Roles on a repository from the least to the most powerful. `unknown` = GitHub did not answer: nobody is refused for it. */
export const roles = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const
export type Role = (typeof roles)[number]
export type KnownRole = Role | 'unknown'

/** The login that GitHub itself shows in place of a deleted account. */
export const ghost = 'ghost'

/** Where the postmortem stands, as the label `postmortem:<state>` shows it. */
export type PostmortemState = 'open' | 'published' | 'none'

/** Reactions that Muster uses: `eyes` claims, `+1` accepts, `confused` refuses. */
export type Reaction = 'eyes' | '+1' | 'confused'
