import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Bundle, readBundle } from '../../supply/read-bundle.ts'
import { findBundle, projectFolder } from '../support/bundle.ts'
import { openChatRoom } from '../support/chat-room.ts'
import { boardOf } from '../support/expectations.ts'
import { documentIncident, openIncident } from '../support/incidents.ts'
import { onStage } from '../support/on-stage.ts'
import { scheduled } from '../support/stage.ts'

jest.setTimeout(120_000)

/** What a watched process did; `stack` says where. */
interface Deed {
  readonly kind: 'connect' | 'look-up' | 'process' | 'code'
  readonly what: string
  readonly stack: string
}

const watcher = join(projectFolder, '__tests__', 'support', 'watch-process.cjs')
let folder: string
let bundle: Bundle

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-watch-'))
  bundle = readBundle(readFileSync(findBundle(), 'utf8'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function watch(name: string): {
  readonly env: Readonly<Record<string, string>>
  readonly deeds: () => readonly Deed[]
} {
  const file = join(folder, name)
  const env = { NODE_OPTIONS: `--require=${watcher}`, MUSTER_TEST_WATCH: file }
  const deeds = () =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line): Deed => JSON.parse(line))
      : []
  return { env, deeds }
}

const of = (deeds: readonly Deed[], kind: Deed['kind']): readonly string[] =>
  [...new Set(deeds.filter((deed) => deed.kind === kind).map(({ what }) => what))].sort()

/** The modules of the bundle that made code of text. */
function codeMakers(deeds: readonly Deed[]): readonly string[] {
  const places = deeds
    .filter(({ kind }) => kind === 'code')
    .map(({ stack }) => /\/dist\/index\.js:(\d+):\d+/.exec(stack)?.[1] ?? `elsewhere: ${stack}`)
  const lines = bundle.code.split('\n')
  const startOf = (line: number) => lines.slice(0, line - 1).join('\n').length + 2
  return [...new Set(places)].map((line) => (/^\d+$/.test(line) ? bundle.moduleAt(startOf(Number(line))) : line))
}

const boardTemplate = '.github/muster/templates/board.md.hbs'
const compiler = 'node_modules/handlebars/dist/cjs/handlebars/compiler/javascript-compiler.js'

/** Words that people type, in every place where they can, in the forms in which a template or a program would take them. */
const typed = `{{canary}} {{{canary}}} {{#each canary}}{{/each}} \${canary} "+canary+" \u2028canary()`

describe('a whole incident, from the report to the postmortem', () => {
  let deeds: readonly Deed[]
  let reached: readonly string[]

  beforeAll(async () => {
    const chat = await openChatRoom()
    const watching = watch('incident')
    const files = { 'runbooks/canary.md': `---\ntitle: "canary"\nservices: [checkout]\n---\n# canary\n\n${typed}\n` }
    try {
      await onStage({ files, inputs: { 'chat-url': chat.url } }, async (stage) => {
        Object.assign(stage.jobs, { env: watching.env })
        await documentIncident(stage, { happening: typed, log: typed, affected: typed })
        await stage.deliver(scheduled(stage))
        expect(chat.messages.join('\n')).toContain('38 % of payments fail')
        reached = [stage.github.apiUrl, chat.url].map((address) => new URL(address).host).sort()
      })()
    } finally {
      await chat.close()
    }
    deeds = watching.deeds()
  })

  test('connects to GitHub and to the chat, and to nobody else', () => {
    expect(of(deeds, 'connect')).toEqual(reached)
    expect(of(deeds, 'look-up')).toEqual([])
  })

  test('starts no process', () => {
    expect(of(deeds, 'process')).toEqual([])
  })

  test('makes code of templates alone: nothing that anybody typed is in it', () => {
    expect(codeMakers(deeds)).toEqual([compiler])
    expect(of(deeds, 'code').filter((code) => code.includes('canary'))).toEqual([])
  })
})

describe('a template of the repository', () => {
  const compiled = async (template: string, see: (deeds: readonly Deed[], board: string) => void) => {
    const { env, deeds } = watch(`template-${template.length}`)
    await onStage({ files: { [boardTemplate]: template } }, async (stage) => {
      Object.assign(stage.jobs, { env })
      const issue = await openIncident(stage)
      see(deeds(), boardOf(stage, issue))
    })()
  }

  test('reaches the compiler when it is sound', async () => {
    await compiled('canary {{title}}', (deeds, board) => {
      expect(codeMakers(deeds)).toEqual([compiler])
      expect(of(deeds, 'code').some((code) => code.includes('canary'))).toBe(true)
      expect(board).toMatch(/^canary checkout: 38 % of payments fail/)
    })
  })

  test.each([
    'canary {{constructor.constructor "return process"}}',
    'canary {{#with (lookup this "constructor")}}{{lookup this "canary"}}{{/with}}',
    'canary {{#*inline "canary"}}{{/inline}}{{title}} and so on',
    `canary {{"');process.exit(7);//canary"}} and some more`,
  ])('never does when it asks for more than is allowed: %s', async (template) => {
    await compiled(template, (deeds, board) => {
      expect(codeMakers(deeds)).toEqual([compiler])
      expect(of(deeds, 'code').filter((code) => code.includes('canary'))).toEqual([])
      expect(board).toContain('A template of this repository was not used')
    })
  })
})

describe('the watch sees', () => {
  test.each([
    ['connect', '127.0.0.1:65432', 'require("node:net").connect(65432, "127.0.0.1").on("error", () => {})'],
    ['connect', '127.0.0.1:65432', 'require("node:http").get("http://127.0.0.1:65432").on("error", () => {})'],
    ['connect', '127.0.0.1:65432', 'fetch("http://127.0.0.1:65432").catch(() => {})'],
    ['connect', '127.0.0.1:65432', 'require("node:tls").connect(65432, "127.0.0.1").on("error", () => {})'],
    ['look-up', 'localhost', 'require("node:dns").lookup("localhost", () => {})'],
    ['look-up', 'localhost', 'require("node:dns").promises.lookup("localhost")'],
    ['look-up', 'localhost', 'fetch("http://localhost:65432").catch(() => {})'],
    ['process', 'true', 'require("node:child_process").spawn("true")'],
    ['process', 'true', 'require("node:child_process").execFileSync("true")'],
    ['code', 'return 1', 'new Function("return 1")()'],
    ['code', 'return 1', '(() => {}).constructor("return 1")()'],
    ['code', 'return 1', '(async () => {}).constructor("return 1")()'],
    ['code', '1', '(0, eval)("1")'],
  ] as const)('%s %s in %s', (kind, what, source) => {
    const { env, deeds } = watch(`watch-${kind}-${source.length}`)
    execFileSync(process.execPath, ['-e', source], { env: { ...process.env, ...env } })
    expect(of(deeds(), kind)).toContain(what)
  })
})
