import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../../src/domain/decide.ts'
import type { Effect } from '../../../src/domain/effect.ts'
import { reconcile } from '../../../src/domain/reconcile.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { loadScanner } from '../../../src/redaction/find-by-scanner.ts'
import { redactPlan } from '../../../src/redaction/redact-plan.ts'
import { createRedactor } from '../../../src/redaction/redactor.ts'
import { renderPlan } from '../../../src/render/render-plan.ts'
import { loadTemplates } from '../../../src/render/templates.ts'
import { bodyLength } from '../../../src/text/limit.ts'
import { readMarker } from '../../../src/text/marker.ts'
import { applyPurely } from '../../support/apply-purely.ts'
import { caseCount } from '../../support/case-count.ts'
import { mentionsOf, proseOf } from '../render/markdown-shape.ts'
import { configured, nastySnapshot } from './nasty-snapshot.ts'

const templates = loadTemplates()
const scanner = loadScanner()

/** One pass, as a run makes it: decide, render, redact, reconcile. */
async function pass(snapshot: Snapshot): Promise<readonly Effect[]> {
  const plan = decide(snapshot)
  const rendered = renderPlan(plan, { templates, repository: snapshot.repository, settings: snapshot.settings })
  return reconcile(
    await redactPlan(
      rendered,
      createRedactor(() => scanner),
      plan,
    ),
    snapshot,
  )
}

/** All that is done until nothing is left to do. */
async function settle(snapshot: Snapshot): Promise<readonly Effect[]> {
  const done: Effect[] = []
  let current = snapshot
  for (let count = 0; count < 8; count += 1) {
    const effects = await pass(current)
    if (effects.length === 0) return done
    done.push(...effects)
    current = applyPurely(effects, current)
  }
  throw new Error(`does not settle: ${JSON.stringify(done.slice(-4)).slice(0, 2_000)}`)
}

const reference = /(?:#|\bGH-)\d|\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:[\w.-]+\/[\w.-]+#\d|https?:\/\/)/i
const withoutOwn = (text: string): string => text.replaceAll('(#7)', '').replaceAll('#7', '')

/** What holds of every comment, file, title and path that leaves, whoever typed what. */
function expectHarmless(effect: Effect): void {
  switch (effect.kind) {
    case 'create-comment':
    case 'create-claimed-comment':
    case 'update-comment': {
      // A marker is a line of its own: what a quoted command holds is words.
      const marker = readMarker(effect.body)
      expect([marker?.keys[0], effect.body.split(/^<!-- muster/m).length]).toEqual([effect.key, 2])
      expect(bodyLength(effect.body)).toBeLessThanOrEqual(65_536)
      expectQuiet(marker?.text ?? '')
      if (effect.kind === 'create-claimed-comment') expect(mentionsOf(effect.silent)).toEqual([])
      return
    }
    case 'add-labels':
      for (const { name } of effect.labels) expect(name).toMatch(/^\S(?:[^\p{Cc}]{0,48}\S)?$/u)
      return
    case 'commit':
      expect(withoutOwn(effect.message)).not.toMatch(reference)
      expect(effect.message).not.toMatch(/@(?=\w)/)
      expectSoundPaths(effect.files.map(({ path }) => path))
      for (const { path, text } of effect.files)
        if (!path.endsWith('pool.md')) expect(mentionsOf(bodyOf(text))).toEqual([])
      return
    case 'open-pull-request':
    case 'update-pull-request':
    case 'create-issue':
      expect(withoutOwn(effect.title)).not.toMatch(reference)
      expect(effect.title).toMatch(/^\S[^\n]{0,255}$/)
      expect(effect.title).not.toMatch(/@(?=\w)/)
      expect(mentionsOf(effect.body)).toEqual([])
      expect(withoutOwn(proseOf(effect.body))).not.toMatch(reference)
      return
    case 'assign':
      expect(effect.logins.filter((name) => !/^[a-z\d](?:[a-z\d]|-(?=[a-z\d]))*$/i.test(name))).toEqual([])
  }
}

function expectQuiet(text: string): void {
  expect(mentionsOf(text).filter((name) => !configured.includes(name.toLowerCase()))).toEqual([])
  expect(withoutOwn(proseOf(text)).replaceAll(/#\d+ (?=\w|$)/g, '')).not.toMatch(/@mallory|@everyone|@acme/)
}

/** Paths that Git, Windows and GitHub's API take, and that no other file of the commit is called by. */
function expectSoundPaths(paths: readonly string[]): void {
  expect(
    paths.filter((path) => !/^[\w. -]+(?:\/[\w. -]+)*\.md$/.test(path) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(path)),
  ).toEqual([])
  expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length)
}

function bodyOf(file: string): string {
  return file.replace(/^---\n[\s\S]*?\n---\n/, '')
}

describe('an incident in which strangers wrote whatever they could', () => {
  test('settles, and nothing harmful leaves', async () => {
    await fc.assert(
      fc.asyncProperty(nastySnapshot, async (snapshot) => {
        for (const effect of await settle(snapshot)) expectHarmless(effect)
      }),
      { numRuns: caseCount(40) },
    )
  })
})
