import { describe, expect, test } from '@jest/globals'
import { parseRunbook } from '../../../src/runbooks/document.ts'

const parse = (text: string, path = 'runbooks/a.md') => parseRunbook({ path, text })

describe('front matter', () => {
  test('YAML in all its types: text, numbers, booleans, dates, lists, one value for a list, block text', () => {
    const { frontMatter, notices } = parse(
      [
        '---',
        'title: "Provider: timeouts"',
        'services: checkout, payments',
        'alerts: [DiskFull, 503, true]',
        'symptoms:',
        '  - >-',
        '    payments fail,',
        '    slowly',
        'signatures: "a, b"',
        'owners:',
        '  - "@dana"',
        'dashboards:',
        '  - https://grafana.example/d/1',
        '  - {name: Errors, url: "https://x.example/e?from={{from}}"}',
        '  - {name: Bad, url: "javascript:alert(1)"}',
        'reviewed: 2026-03-01',
        'incident: 12',
        '---',
        '# Heading',
      ].join('\n'),
    )
    expect(notices).toEqual([])
    expect(frontMatter).toMatchObject({
      title: 'Provider: timeouts',
      services: ['checkout', 'payments'],
      alerts: ['DiskFull', '503', 'true'],
      symptoms: ['payments fail, slowly'],
      signatures: ['a, b'],
      owners: ['@dana'],
      reviewed: '2026-03-01',
      incident: 12,
    })
    expect(frontMatter.dashboards).toEqual([
      { name: 'grafana.example', url: 'https://grafana.example/d/1' },
      { name: 'Errors', url: 'https://x.example/e?from={{from}}' },
    ])
  })

  test('TOML with its dates, a BOM and CRLF', () => {
    const { frontMatter, title } = parse(
      '\uFEFF+++\r\ntitle = "Disk"\r\ntags = ["disk"]\r\nreviewed = 2026-03-01\r\n+++\r\n# Other\r\n',
    )
    expect(title).toBe('Disk')
    expect(frontMatter).toMatchObject({ tags: ['disk'], reviewed: '2026-03-01' })
  })

  test('broken front matter costs a notice with file and line, and the page still counts', () => {
    const page = parse('---\ntitle: ok\nowners: [a\n---\n# Pool exhausted\n\nRestart it.')
    expect(page.title).toBe('Pool exhausted')
    expect(page.notices).toHaveLength(1)
    expect(page.notices[0]).toMatchObject({ path: 'runbooks/a.md' })
    expect(page.notices[0]?.line).toBeGreaterThan(1)
  })

  test('a rule at the top is no front matter', () => {
    const page = parse('---\n\nJust text, and no end.')
    expect(page.notices).toEqual([])
    expect(page.sections[0]?.text).toContain('Just text')
  })

  test('keys that nobody knows are kept for lint; prototypes stay as they are', () => {
    const page = parse('---\n__proto__: {polluted: true}\nsymptom: fails\nsignature: X1\nwieght: 3\n---\n# A')
    expect(page.frontMatter.unknownKeys).toContain('wieght')
    expect(page.frontMatter.symptoms).toEqual(['fails'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test.each([
    ['an incident number', 'runbooks/x.md', '---\nincident: 4\n---\n', 'postmortem'],
    ['the folder', 'runbooks/postmortems/2026-01-01-4-x.md', '# X', 'postmortem'],
    ['neither', 'runbooks/postmortem.md', '# X', 'runbook'],
  ])('tells postmortems by %s', (_, path, text, kind) => {
    expect(parse(text, path).kind).toBe(kind)
  })
})
