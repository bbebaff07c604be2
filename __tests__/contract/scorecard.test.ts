import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { projectFolder } from '../support/bundle.ts'
import { readTable } from '../support/read-table.ts'

/** The checks of OpenSSF Scorecard 5. */
const checks = [
  'Binary-Artifacts',
  'Branch-Protection',
  'CI-Tests',
  'CII-Best-Practices',
  'Code-Review',
  'Contributors',
  'Dangerous-Workflow',
  'Dependency-Update-Tool',
  'Fuzzing',
  'License',
  'Maintained',
  'Packaging',
  'Pinned-Dependencies',
  'SAST',
  'SBOM',
  'Security-Policy',
  'Signed-Releases',
  'Token-Permissions',
  'Vulnerabilities',
  'Webhooks',
]

test('docs/security.md answers every check of Scorecard', () => {
  const rows = readTable(readFileSync(join(projectFolder, 'docs/security.md'), 'utf8'), 'check', 'answer')
  expect(rows.map(([name]) => name)).toEqual(checks)
  for (const [, answer = ''] of rows)
    expect(answer).toMatch(/^(?:Holds|\*\*The owner's\*\*|\*\*Open\*\*|Not applicable|`npm audit)/)
})
