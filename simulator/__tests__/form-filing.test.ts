import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Answer, openShop, type Shop } from './shop.ts'

const outage = `name: Outage
description: Something is down
title: "[outage] "
labels: [outage-report, missing]
assignees: writer
body:
  - type: markdown
    attributes:
      value: Two lines are enough.
  - type: textarea
    id: what
    attributes:
      label: What is happening?
    validations:
      required: true
  - type: textarea
    id: log
    attributes:
      label: Log
      render: text
  - type: input
    attributes:
      label: Since when?
      value: now
  - type: dropdown
    id: severity
    attributes:
      label: How bad?
      options: [SEV1, SEV2]
      default: 1
  - type: dropdown
    id: regions
    attributes:
      label: Where?
      multiple: true
      options: [EU, US, Asia]
  - type: checkboxes
    id: checks
    attributes:
      label: Before you send it
      options:
        - label: No customer data
          required: true
        - label: Status page seen
  - type: upload
    id: graph
    attributes:
      label: A picture
`

let shop: Shop

beforeEach(async () => {
  shop = await openShop()
  await shop.ask(shop.tokens.writer, 'POST /labels', { name: 'Outage-Report' })
  commit({ 'outage.yml': outage, 'config.yml': 'blank_issues_enabled: false\n' })
})

afterEach(async () => {
  await shop.github.close()
})

function commit(files: Readonly<Record<string, string>>): void {
  const named = Object.entries(files).map(([name, text]) => [`.github/ISSUE_TEMPLATE/${name}`, text])
  const author = { name: 'admin', email: 'admin@example.com', date: new Date(0) }
  shop.repository.git.commitFiles('main', { files: Object.fromEntries(named), author, message: 'Forms' })
}

const file = (body: object): Promise<Answer> =>
  shop.control('POST /repos/acme/shop/forms', { login: 'stranger', form: 'outage.yml', title: 'Shop down', ...body })

test('the body, title, labels and assignees are what GitHub makes of the form', async () => {
  const fields = {
    what: 'Errors.\n\nSince the deploy.',
    log: 'Error: `x`',
    regions: ['Asia', 'EU'],
    checks: ['No customer data'],
    graph: ['graph.png', 'trace.log'],
  }
  const { body } = await file({ fields })
  expect(body.title).toBe('[outage] Shop down')
  expect(body.labels.map(({ name }: { name: string }) => name)).toEqual(['Outage-Report'])
  expect(body.assignees.map(({ login }: { login: string }) => login)).toEqual(['writer'])
  const [text, upload] = body.body.split('\n\n### A picture\n\n')
  expect(text).toBe(`### What is happening?

Errors.

Since the deploy.

### Log

\`\`\`text
Error: \`x\`
\`\`\`

### Since when?

now

### How bad?

SEV2

### Where?

EU, Asia

### Before you send it

- [x] No customer data
- [ ] Status page seen`)
  expect(upload).toMatch(/^!\[graph\.png\]\(http.*\/assets\/[\da-f-]{36}\)\n\[trace\.log\]\(http.*\/trace\.log\)$/)
})

test('what is required is required in public repositories only', async () => {
  const noText = await file({ fields: { checks: ['No customer data'] } })
  expect([noText.status, noText.body.message]).toEqual([422, 'What is happening?: please fill out this field'])
  const noBox = await file({ fields: { what: 'x' } })
  expect([noBox.status, noBox.body.message]).toEqual([
    422,
    'Before you send it: No customer data: please check this box if you want to proceed',
  ])
  shop.repository.private = true
  const answer = await file({ login: 'reader', fields: { 'since-when': '' } })
  expect(answer.body.body).toMatch(/^### What is happening\?\n\n_No response_\n\n/)
  expect(answer.body.body).toContain('### Since when?\n\n_No response_')
})

test('fields, choices and boxes that the form does not have cannot be filled in', async () => {
  shop.repository.private = true
  const status = async (fields: object) => (await file({ login: 'reader', fields })).status
  expect(await status({ wat: 'x' })).toBe(422)
  expect(await status({ severity: 'SEV9' })).toBe(422)
  expect(await status({ severity: ['SEV1', 'SEV2'] })).toBe(422)
  expect(await status({ checks: ['Other'] })).toBe(422)
  expect(shop.repository.issues.size).toBe(0)
})

test('GitHub offers no form that is broken, and none that is not there', async () => {
  commit({ 'outage.yml': outage.replace('"[outage] "', "''"), 'twin.yml': outage.replace('missing', 'a') })
  const { body } = await shop.control('GET /repos/acme/shop/forms')
  expect(body).toEqual([
    { file: 'outage.yml', offered: false, name: null, problems: ['name must be unique from all other templates'] },
    { file: 'twin.yml', offered: false, name: null, problems: ['name must be unique from all other templates'] },
  ])
  commit({ 'twin.yml': outage.replace('name: Outage', 'name: Twin') })
  const hidden = await file({})
  expect([hidden.status, hidden.body.message]).toEqual([
    422,
    'There is a problem with this template\n\ntitle must be of type String and cannot be empty',
  ])
  expect((await file({ form: 'nothing.yml' })).status).toBe(404)
  expect((await file({ form: 'config.yml' })).status).toBe(404)
})

test('a body that was filled in elsewhere needs a form that GitHub offers, where one gives its label', async () => {
  const readyMade = { form: undefined, body: '### What is happening?\n\nx', labels: ['outage-report'] }
  expect((await file(readyMade)).body.labels).toHaveLength(1)
  commit({ 'outage.yml': outage.replace('"[outage] "', "''") })
  expect((await file(readyMade)).status).toBe(422)
  expect((await file({ ...readyMade, labels: [] })).status).toBe(200)
})
