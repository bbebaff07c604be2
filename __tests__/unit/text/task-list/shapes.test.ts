import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { readTaskList } from '../../../../src/text/task-list.ts'
import { expectToggles } from './expect-toggles.ts'
import { readByCommonMark } from './read-by-common-mark.ts'
import { readByMicromark } from './read-by-micromark.ts'
import type { ReferenceBox } from './reference-box.ts'

/** One document of `spec.yaml` or `shapes.yaml`, whose first lines say what the fields mean. */
interface Shape {
  readonly name?: string
  readonly example?: number
  readonly markdown: string
  readonly boxes: string
  readonly differs?: string
}

const load = (file: string): readonly Shape[] => parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
const print = (boxes: readonly ReferenceBox[]): string =>
  boxes.map(({ line, checked }) => `${line} ${checked ? 'done' : 'open'}`).join(', ') || 'none'
const read = (markdown: string): string => {
  const list = readTaskList(markdown)
  return list.over ? 'over' : print(list.items)
}

describe.each(['spec.yaml', 'shapes.yaml'])('%s', (file) => {
  const shapes = load(file).map((shape) => ({ ...shape, name: shape.name ?? `example ${shape.example}` }))

  test('holds at least 200 documents, each under a name of its own', () => {
    expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length)
    expect(shapes.length).toBeGreaterThanOrEqual(200)
  })

  test.each(shapes)('$name', ({ markdown, boxes, differs }) => {
    expect(read(markdown)).toBe(boxes)
    const references = [readByCommonMark(markdown), readByMicromark(markdown)]
    if (differs === undefined) expect(references.map(print)).toEqual([boxes, boxes])
    const done = readTaskList(markdown).items.filter(({ checked }) => checked)
    for (const { line } of done) expect(references.flat()).not.toContainEqual({ line, checked: false })
  })

  test.each(shapes)('$name: each box can be ticked or opened', ({ markdown }) => expectToggles(markdown))
})
