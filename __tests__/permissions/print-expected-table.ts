import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectedTable } from './expected-table.ts'

const head = `# Who may do what: what has to become of every act. Generated from rules.ts, which imports nothing from the product:
#   node __tests__/permissions/print-expected-table.ts
#
# counts    it takes effect
# refused   it has no effect, and its author is told why, once in an incident; a closing is undone
# edited    it has no effect, and its author is told that an edited command does not count
# nothing   it has no effect, and nothing is said
# reported  the report waits for /confirm: the label incident:unconfirmed, one comment, no board, nobody called
# stopped   GitHub itself does not let this person do it
# waits     nothing is allowed, refused or reopened: the next run decides
# -         there is no such act
`

/** Where the table is kept. */
export const tablePath = join(import.meta.dirname, 'expected-table.tsv')

/** The table as text: one part after the other, columns separated by tabs. */
export function printExpectedTable(): string {
  const parts = expectedTable().map(({ name, keys, acts, rows }) => {
    const lines = [[...keys, ...acts], ...rows.map((row) => [...row.keys, ...row.cells])]
    return `## ${name}\n${lines.map((line) => line.join('\t')).join('\n')}\n`
  })
  return [head, ...parts].join('\n')
}

if (process.argv[1] === import.meta.filename) writeFileSync(tablePath, printExpectedTable())
