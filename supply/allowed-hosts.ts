/** A host that code of a bundle may name, where, and why. */
export interface AllowedHost {
  readonly host: string
  readonly module: string
  readonly why: string
}

const rules = 'node_modules/@secretlint/secretlint-rule-preset-recommend/module/index.js'
const endpoints = 'node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/generated/endpoints.js'

/**
 * Every address that stands in the code of the bundles. What a run calls is `GITHUB_API_URL`, of which the first rows are the
 * default, and the address of the chat; what it does call is watched by __tests__/bundle/reach.test.ts.
 */
export const allowedHosts: Readonly<Record<'index.js' | 'cli.js', readonly AllowedHost[]>> = {
  'index.js': [
    { host: 'api.github.com', module: 'lib/github/client.js', why: 'the default of GITHUB_API_URL' },
    { host: 'api.github.com', module: 'node_modules/@actions/github/lib/context.js', why: 'the same, in the toolkit' },
    { host: 'api.github.com', module: 'node_modules/@actions/github/lib/internal/utils.js', why: 'the same' },
    {
      host: 'api.github.com',
      module: 'node_modules/@octokit/endpoint/dist-bundle/index.js',
      why: 'the same, in octokit',
    },
    { host: 'github.com', module: 'lib/action/event.js', why: 'the default of GITHUB_SERVER_URL, for links' },
    { host: 'github.com', module: 'node_modules/@actions/github/lib/context.js', why: 'the same, in the toolkit' },
    { host: 'uploads.github.com', module: endpoints, why: 'octokit’s upload of release files, which nothing calls' },
    { host: 'docs.github.com', module: endpoints, why: 'a link in a warning about an old endpoint' },
    { host: 'docs.github.com', module: 'node_modules/@actions/core/lib/summary.js', why: 'a link in an error' },
    { host: 'github.com', module: 'node_modules/@octokit/request/dist-bundle/index.js', why: 'a link in an error' },
    { host: 'github.com', module: rules, why: 'links to the documentation of the rules' },
    {
      host: 'handlebarsjs.com',
      module: 'node_modules/handlebars/dist/cjs/handlebars/internal/proto-access.js',
      why: 'a link in a warning',
    },
    { host: 'hooks.slack.com', module: rules, why: 'the pattern of a secret that is looked for' },
    { host: 'json-schema.org', module: 'node_modules/zod/v4/core/to-json-schema.js', why: 'the name of a vocabulary' },
    {
      host: 'localhost',
      module: 'node_modules/undici/lib/mock/mock-agent.js',
      why: 'undici’s mock, which nothing starts',
    },
  ],
  'cli.js': [],
}
