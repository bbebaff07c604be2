import { expect, test } from '@jest/globals'
import { decide } from '../../../src/domain/decide.ts'
import { reconcile } from '../../../src/domain/reconcile.ts'
import { renderPlan } from '../../../src/render/render-plan.ts'
import { loadTemplates } from '../../../src/render/templates.ts'
import { readMarker } from '../../../src/text/marker.ts'
import { applyPurely } from '../../support/apply-purely.ts'
import { buildSnapshot } from '../../support/build-snapshot.ts'

const templates = loadTemplates()
const settings = 'services: { checkout: { call: [alice, bob], inform: [carol] } }'

test.each([
  ['a plain issue', 'Service: checkout\nSeverity: SEV1\n\nPayments fail'],
  ['one of which nothing is known', 'It is down'],
  ['one with a checklist of its own', 'Service: checkout\n\n- [ ] runbook read and followed, or none fits'],
])('%s: what people read on a new board never changes by the end of its opening', (_case, body) => {
  const chat = { configured: true, sent: [], failed: [] }
  const installation = { kind: 'first-run', since: '2026-11-20T03:02:00.000Z' } as const
  let current = buildSnapshot({ settings, issue: { body } }, { chat, installation })
  const boards: string[] = []
  let passes = 0
  for (; passes < 8; passes += 1) {
    const { repository, settings: read } = current
    const effects = reconcile(renderPlan(decide(current), { templates, repository, settings: read }), current)
    if (effects.length === 0) break
    for (const effect of effects) {
      const posts = effect.kind === 'create-comment' || effect.kind === 'update-comment'
      if (posts && effect.key === 'board') boards.push(effect.body)
    }
    current = applyPurely(effects, current)
  }
  const read = boards.map((board) => readMarker(board))
  expect(boards).toHaveLength(2)
  expect(read[1]?.text).toBe(read[0]?.text)
  // Only then it says for what state it was written.
  expect(read.map((board) => board?.keys.some((key) => key.startsWith('as:')))).toEqual([false, true])
  expect(passes).toBeLessThan(8)
})
