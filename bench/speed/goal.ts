/** What was promised, and what was measured. */
export interface Goal {
  readonly goal: string
  readonly measured: string
  readonly held: boolean
}

/** The goals as a Markdown table. */
export function goalTable(goals: readonly Goal[]): string {
  return tableOf(
    ['goal', 'measured', 'held'],
    goals.map(({ goal, measured, held }) => [goal, measured, held ? 'yes' : '**no**']),
  )
}

/** A Markdown table: the first column is text, the others are figures. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n')
}
