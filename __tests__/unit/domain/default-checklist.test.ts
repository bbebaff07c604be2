import { expect, test } from '@jest/globals'
import { requiredItems } from '../../../src/domain/default-checklist.ts'
import { readFormDefinition } from '../../../src/text/form-definition.ts'
import { outageForm } from '../../support/fill-form.ts'

test('an issue without the form gets the checklist that the form brings: same steps, same items, same numbers', () => {
  const reading = readFormDefinition(outageForm)
  if (!reading.ok) throw new Error(reading.problem)
  const items = requiredItems(reading.form)
  expect(requiredItems(undefined)).toEqual(items)
  expect([items.length, items.filter(({ optional }) => !optional).length]).toEqual([13, 8])
})
