/** The key of an action item: the comment whose `/action` asked for it. */
export function actionKey(comment: number): string {
  return `action:${comment}`
}
