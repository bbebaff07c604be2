import { expect, test } from '@jest/globals'
import { renderContent } from '../../../src/render/render-content.ts'
import { bodyLength } from '../../../src/text/limit.ts'
import { entryAt, makeContext, postmortem } from './fixtures.ts'

const fold = (timeline: typeof postmortem.timeline) =>
  renderContent(
    { kind: 'folded-postmortem', postmortem: { ...postmortem, timeline }, path: postmortem.path, forced: true },
    makeContext(),
  )

test('the postmortem stands folded in a comment, front matter and all, to be copied', () => {
  const text = fold(postmortem.timeline)
  expect(text).toMatch(/^\*\*Postmortem\*\*: its branch could not be pushed here, so it stands in this comment/)
  expect(text).toContain(`save it as \`${postmortem.path}\``)
  expect(text).toContain('```yaml\n---\ntitle: "Checkout: 38 % of payments fail"')
  expect(text).toMatch(/## Lessons\n[\s\S]*\n<\/details>$/)
})

test('what is too long for a comment is cut and named', () => {
  const text = fold(
    Array.from({ length: 900 }, (_, index) => entryAt('alice', 20 + index, ['note', 'word '.repeat(40)])),
  )
  expect(bodyLength(text)).toBeLessThanOrEqual(60_000)
  expect(text).toContain('cut for length')
  expect(text).toMatch(/cut for length.*Timeline|Timeline.*cut for length/)
  expect(text.match(/<details>/g)).toHaveLength(1)
  expect(text.endsWith('</details>')).toBe(true)
})
