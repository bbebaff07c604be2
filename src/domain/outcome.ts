/**
 * The stable reason code of every way a run can end: the output `outcome`. Codes are never renamed or reused.
 */
export const outcomes = [
  'nothing-to-do',
  'unsupported-event',
  'pull-request-comment',
  'foreign-pull-request',
  'malformed-event',
  'issue-gone',
  'not-an-incident',
  'awaiting-triage',
  'no-room',
  'incident-opened',
  'incident-updated',
  'incident-unchanged',
  'close-refused',
  'close-accepted',
  'closed-without-postmortem',
  'postmortem-delivered',
  'postmortem-published',
  'swept',
  'checked',
  'drill-started',
  'permission-unknown',
  'stopped-by-rate-limit',
  'cancelled',
  'planned',
  'failed',
] as const
export type Outcome = (typeof outcomes)[number]
