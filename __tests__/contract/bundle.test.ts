import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { allowedHosts } from '../../supply/allowed-hosts.ts'
import { allowedPowers } from '../../supply/allowed-powers.ts'
import { findHosts } from '../../supply/find-hosts.ts'
import { findPowers } from '../../supply/find-powers.ts'
import { type Bundle, readBundle } from '../../supply/read-bundle.ts'
import { findBundle } from '../support/bundle.ts'

const names = ['index.js', 'cli.js'] as const
const bundles = new Map<string, Bundle>(
  names.map((name) => [name, readBundle(readFileSync(join(dirname(findBundle()), name), 'utf8'))]),
)

function bundle(name: string): Bundle {
  const found = bundles.get(name)
  if (!found) throw new Error(`There is no bundle ${name}`)
  return found
}

/** A bundle of one module, as the build writes it. */
function wrap(source: string, path = 'lib/added.js'): Bundle {
  return readBundle(`import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_modules__ = ({

 7: // external "node:net"
 ((module) => {
module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
 }),

 8: // ./${path}
 ((module, exports, __nccwpck_require__) => {
// EXTERNAL MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
;// CONCATENATED MODULE: ./${path}
${source}
 })
});
`)
}

describe.each(names)('dist/%s', (name) => {
  test('makes code, starts processes, reaches the network and touches files only where that is allowed', () => {
    const allowed = allowedPowers[name].map(({ kind, module, times }) => `${kind} × ${times} in ${module}`)
    const found = findPowers(bundle(name)).map(({ kind, module, times }) => `${kind} × ${times} in ${module}`)
    expect(found.sort()).toEqual([...allowed].sort())
  })

  test('names no host but those allowed', () => {
    const allowed = allowedHosts[name].map(({ host, module }) => `${host} in ${module}`)
    expect(
      findHosts(bundle(name))
        .map(({ host, module }) => `${host} in ${module}`)
        .sort(),
    ).toEqual([...allowed].sort())
  })

  test('carries nothing of the machine that built it', () => {
    expect(bundle(name).code).not.toMatch(/registry\.npmjs\.org|127\.0\.0\.1:\d|\/work\/|\/home\/|\/root\/|\/tmp\//)
  })

  test('every reason is one', () => {
    for (const { why } of [...allowedPowers[name], ...allowedHosts[name]]) expect(why).toMatch(/\w{2,}/)
  })
})

describe('the audit sees', () => {
  test.each([
    ['eval("1")', 'code:eval'],
    ['(0, eval)(x)', 'code:eval'],
    ['globalThis["eval"](x)', 'code:eval'],
    ['globalThis[name](x)', 'code:globalThis[…]'],
    ['new Function(x)', 'code:Function'],
    ['const F = Function; F(x)', 'code:Function'],
    ['(() => {}).constructor(x)()', 'code:constructor'],
    ['new (async () => {})["constructor"](x)', 'code:constructor'],
    ['setTimeout("x()", 1)', 'code:timer'],
    ['import(x)', 'code:import()'],
    ['require(x)', 'code:require'],
    ['__nccwpck_require__(x)', 'code:require'],
    ['__WEBPACK_EXTERNAL_createRequire(import.meta.url)(x)', 'code:require'],
    ['__WEBPACK_EXTERNAL_createRequire(import.meta.url).resolve(x)', 'code:require'],
    ['new WebAssembly.Module(x)', 'code:WebAssembly'],
    ['external_child_process_namespaceObject.spawn(x)', 'builtin:child_process'],
    ['__WEBPACK_EXTERNAL_createRequire(import.meta.url)("vm")', 'builtin:vm'],
    ['const n = __nccwpck_require__(7)', 'builtin:net'],
    ['process.binding(x)', 'process:binding'],
    ['process["dlopen"](x)', 'process:dlopen'],
    ['process.getBuiltinModule(x)', 'process:getBuiltinModule'],
    ['const p = process; p.getBuiltinModule(x)', 'process:getBuiltinModule'],
    ['process[x](y)', 'process:[…]'],
    ['new Worker(x)', 'process:Worker'],
    ['fetch(x)', 'network:fetch'],
    ['const send = globalThis.fetch', 'network:fetch'],
    ['new WebSocket(x)', 'network:WebSocket'],
  ])('%s', (source, kind) => {
    expect(findPowers(wrap(source))).toEqual([{ kind, module: 'lib/added.js', times: 1 }])
  })

  test.each([
    'x instanceof Function',
    'Function.prototype.call(x)',
    'a.eval(b)',
    '({ fetch: 1 }).fetch',
    'this.constructor.name',
  ])('no power in %s', (source) => {
    expect(findPowers(wrap(source))).toEqual([])
  })

  test('addresses in strings, templates and patterns, and none in comments', () => {
    const source = 'f("https://a.example/x", `wss://b.example/`, /http:\\/\\/d\\.example/) // https://e.example'
    expect(findHosts(wrap(source)).map(({ host }) => host)).toEqual(['a.example', 'b.example', 'd.example'])
  })

  test('a module without a name', () => {
    expect(() => readBundle('var __webpack_modules__ = ({ 8: (() => {}) });')).toThrow(/no name/)
  })
})
