// Loaded into a process by `--require`: writes down, one JSON line each, whom it connects to, which names it looks up,
// which processes it starts and which code it makes of text. The file is named by MUSTER_TEST_WATCH.
const { appendFileSync } = require('node:fs')
const childProcess = require('node:child_process')
const dgram = require('node:dgram')
const dns = require('node:dns')
const net = require('node:net')
const workers = require('node:worker_threads')
const vm = require('node:vm')

const file = process.env.MUSTER_TEST_WATCH
const note = (kind, what) => appendFileSync(file, `${JSON.stringify({ kind, what, stack: new Error().stack })}\n`)

/** Puts a witness before a method. */
function witness(holder, name, see) {
  const original = holder[name]
  holder[name] = function (...given) {
    see(...given)
    return new.target ? Reflect.construct(original, given, new.target) : original.apply(this, given)
  }
}

witness(net.Socket.prototype, 'connect', (...given) => {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given
  const {
    host = 'localhost',
    port,
    path,
  } = typeof first === 'object' ? first : { port: first, host: typeof second === 'string' ? second : undefined }
  note('connect', path ?? `${host}:${port}`)
})
witness(dgram.Socket.prototype, 'send', (...given) => note('connect', `udp ${given.slice(1).join(' ')}`))
for (const resolver of [dns, dns.promises]) {
  const names = Object.keys(resolver).filter((name) => /^(lookup|resolve|reverse)/.test(name))
  for (const name of names) witness(resolver, name, (host) => note('look-up', String(host)))
}
witness(childProcess.ChildProcess.prototype, 'spawn', ({ file: program }) => note('process', program))
for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
  witness(childProcess, name, (program) => note('process', String(program)))
}
workers.Worker = new Proxy(workers.Worker, {
  construct: (target, given) => {
    note('process', `worker ${given[0]}`)
    return Reflect.construct(target, given)
  },
})
for (const name of ['compileFunction', 'runInContext', 'runInNewContext', 'runInThisContext']) {
  witness(vm, name, (code) => note('code', String(code)))
}

/** The code that `Function(…)` is given, however it is reached. */
function watched(maker) {
  const see = (given) => note('code', given.map(String).join('\n'))
  const proxy = new Proxy(maker, {
    apply: (target, self, given) => {
      see(given)
      return Reflect.apply(target, self, given)
    },
    construct: (target, given, self) => {
      see(given)
      return Reflect.construct(target, given, self === proxy ? target : self)
    },
  })
  maker.prototype.constructor = proxy
  return proxy
}

globalThis.Function = watched(Function)
for (const one of [async () => {}, function* () {}, async function* () {}]) {
  const { prototype } = one.constructor
  Object.defineProperty(prototype, 'constructor', { value: watchedKind(one.constructor) })
}

function watchedKind(maker) {
  return new Proxy(maker, {
    apply: (target, self, given) => {
      note('code', given.map(String).join('\n'))
      return Reflect.apply(target, self, given)
    },
    construct: (target, given) => {
      note('code', given.map(String).join('\n'))
      return Reflect.construct(target, given)
    },
  })
}
// Called by another name `eval` is the indirect one, which the bundle's code would mean as well: modules are strict.
witness(globalThis, 'eval', (code) => note('code', String(code)))
