/** A place in which people find secrets when they paste from logs, consoles and files. */
export interface SecretContext {
  readonly name: string
  /** Whether the secret's own name stands beside it. */
  readonly isNamed: boolean
  /** Whether it can hold a secret of several lines. */
  readonly takesLines: boolean
  readonly write: (secret: string, variable: string) => string
}

/** Words around the secret that have to be there afterwards: nobody reads a log that was blacked out as a whole. */
export const before = 'charge of order 4711 failed'
export const after = 'after 30 s'

const named = (name: string, write: SecretContext['write'], takesLines = false): SecretContext => ({
  name,
  isNamed: true,
  takesLines,
  write,
})
const bare = (name: string, write: SecretContext['write'], takesLines = false): SecretContext => ({
  name,
  isNamed: false,
  takesLines,
  write,
})
const camel = (variable: string) =>
  variable.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Every context; `before` and `after` stand around the secret in all of them. */
export const secretContexts: readonly SecretContext[] = [
  bare('log line', (secret) => `2026-11-20T03:05:41.120Z ERROR checkout ${before} with ${secret} ${after}`),
  bare('end of a line', (secret) => `${before}\nkey is ${secret}\n${after}`, true),
  bare('end of a sentence', (secret) => `${before}: we used ${secret}. It stopped ${after}`),
  bare('in brackets', (secret) => `${before} [${secret}] ${after}`),
  bare('in single quotes', (secret) => `${before}, got '${secret}' ${after}`),
  bare(
    'argument in a stack trace',
    (secret) => `${before}\n    at connect("${secret}") (/srv/app/pay.js:41:7)\n${after}`,
  ),
  bare('terminal colours', (secret) => `${before} \u001b[31m${secret}\u001b[0m ${after}`),
  bare('element of XML', (secret) => `<log><m>${before}</m><value>${secret}</value><n>${after}</n></log>`),
  bare('code in Markdown', (secret) => `${before}: \`${secret}\` ${after}`),
  bare(
    'cell of a Markdown table',
    (secret) => `| what | value |\n|---|---|\n| ${before} | ${secret} |\n| then | ${after} |`,
  ),
  bare('quoted mail', (secret) => `> ${before}\n> ${secret.replaceAll('\n', '\n> ')}\n\n${after}`, true),
  bare('list in JSON', (secret) => JSON.stringify({ message: before, args: ['--verbose', secret], end: after }), true),
  named(
    'dump of an environment',
    (secret, name) => `MESSAGE=${before}\n${name}=${secret}\nPATH=/usr/bin\nEND=${after}`,
    true,
  ),
  named('export in a shell', (secret, name) => `# ${before}\nexport ${name}="${secret}"\n# ${after}`, true),
  named('field of JSON', (secret, name) => JSON.stringify({ message: before, [name]: secret, end: after }), true),
  named(
    'indented JSON',
    (secret, name) => JSON.stringify({ message: before, [camel(name)]: secret, end: after }, null, 2),
    true,
  ),
  named(
    'JSON in JSON',
    (secret, name) => JSON.stringify({ message: before, raw: JSON.stringify({ [name]: secret }), end: after }),
    true,
  ),
  named('YAML', (secret, name) => `message: ${before}\n${name.toLowerCase()}: ${yaml(secret)}\nend: ${after}`, true),
  named(
    'quoted in YAML',
    (secret, name) => `message: ${before}\nenv:\n  - name: ${name}\n    value: "${secret}"\nend: ${after}`,
  ),
  named(
    'query of an address',
    (secret, name) => `${before} GET https://api.acme.example/v1?${name.toLowerCase()}=${secret}&page=2 ${after}`,
  ),
  named(
    'encoded query',
    (secret, name) =>
      `${before} GET https://api.acme.example/v1?${name.toLowerCase()}=${encodeURIComponent(secret)}&page=2 ${after}`,
  ),
  named(
    'option of a command',
    (secret, name) => `${before}: deploy --${name.toLowerCase().replaceAll('_', '-')} ${secret} ${after}`,
  ),
  named(
    'option with an equals sign',
    (secret, name) => `${before}: deploy --${name.toLowerCase().replaceAll('_', '-')}=${secret} ${after}`,
  ),
  named(
    'key of TOML',
    (secret, name) => `message = "${before}"\n${name.toLowerCase()} = "${secret}"\nend = "${after}"`,
  ),
  bare('line in a JSON string', (secret) => JSON.stringify({ log: `${before}\n${secret}\n${after}` }), true),
  bare('column of CSV', (secret) => `when,what,value\n03:05,${before},${secret},${after}`),
  bare('columns between tabs', (secret) => `${before}\t${secret}\t${after}`),
  bare('line of a diff', (secret) => `-old ${before}\n+${secret.replaceAll('\n', '\n+')}\n ${after}`, true),
  bare('colours whose escape sign was lost', (secret) => `${before} [1;31m${secret}[0m ${after}`),
  bare('escaped for HTML', (secret) => `${before} value=&quot;${secret}&quot; ${after}`),
  named('logfmt', (secret, name) => `level=error msg="${before}" ${name.toLowerCase()}="${secret}" end="${after}"`),
  named('set in PowerShell', (secret, name) => `# ${before}\n$env:${name} = '${secret}'\n# ${after}`),
  named(
    'hash of Ruby',
    (secret, name) => `{:message=>"${before}", :${name.toLowerCase()}=>"${secret}", :end=>"${after}"}`,
  ),
  named(
    'dictionary of Python',
    (secret, name) => `{'message': '${before}', '${name.toLowerCase()}': '${secret}', 'end': '${after}'}`,
  ),
  named('struct of Go', (secret, name) => `config {Message:${before} ${camel(`_${name}`)}:${secret} End:${after}}`),
  named(
    'header of HTTP',
    (secret, name) =>
      `> POST /v1/charges HTTP/1.1 (${before})\n> x-${name.toLowerCase().replaceAll('_', '-')}: ${secret}\n> ${after}`,
  ),
  named(
    'aligned by spaces',
    (secret, name) =>
      `Message:                 ${before}\n${name}:            ${secret}\nEnd:                     ${after}`,
  ),
  named(
    'environment in docker inspect',
    (secret, name) => JSON.stringify([`MESSAGE=${before}`, `${name}=${secret}`, `END=${after}`], null, 2),
    true,
  ),
  named(
    'attribute of XML',
    (secret, name) => `<!-- ${before} -->\n<add key="${name}" value="${secret}" />\n<!-- ${after} -->`,
  ),
  named('ENV of a Dockerfile', (secret, name) => `# ${before}\nENV ${name} ${secret}\n# ${after}`),
  named('variable of CI', (secret, name) => `${before}\n  $ ${name}='${secret}' ./deploy.sh\n${after}`),
]

/** A value as YAML would write it: several lines as a block. */
function yaml(secret: string): string {
  return secret.includes('\n') ? `|\n  ${secret.replaceAll('\n', '\n  ')}` : secret
}
