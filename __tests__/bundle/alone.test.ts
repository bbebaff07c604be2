import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, jest, test } from '@jest/globals'
import { runAction } from '../../simulator/runner/run-action.ts'
import { findBundle } from '../support/bundle.ts'
import { boardOf } from '../support/expectations.ts'
import { fillForm } from '../support/fill-form.ts'
import { paymentsFail } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'

jest.setTimeout(120_000)

test(
  'the bundle and its templates run in a folder of their own, without node_modules',
  onStage({}, async (stage) => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-alone-'))
    try {
      const built = dirname(findBundle())
      cpSync(built, join(folder, 'dist'), { recursive: true })
      cpSync(join(built, '..', 'templates'), join(folder, 'templates'), { recursive: true })
      const issue = await stage.people.sam.files('38 % of payments fail', fillForm(paymentsFail))
      const { world, repository } = stage
      const { name, payload } = stage.inbox.takeNewest()
      const permissions = { contents: 'read', issues: 'write' } as const
      const token = world.addToken({ kind: 'workflow', repository: 'acme/shop', permissions })
      const bundle = join(folder, 'dist', 'index.js')
      const run = await runAction({ world, repository, bundle, event: name, payload, token, checkout: 'clone' })
      expect([run.exitCode, run.outputs.outcome]).toEqual([0, 'incident-opened'])
      expect(boardOf(stage, issue)).toMatch(/Payment provider times out/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }),
)
