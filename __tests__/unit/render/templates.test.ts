import { pathToFileURL } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { renderContent } from '../../../src/render/render-content.ts'
import { loadTemplates, templatesFolder } from '../../../src/render/templates.ts'
import { cpuTime } from '../../support/cpu-time.ts'
import { board, makeContext } from './fixtures.ts'

describe('where templates lie', () => {
  test.each([
    ['/repo/src/render/templates.ts', '/repo/templates/'],
    ['/repo/lib/render/templates.js', '/repo/templates/'],
    ['/repo/dist/index.js', '/repo/templates/'],
    ['/_actions/acme/my src/v1/dist/index.js', '/_actions/acme/my src/v1/templates/'],
  ])('%s → %s', (module, folder) => {
    expect(templatesFolder(pathToFileURL(module).href)).toBe(folder)
  })
})

describe('templates of a repository', () => {
  const view = { a: [{ x: 'one' }, { x: 'two' }], b: 'z', c: ['<', '@'] }
  const own = (source: string, values: object = view) => {
    const templates = loadTemplates({ board: source })
    const text = (() => {
      try {
        return templates.render('board', values)
      } catch {
        // The built-in board wants its own fields; only what became of the given template matters here.
        return 'built-in'
      }
    })()
    return { text, detail: templates.failures[0]?.detail }
  }

  test('may use conditions, lists and our helpers, and nothing is escaped or resolved twice', () => {
    const source =
      '{{#each a}}{{x}}{{../b}}{{#unless @last}}, {{/unless}}{{/each}} {{plural 1 "day" "days"}} {{join c "; "}} {{#when b "z"}}yes{{else}}no{{/when}}'
    expect(own(source)).toEqual({ text: 'onez, twoz 1 day <; @ yes', detail: undefined })
    expect(own('{{b}}', { b: '{{a}} <b>' }).text).toBe('{{a}} <b>')
  })

  test.each([
    ['{{> x}}', 'line 1: partials are not allowed'],
    ['{{#> x}}{{/x}}', 'line 1: partials are not allowed'],
    ['\n{{lookup a "b"}}', 'line 2: `lookup` is not allowed'],
    ['{{log b}}', 'line 1: `log` is not allowed'],
    ['{{#with b}}{{/with}}', 'line 1: `with` is not allowed'],
    ['{{constructor}}', 'line 1: `constructor` is not allowed'],
    ['{{b.__proto__}}', 'line 1: `__proto__` is not allowed'],
    ['{{b.constructor.name}}', 'line 1: `constructor` is not allowed'],
    ['{{#each a}}{{#each ../a}}{{#each ../../a}}{{/each}}{{/each}}{{/each}}', 'line 1: `each` nested more than 2 deep'],
    ['{{#*inline "x"}}{{/inline}}', 'line 1: decorators are not allowed'],
    ['{{nope}}', 'line 1: there is no field `nope`'],
    ['{{#if nope}}{{/if}}', 'line 1: there is no field `nope`'],
    ['{{#each a}}{{nope}}{{/each}}', '"nope" not defined in [object Object] - 1:13'],
    ['{{#if (plural 1)}}x{{/if}}', 'line 1: calls inside calls are not allowed'],
    ['{{join c sep=","}}', 'line 1: named arguments are not allowed'],
    ['{{@root.b}}', 'line 1: `@root.b` is not allowed'],
    ['{{#each a}}', "Parse error on line 1: got 'EOF'"],
    ['x'.repeat(20_001), 'longer than 20000 characters'],
    ['{{b}}'.repeat(1_501), 'line 1: more than 1500 parts'],
  ])('%.60s is refused', (source, why) => {
    expect(own(source)).toEqual({ text: 'built-in', detail: `.github/muster/templates/board.md.hbs: ${why}` })
  })

  test('cannot run long, whatever the lists hold', () => {
    const many = Array.from({ length: 3_000 }, () => ({ x: 'y'.repeat(2_000) }))
    const started = cpuTime()
    expect(own('{{#each a}}{{#each ../a}}{{/each}}{{/each}}', { a: many }).detail).toMatch(/too many steps/)
    expect(own(`{{#each a}}${'{{#if x}}{{/if}}'.repeat(700)}{{/each}}`, { a: many }).detail).toMatch(/too many steps/)
    expect(own(`{{#each a}}${'{{x}}'.repeat(1_000)}{{/each}}`, { a: many }).detail).toMatch(/too long/)
    expect(own(`{{b}}${'{{b}}'.repeat(40)}`, { b: 'y'.repeat(2_000) }).detail).toMatch(/longer than 60000/)
    expect(cpuTime() - started).toBeLessThan(5_000)
  })

  test('leave no trace on prototypes and see none of them', () => {
    expect(own('{{#each a}}{{toString}}{{/each}}').text).not.toMatch(/native|object/)
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('a broken board falls back to ours, which says so', () => {
    const text = renderContent(board, makeContext({ board: '**{{title}}**\n{{> evil}}' }))
    expect(text.split('\n')[0]).toBe(
      '**SEV1 · Checkout: 38 % of payments fail since 03:05 UTC, EU customers cannot pay** · investigating',
    )
    expect(text).toContain(
      '⚠️ A template of this repository was not used, the built-in one stands in: .github/muster/templates/board.md.hbs: line 2: partials are not allowed',
    )
  })

  test('other templates cannot be replaced: the call and its mentions stay ours', () => {
    const context = makeContext({ call: '@everyone', board: '{{call}}' })
    expect(renderContent(board, context)).toMatch(/^\*\*@alice @bob42\*\*/)
    expect(context.templates.failures.map(({ detail }) => detail)).toEqual([
      '.github/muster/templates/call.md.hbs: only board and postmortem may be replaced',
    ])
  })

  test('a sound board stands in place of ours', () => {
    const context = makeContext({ board: '{{title}}\n{{call}}\n{{#each moreRunbooks}}{{link}}{{/each}}' })
    const lines = renderContent(board, context).split('\n')
    expect(lines[0]).toBe('Checkout: 38 % of payments fail')
    expect(lines[1]).toMatch(/^\*\*@alice @bob42\*\* reply `\/ack`/)
    expect(context.templates.failures).toEqual([])
  })
})
