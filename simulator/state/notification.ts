/** Why GitHub would have written to somebody. */
export type NotificationReason = 'mention' | 'team_mention' | 'assign' | 'review_requested'

/** One person told once, as a mail or a push message would. */
export interface Notification {
  readonly login: string
  readonly reason: NotificationReason
  /** `owner/name#number`. */
  readonly subject: string
  /** Where the text stands that told them; null for an assignment. */
  readonly source: { readonly kind: 'issue' | 'comment'; readonly id: number } | null
  /** `true` when editing brought the mention in. */
  readonly byEdit: boolean
  readonly by: string
  readonly at: Date
}
