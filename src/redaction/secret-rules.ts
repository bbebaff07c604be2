/** A pattern that finds a secret by its own form; the group `secret`, where there is one, is what gets redacted. */
export interface SecretRule {
  readonly what: string
  readonly pattern: RegExp
}

/**
 * Tokens that say by their prefix what they are. They are wider than the scanner's own rules on purpose: a token with one
 * character too many or too few was mistyped by the person who pasted it, not made harmless.
 */
const tokens: readonly SecretRule[] = [
  { what: 'AWS access key', pattern: /\b(?:A3T[A-Z0-9]|AKIA|AGPA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}\b/g },
  {
    what: 'AWS secret key',
    pattern:
      /secret_?(?:access)?_?key["'`]?\s{0,3}(?::|=>|=)\s{0,3}["'`]?(?<secret>[A-Za-z0-9/+=]{40})(?![A-Za-z0-9/+=])/gi,
  },
  { what: 'GitHub token', pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{22,255})/g },
  { what: 'GitLab token', pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt|ft|agent|oas)-[\w-]{20,300}/g },
  { what: 'Slack token', pattern: /(?<![A-Za-z0-9])xox[abceoprs]-[A-Za-z0-9-]{10,250}/g },
  { what: 'Slack token', pattern: /(?<![A-Za-z0-9])xapp-\d-[A-Za-z0-9-]{10,250}/g },
  {
    what: 'webhook address',
    pattern: /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/(?<secret>[\w/-]{10,200})/g,
  },
  { what: 'webhook address', pattern: /discord(?:app)?\.com\/api\/webhooks\/(?<secret>\d{5,30}\/[\w-]{10,200})/g },
  { what: 'Stripe key', pattern: /(?<![A-Za-z0-9])(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{10,250}/g },
  { what: 'Anthropic key', pattern: /(?<![A-Za-z0-9])sk-ant-[\w-]{20,250}/g },
  { what: 'OpenAI key', pattern: /(?<![A-Za-z0-9])sk-(?:proj|svcacct|admin)-[\w-]{20,250}/g },
  { what: 'OpenAI key', pattern: /(?<![A-Za-z0-9-])sk-(?=[A-Za-z]{0,47}\d)[A-Za-z0-9]{32,64}(?![\w-])/g },
  { what: 'npm token', pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,64}/g },
  { what: 'npm token', pattern: /_authToken=(?<secret>[^\s"'`${}<>]{8,300})/g },
  { what: 'PyPI token', pattern: /(?<![A-Za-z0-9])pypi-[\w-]{32,300}/g },
  { what: 'RubyGems key', pattern: /(?<![A-Za-z0-9])rubygems_[a-f0-9]{40,64}/g },
  { what: 'Google API key', pattern: /(?<![A-Za-z0-9])AIza[\w-]{33,40}/g },
  { what: 'Google token', pattern: /(?<![A-Za-z0-9])(?:ya29\.[\w-]{20,400}|GOCSPX-[\w-]{20,60})/g },
  { what: 'SendGrid key', pattern: /(?<![A-Za-z0-9])SG\.[\w-]{16,64}\.[\w-]{16,64}/g },
  { what: 'DigitalOcean token', pattern: /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{40,80}/g },
  { what: 'Vault token', pattern: /(?<![A-Za-z0-9])hv[sbr]\.[\w-]{20,400}/g },
  { what: 'Grafana token', pattern: /(?<![A-Za-z0-9])gl(?:sa|c)_[A-Za-z0-9_+/=]{20,400}/g },
  { what: 'JSON web token', pattern: /(?<![A-Za-z0-9])eyJ[\w-]{8,2000}\.eyJ[\w-]{4,8000}(?:\.[\w-]{0,2000})?/g },
  { what: 'age key', pattern: /AGE-SECRET-KEY-1[A-Z0-9]{40,80}/g },
  { what: 'Azure client secret', pattern: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g },
  { what: 'Azure DevOps token', pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])/g },
  { what: 'Atlassian token', pattern: /(?<![A-Za-z0-9])AT(?:AT|CT|BB)T3[\w-]{20,300}(?:=[A-F0-9]{8})?/g },
  {
    what: 'Discord token',
    pattern: /(?<![\w.-])[MNO](?=[\w-]{0,27}\d)[\w-]{22,27}\.[\w-]{6}\.[\w-]{27,45}(?![\w-]|\.\w)/g,
  },
  { what: 'Telegram token', pattern: /(?<![\w:])\d{8,12}:AA[\w-]{33}(?![\w-])/g },
  { what: 'Twilio key', pattern: /(?<![A-Za-z0-9])SK[a-f0-9]{32}(?![A-Za-z0-9])/g },
  { what: 'Mailgun key', pattern: /(?<![A-Za-z0-9])key-[a-f0-9]{32}(?![A-Za-z0-9])/g },
  { what: 'Mailchimp key', pattern: /(?<![A-Za-z0-9])[a-f0-9]{32}-us\d{1,2}(?![A-Za-z0-9])/g },
  {
    what: 'New Relic key',
    pattern:
      /(?<![A-Za-z0-9])(?:NR(?:AK|RA|BR|SP|II)-[A-Za-z0-9-]{20,64}|[a-f0-9]{32,36}(?:[A-F0-9]{4})?NRAL)(?![A-Za-z0-9])/g,
  },
  { what: 'Sentry token', pattern: /(?<![A-Za-z0-9])sntry[su]_[\w+/=-]{20,400}/g },
  { what: 'Terraform token', pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,100}/g },
  { what: 'Heroku key', pattern: /(?<![A-Za-z0-9])HRKU-[\w-]{20,100}/g },
  { what: 'Square key', pattern: /(?<![A-Za-z0-9/])(?:EAAA[\w-]{60}(?![\w-])|sq0(?:atp|csp)-[\w-]{22,60})/g },
  { what: 'Postman key', pattern: /(?<![A-Za-z0-9])PMAK-[a-f0-9]{24}-[a-f0-9]{34}/g },
  {
    what: 'Doppler token',
    pattern: /(?<![A-Za-z0-9])dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[A-Za-z0-9]{40,44}/g,
  },
  { what: 'Pulumi token', pattern: /(?<![A-Za-z0-9])pul-[a-f0-9]{40}(?![A-Za-z0-9])/g },
  { what: 'PlanetScale key', pattern: /(?<![A-Za-z0-9])pscale_(?:tkn|pw|oauth)_[\w.=-]{32,64}/g },
  { what: 'Supabase token', pattern: /(?<![A-Za-z0-9])sb(?:p_[a-f0-9]{40}|_secret_[\w-]{20,60})/g },
  { what: 'Fly.io token', pattern: /(?<![A-Za-z0-9])fm[12][ar]?_[A-Za-z0-9+/]{40,4000}={0,2}/g },
  { what: 'Netlify token', pattern: /(?<![A-Za-z0-9])nf[pcuob]_[A-Za-z0-9]{36,40}(?![A-Za-z0-9])/g },
  { what: '1Password token', pattern: /(?<![A-Za-z0-9])ops_eyJ[\w+/=-]{50,2000}/g },
]

/** What was cut by a limit: too short for its own rule, and still a part of a secret. */
const cut: readonly SecretRule[] = [
  {
    what: 'a cut key or token',
    pattern:
      /(?<![A-Za-z0-9])(?:AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abceoprs]-|xapp-|[sr]k_live_|[sr]k_test_|sk-(?:ant|proj)-|npm_|pypi-|AIza|eyJ)[\w.-]{4,8000}(?=…)/g,
  },
  // Capitals, small letters and digits in one long word are no word, and no hash in hexadecimal.
  {
    what: 'a cut key or token',
    pattern:
      /(?<![\w+/-])(?=[\w+/-]{0,60}[A-Z])(?=[\w+/-]{0,60}[a-z])(?=[\w+/-]{0,60}\d)[A-Za-z0-9+/_]{20,8000}={0,2}(?=…)/g,
  },
  {
    what: 'password',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'`<>]{0,200}:(?<secret>(?!\d{1,5}…)[^\s/@"'`<>…]{1,200})(?=…)/gi,
  },
]

const keyBlock: SecretRule = {
  what: 'private key',
  pattern:
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[\s\S]{0,20000}?-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|(?:[\s>|]{0,20}(?:\\[rn]){0,2}[A-Za-z0-9+/=]{16,400}){0,200}(?:[\s>|]{0,20}[A-Za-z0-9+/=]{1,400}(?=…))?)/g,
}

const keyFiles: readonly SecretRule[] = [
  // Base64 of `-----BEGIN`, as a kubeconfig holds it; certificates and public keys are no secret.
  { what: 'private key', pattern: /LS0tLS1CRUdJTi(?!BDRVJU|BQVUJM)[A-Za-z0-9+/]{40,8000}={0,2}/g },
  {
    what: 'private key',
    pattern: /\bPrivate-Lines: \d{1,3}(?<secret>(?:[\s>|]{1,20}[A-Za-z0-9+/]{16,100}={0,2}){1,60})/g,
  },
  {
    what: 'registry credentials',
    pattern: /["']auth\\*["']\s{0,3}:\s{0,3}\\*["'](?<secret>[A-Za-z0-9+/]{12,2000}={0,2})/g,
  },
]

const inUrls: readonly SecretRule[] = [
  { what: 'password', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'`<>]{0,200}:(?<secret>[^\s/@"'`<>]{1,200})@/gi },
  {
    what: 'access key',
    pattern:
      /[?&](?:sig|x-amz-signature|x-goog-signature|access_token|api_?key|auth|token)=(?<secret>[^\s&#"'`<>)]{16,2000})/gi,
  },
]

const headers: readonly SecretRule[] = [
  {
    what: 'bearer token',
    pattern: /\bbearer[ :]{1,3}["']?(?<secret>(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{16,8000}={0,2})/gi,
  },
  {
    what: 'basic credentials',
    pattern: /\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?basic\s{1,3}(?<secret>[A-Za-z0-9+/]{8,2000}={0,2})/gi,
  },
  {
    what: 'access token',
    pattern: /\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?token\s{1,3}(?<secret>[\w.~+/-]{8,2000})/gi,
  },
  {
    what: 'session cookie',
    pattern:
      /\b(?:set-)?cookie["']?: {0,3}["']?(?<secret>[\w.-]{1,80}=[^\s;"'`<>]{8,4000}(?:; ?[\w.-]{1,80}=[^\s;"'`<>]{1,4000}){0,40})/gi,
  },
  {
    what: 'password',
    pattern: /\bcurl\b[^\n]{0,500}?\s(?:-u|--user)[ =]["']?[^\s:"']{1,100}:(?<secret>[^\s"'`<>]{1,200})/g,
  },
]

/** Every rule that finds a secret by its form alone, without looking at what stands before an equals sign. */
export const secretRules: readonly SecretRule[] = [...tokens, ...cut, keyBlock, ...keyFiles, ...inUrls, ...headers]
