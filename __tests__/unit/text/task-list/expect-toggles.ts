import { expect } from '@jest/globals'
import { readTaskList } from '../../../../src/text/task-list.ts'
import { toggle } from './toggle.ts'

/** Every box of the document can be ticked or opened: one character changes, and no other item. */
export function expectToggles(markdown: string): void {
  const before = readTaskList(markdown).items
  for (const item of before) {
    const toggled = toggle(markdown, item.line)
    const changed = Array.from({ length: markdown.length }, (_, index) => index).filter(
      (index) => toggled[index] !== markdown[index],
    )
    expect([toggled.length, changed.length]).toEqual([markdown.length, 1])
    const expected = before.map((other) => (other === item ? { ...item, checked: !item.checked } : other))
    expect(readTaskList(toggled).items).toEqual(expected)
  }
}
