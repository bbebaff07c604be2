import { describe, expect, test } from '@jest/globals'
import { loadTemplates } from '../../../src/render/templates.ts'

const view = { a: [{ x: 'one' }, { x: 'two' }, { x: 'three' }], none: [], b: 'z', empty: '', yes: true, zero: 0 }

/** What becomes of a template of a repository: its text, or why it was not used. */
function own(source: string): string {
  const templates = loadTemplates({ board: source })
  try {
    const text = templates.render('board', view)
    if (templates.failures.length === 0) return text
  } catch {
    // The built-in board wants its own fields.
  }
  return templates.failures[0]?.detail.replace('.github/muster/templates/board.md.hbs: ', '') ?? ''
}

describe('a template of a repository may use', () => {
  test.each([
    ['{{#if b}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if empty}}yes{{else}}no{{/if}}', 'no'],
    ['{{#if none}}yes{{else}}no{{/if}}', 'no'],
    ['{{#if a}}yes{{else}}no{{/if}}', 'yes'],
    ['{{#if zero}}yes{{else}}no{{/if}}', 'no'],
    ['{{#unless none}}yes{{else}}no{{/unless}}', 'yes'],
    ['{{#unless b}}yes{{else}}no{{/unless}}', 'no'],
    ['{{#when b "z"}}yes{{else}}no{{/when}}', 'yes'],
    ['{{#when b "y"}}yes{{else}}no{{/when}}', 'no'],
    ['{{#when zero 0}}yes{{else}}no{{/when}}', 'yes'],
    [
      '{{#each a}}{{@index}}{{x}}{{#if @first}}!{{/if}}{{#if @last}}.{{else}}, {{/if}}{{/each}}',
      '0one!, 1two, 2three.',
    ],
    ['{{#each none}}some{{else}}none{{/each}}', 'none'],
    ['{{#each b}}some{{else}}none{{/each}}', 'none'],
    ['{{#each a}}{{#each ../a}}{{x}}{{/each}}{{else}}{{b}}{{/each}}', 'onetwothree'.repeat(3)],
    ['{{plural 1 "day" "days"}}, {{plural 2 "day" "days"}}, {{plural zero "day" "days"}}', '1 day, 2 days, 0 days'],
    ['{{join none ", "}}|{{join b ", "}}|', '||'],
    ['a{{! a word to the reader }}b', 'ab'],
    ['a  \n\n\n\n{{b}} \t\n', 'a\n\nz'],
    ['mail to a@b, `@c`, @ d', 'mail to a@b, `@c`, @ d'],
    ['{{#when b undefined}}x{{else}}y{{/when}}{{#when b null}}x{{/when}}{{#if true}}z{{/if}}', 'yz'],
    [`${'{{#if b}}'.repeat(20)}x${'{{/if}}'.repeat(20)}`, 'x'],
    ['{{b}}'.repeat(1_500), 'z'.repeat(1_500)],
    ['x'.repeat(20_000), 'x'.repeat(20_000)],
  ])('%.70s', (source, text) => expect(own(source)).toBe(text))
})

describe('and not', () => {
  const mention = '`@` before a name would call somebody: put `{{call}}` there'

  test.each([
    ['@all', `line 1: ${mention}`],
    ['\n(@all)', `line 2: ${mention}`],
    ['{{#if b}}\n{{/if}}\n\nx @all', `line 4: ${mention}`],
    ['&#64;all', `line 1: ${mention}`],
    ['&#0064;all', `line 1: ${mention}`],
    ['&#x40;all', `line 1: ${mention}`],
    ['&#X0040;all', `line 1: ${mention}`],
    ['&commat;all', `line 1: ${mention}`],
    ['{{#if b}}x @all{{/if}}', `line 1: ${mention}`],
    ['{{#if b}}{{else}}{{nope}}{{/if}}', 'line 1: there is no field `nope`'],
    [`${'{{#if b}}'.repeat(21)}x${'{{/if}}'.repeat(21)}`, 'line 1: blocks nested more than 20 deep'],
    ['{{"literal"}}', 'line 1: a literal is not allowed here'],
    ['{{#plural 1 "a" "b"}}{{/plural}}', 'line 1: `plural` is not allowed'],
    ['{{if b}}', 'line 1: `if` is not allowed'],
    ['{{#b}}x{{/b}}', 'line 1: `b` is not allowed'],
    ['{{#if b x=1}}{{/if}}', 'line 1: named arguments are not allowed'],
    ['{{#if a.constructor}}{{/if}}', 'line 1: `constructor` is not allowed'],
    ['{{#each a}}{{x.prototype}}{{/each}}', 'line 1: `prototype` is not allowed'],
    ['{{#each a}}{{@key}}{{/each}}', 'line 1: `@key` is not allowed'],
    ['{{this}}', 'line 1: there is no field `this`'],
    ['{{../b}}', expect.any(String)],
    ['{{#if}}x{{/if}}', expect.any(String)],
  ])('%.60s', (source, why) => {
    const told = own(source)
    expect(told).toEqual(why)
    expect(told).not.toContain('\n')
  })

  test('any other template, or one more than once to complain of', () => {
    const templates = loadTemplates({ board: '{{nope}}', call: 'x' })
    for (let time = 0; time < 2; time += 1) expect(() => templates.render('board', {})).toThrow()
    expect(templates.failures.map(({ code, detail }) => `${code} ${detail}`)).toEqual([
      'template-broken .github/muster/templates/call.md.hbs: only board and postmortem may be replaced',
      'template-broken .github/muster/templates/board.md.hbs: line 1: there is no field `nope`',
    ])
  })
})
