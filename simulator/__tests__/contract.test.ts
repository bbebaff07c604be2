import { describe, expect, test } from '@jest/globals'
import { closedSchema } from '../contract/closed-schema.ts'
import { CONTRACT_EXCEPTIONS } from '../contract/exceptions.ts'
import { plainSchema } from '../contract/plain-schema.ts'
import { checkRequest, checkResponse } from '../contract/validate.ts'
import { checkPayload } from '../contract/webhook-payloads.ts'
import { Limits } from '../http/limits.ts'
import { allRoutes } from '../routes/all-routes.ts'
import { World } from '../state/world.ts'

const ISSUES = '/repos/{owner}/{repo}/issues'
const LABELS = `${ISSUES}/{issue_number}/labels`
const query = new URLSearchParams()

describe('requests', () => {
  test('what GitHub describes passes', () => {
    const body = { title: 'Down', labels: ['a', { name: 'b' }], assignees: ['alice'] }
    expect(checkRequest('POST', ISSUES, { query, body })).toEqual([])
    expect(checkRequest('POST', LABELS, { query, body: { labels: ['a'] } })).toEqual([])
    const paging = new URLSearchParams('per_page=3&page=2&state=all&since=2026-01-01T00:00:00Z')
    expect(checkRequest('GET', ISSUES, { query: paging, body: undefined })).toEqual([])
  })

  test('unlisted fields and parameters are problems, at any depth', () => {
    expect(checkRequest('POST', ISSUES, { query, body: { title: 'x', titel: 'y' } })).toEqual([
      { at: 'body', message: 'the field "titel" is not described' },
    ])
    const tree = [{ path: 'a', mode: '100644', content: 'x', size: 1 }]
    expect(checkRequest('POST', '/repos/{owner}/{repo}/git/trees', { query, body: { tree } })).toEqual([
      { at: 'body/tree/0', message: 'the field "size" is not described' },
    ])
    expect(checkRequest('GET', ISSUES, { query: new URLSearchParams('perpage=3'), body: undefined })).toEqual([
      { at: 'query', message: 'the field "perpage" is not described' },
    ])
  })

  test('wrong values, missing fields, bodies where none is taken, and unknown operations are problems', () => {
    const state = new URLSearchParams('state=shut')
    expect(checkRequest('GET', ISSUES, { query: state, body: undefined })[0]?.message).toMatch(/^must be one of/)
    expect(checkRequest('POST', ISSUES, { query, body: {} })).not.toEqual([])
    expect(checkRequest('GET', ISSUES, { query, body: { a: 1 } })[0]?.message).toMatch(/takes no body/)
    expect(checkRequest('GET', '/nothing', { query, body: undefined })[0]?.at).toBe('operation')
  })
})

describe('responses', () => {
  const found = { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' }

  test('a body is checked against the schema of its status', () => {
    expect(checkResponse('GET', `${ISSUES}/{issue_number}`, 404, found)).toEqual([])
    expect(checkResponse('GET', `${ISSUES}/{issue_number}`, 200, found)).not.toEqual([])
    expect(checkResponse('DELETE', '/repos/{owner}/{repo}/git/refs/{ref}', 204, undefined)).toEqual([])
  })

  test('an undescribed status is a problem, a common error is not', () => {
    expect(checkResponse('GET', ISSUES, 418, found)).toEqual([
      { at: 'response', message: 'status 418 is not described' },
    ])
    expect(checkResponse('GET', ISSUES, 503, found)).toEqual([])
    expect(checkResponse('GET', ISSUES, 503, { oops: true })).not.toEqual([])
    expect(checkResponse('GET', ISSUES, 304, undefined)).toEqual([])
  })
})

describe('the slice', () => {
  test('every route of the simulator is described', () => {
    const world = new World({ web: 'http://x', api: 'http://x/api/v3', graphql: 'http://x/api/graphql' })
    const unknown = allRoutes(new Limits(world)).filter(
      ({ method, path }) => checkResponse(method, path, 304, undefined).length > 0,
    )
    expect(unknown).toEqual([])
  })

  test('nullable becomes an alternative, prose goes, properties with the names of keywords stay', () => {
    const schema = {
      type: 'object',
      description: 'prose',
      properties: { description: { type: 'string', nullable: true, example: 'x' }, title: { type: 'string' } },
    }
    expect(plainSchema(schema)).toEqual({
      type: 'object',
      properties: { description: { anyOf: [{ type: 'string' }, { type: 'null' }] }, title: { type: 'string' } },
    })
  })

  test('objects are closed over all of their alternatives', () => {
    const schema = { type: 'object', properties: { a: {} }, anyOf: [{ required: ['a'] }, { properties: { b: {} } }] }
    expect(closedSchema(schema)).toMatchObject({ unevaluatedProperties: false, anyOf: [{ required: ['a'] }, {}] })
  })

  test('every exception says why', () => {
    expect(CONTRACT_EXCEPTIONS.filter(({ reason }) => reason.length < 20)).toEqual([])
  })
})

describe('webhooks', () => {
  test('a payload is checked by event and action', () => {
    const problems = checkPayload('issues', 'opened', { action: 'opened' })
    expect(problems).toEqual([{ at: 'payload', message: "must have required property 'issue'" }])
    expect(checkPayload('issues', 'exploded', {})[0]?.message).toBe('the webhook issues-exploded is not described')
  })
})
