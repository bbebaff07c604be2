import type { Row } from './judge/row.ts'

const signs = { 'as expected': '✅', different: '❗', 'not measured': '➖' } as const

/** The job summary: how many are as expected, and every experiment with what it means. */
export function printTable(rows: readonly Row[]): string {
  const count = (verdict: Row['verdict']) => rows.filter((row) => row.verdict === verdict).length
  return [
    '# What this GitHub does',
    '',
    `${count('as expected')} as expected, ${count('different')} different, ${count('not measured')} not measured. What each decides: docs/first-run.md.`,
    '',
    '| | Experiment | Expected | Found | For Muster |',
    '|---|---|---|---|---|',
    ...rows.map(({ experiment, expected, found, verdict, meaning }) =>
      ['', signs[verdict], ...[experiment, expected, found, meaning].map(cell), ''].join(' | ').trim(),
    ),
    '',
  ].join('\n')
}

/** One line, without what would end a cell; GitHub's own words may hold anything. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
