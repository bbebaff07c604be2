/** Modules of a bundle that may have a power, and why. */
export interface AllowedPower {
  readonly kind: string
  readonly module: string
  readonly times: number
  readonly why: string
}

/** A row for one power: its modules, each with the reason. */
const allow = (kind: string, why: string, modules: readonly string[], times = 1): readonly AllowedPower[] =>
  modules.map((module) => ({ kind, module, times, why }))

const undici = (...names: readonly string[]) => names.map((name) => `node_modules/undici/lib/${name}.js`)
const httpClient = 'node_modules/@actions/github/node_modules/@actions/http-client/lib/index.js'
const tunnel = 'node_modules/tunnel/lib/tunnel.js'

const makesCode: readonly AllowedPower[] = [
  ...allow(
    'code:Function',
    'compiles templates: ours, and those of the repository that vet-template.ts has passed',
    ['node_modules/handlebars/dist/cjs/handlebars/compiler/javascript-compiler.js'],
    2,
  ),
  ...allow(
    'code:Function',
    'lodash, asking for the global object where globalThis is missing: never reached',
    ['node_modules/@secretlint/secretlint-rule-preset-recommend/module/index.js'],
    3,
  ),
  ...allow('code:Function', 'zod’s compiled checks, switched off by src/settings/schema-words.ts', [
    'node_modules/zod/v4/core/doc.js',
    'node_modules/zod/v4/core/util.js',
  ]),
  ...allow(
    'code:require',
    'handlebars registers two endings of files with require(); nothing here is loaded by require()',
    ['node_modules/handlebars/lib/index.js'],
    3,
  ),
  ...allow('code:WebAssembly', 'undici’s parser of HTTP, a constant', undici('dispatcher/client-h1'), 3),
  ...allow('code:globalThis[…]', 'undici keeps its dispatcher under a symbol', undici('global', 'web/fetch/global')),
]

const startsProcesses: readonly AllowedPower[] = [
  ...allow('builtin:child_process', 'the toolkit’s exec, which the toolkit’s core brings and nothing of ours calls', [
    'node_modules/@actions/exec/lib/toolrunner.js',
  ]),
  ...allow(
    'builtin:worker_threads',
    'undici, for the classes of its events; it starts no worker',
    undici('web/fetch/webidl', 'web/websocket/events'),
  ),
]

const reachesTheNetwork: readonly AllowedPower[] = [
  ...allow(
    'network:fetch',
    'octokit’s way to whatever fetch it is given',
    ['node_modules/@octokit/request/dist-bundle/index.js'],
    4,
  ),
  ...allow('network:fetch', 'undici’s own, by which the toolkit sends octokit’s requests', [
    'node_modules/undici/index.js',
  ]),
  ...allow('network:fetch', 'undici’s own', undici('web/fetch/index'), 3),
  ...allow('network:EventSource', 'undici’s own, never used', ['node_modules/undici/index.js'], 3),
  ...allow('network:EventSource', 'undici’s own, never used', undici('web/eventsource/eventsource'), 7),
  ...allow('network:WebSocket', 'undici’s own, never used', undici('web/websocket/websocket'), 31),
  ...['dns', 'http', 'https', 'net'].flatMap((name) =>
    allow(`builtin:${name}`, 'the message to the chat', ['lib/chat/post-json.js']),
  ),
  ...allow('builtin:net', 'tells private addresses from public ones', ['lib/chat/private-address.js']),
  ...['http', 'https'].flatMap((name) =>
    allow(`builtin:${name}`, 'the toolkit’s client, which finds the proxy', [httpClient]),
  ),
  ...['http', 'https', 'net', 'tls'].flatMap((name) =>
    allow(`builtin:${name}`, 'the toolkit’s client, through a proxy', [tunnel]),
  ),
  ...allow('builtin:dns', 'undici, by which the toolkit sends octokit’s requests', undici('interceptor/dns')),
  ...allow('builtin:http', 'the same', undici('core/util', 'dispatcher/client', 'mock/mock-utils', 'web/fetch/index')),
  ...allow('builtin:http2', 'the same', undici('dispatcher/client-h2')),
  ...allow('builtin:net', 'the same', undici('core/connect', 'core/util', 'dispatcher/client', 'interceptor/dns')),
  ...allow('builtin:tls', 'the same', undici('core/connect')),
]

const touchesFiles: readonly AllowedPower[] = [
  ...allow('builtin:fs', 'reads the event', ['lib/action/payload.js', 'node_modules/@actions/github/lib/context.js']),
  ...allow('builtin:fs', 'reads the built-in templates', ['lib/render/templates.js']),
  ...allow('builtin:fs', 'reads the checkout', [
    'lib/workspace/checkout.js',
    'lib/workspace/list-files.js',
    'lib/workspace/read-workspace.js',
  ]),
  ...allow('builtin:fs', 'writes outputs and the summary into the runner’s files', [
    'node_modules/@actions/core/lib/file-command.js',
    'node_modules/@actions/core/lib/summary.js',
  ]),
  ...allow('builtin:fs', 'the toolkit’s io, which its exec brings', ['node_modules/@actions/io/lib/io-util.js']),
  ...allow('builtin:fs', 'for templates loaded by require(); nothing is', ['node_modules/handlebars/lib/index.js']),
]

/**
 * Every power that the bundles may have, by name of the bundle. What is new in a bundle, and what is gone from it, turns the
 * check red: a power comes in by a decision.
 */
export const allowedPowers: Readonly<Record<'index.js' | 'cli.js', readonly AllowedPower[]>> = {
  'index.js': [...makesCode, ...startsProcesses, ...reachesTheNetwork, ...touchesFiles],
  'cli.js': allow('builtin:fs', 'reads the runbooks, the forms and the incident that it is given', [
    'lib/cli/read-folder.js',
    'lib/cli/read-forms.js',
    'lib/cli/read-issue.js',
  ]),
}
