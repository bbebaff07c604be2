import { pick, pickText, type Random } from '../support/random.ts'

const hex = '0123456789abcdef'
const letters = 'abcdefghijklmnopqrstuvwxyz'
const base64 = `${letters}${letters.toUpperCase()}0123456789+/`
const podLetters = 'bcdfghjklmnpqrstvwxz2456789'

/** What log lines are made of, drawn anew for each. */
class Words {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  of(...choices: readonly string[]): string {
    return pick(this.#random, choices)
  }
  number(below: number): number {
    return Math.floor(this.#random() * below)
  }
  hex(length: number): string {
    return pickText(this.#random, hex, length)
  }
  base64(length: number): string {
    return pickText(this.#random, base64, length)
  }
  uuid(): string {
    return [8, 4, 4, 4, 12].map((length) => this.hex(length)).join('-')
  }
  pad(below: number, width = 2): string {
    return String(this.number(below)).padStart(width, '0')
  }
  time(): string {
    return `2026-11-${this.pad(28)}T${this.pad(24)}:${this.pad(60)}:${this.pad(60)}.${this.pad(1000, 3)}Z`
  }
  ip(): string {
    return [10, this.number(256), this.number(256), this.number(256)].join('.')
  }
  service(): string {
    return this.of(
      'checkout',
      'payments',
      'search',
      'orders',
      'session-store',
      'token-service',
      'auth-gateway',
      'secrets-sync',
    )
  }
  pod(): string {
    return `${this.service()}-${this.hex(9)}-${pickText(this.#random, podLetters, 5)}`
  }
  type(): string {
    return this.of(
      'TimeoutException',
      'ExpiredTokenException',
      'BadCredentialsException',
      'SQLTransientConnectionException',
      'InvalidPasswordHashException',
      'KeyNotFoundError',
    )
  }
}

type Line = (words: Words) => string

/** Kinds of lines that hold no secret, many of them with the very words and forms that secrets have. */
const kinds: readonly Line[] = [
  (w) =>
    `${w.time()} ${w.of('INFO', 'WARN', 'ERROR')} [${w.service()}] trace_id=${w.hex(32)} span_id=${w.hex(16)} took ${w.number(9000)} ms`,
  (w) =>
    `${w.ip()} - - [20/Nov/2026:${w.pad(24)}:${w.pad(60)}:${w.pad(60)} +0000] "${w.of('GET', 'POST')} /api/v1/orders/${w.number(99999)}?page=${w.number(9)}&sort=key HTTP/1.1" ${w.of('200', '404', '502')} ${w.number(9999)} "-" "Mozilla/5.0 (X11; Linux x86_64)"`,
  (w) =>
    `{"level":"error","ts":"${w.time()}","logger":"${w.service()}","msg":"token refresh failed","attempt":${w.number(9)},"request_id":"${w.uuid()}"}`,
  (w) => `    at com.acme.${w.service().replace('-', '.')}.Client.call(Client.java:${w.number(900)})`,
  (w) =>
    `Caused by: java.sql.${w.type()}: HikariPool-1 - Connection is not available, request timed out after ${w.number(60000)}ms.`,
  (w) => `  File "/srv/app/${w.service()}/tokens.py", line ${w.number(900)}, in refresh_token`,
  (w) =>
    `goroutine ${w.number(999)} [select, ${w.number(60)} minutes]: net/http.(*persistConn).writeLoop(0xc000${w.hex(6)})`,
  (w) =>
    `Warning  FailedMount  ${w.number(50)}m  kubelet  MountVolume.SetUp failed for volume "tls" : secret "${w.service()}-tls" not found`,
  (w) =>
    `Normal   Pulled       ${w.number(50)}s  kubelet  Container image "ghcr.io/acme/${w.service()}@sha256:${w.hex(64)}" already present on machine`,
  (w) => `pod/${w.pod()}   0/1   CrashLoopBackOff   ${w.number(40)}   ${w.number(60)}m   ${w.ip()}   node-${w.hex(6)}`,
  (w) => `commit ${w.hex(40)}`,
  (w) => `${w.hex(7)}..${w.hex(7)}  main -> origin/main (rotate keys of ${w.service()})`,
  (w) => `Merge pull request #${w.number(9999)} from acme/token-cache-${w.number(99)} (${w.hex(40)})`,
  (w) => `Digest: sha256:${w.hex(64)}`,
  (w) => `    "minipass": "^${w.number(9)}.${w.number(30)}.${w.number(9)}", "secrets-loader": "~2.1.0"`,
  (w) => `-  const token = await session.client.refreshToken({ attempt: ${w.number(9)} })`,
  (w) => `      "integrity": "sha512-${w.base64(86)}==",`,
  (w) => `index ${w.hex(10)}..${w.hex(10)} 100644`,
  (w) => `etag: W/"${w.hex(32)}" x-request-id: ${w.uuid()} x-amz-id-2: ${w.base64(43)}=`,
  (w) => `traceparent: 00-${w.hex(32)}-${w.hex(16)}-01`,
  (w) => `FATAL:  password authentication failed for user "${w.service()}"`,
  (w) =>
    `LOG:  duration: ${w.number(9000)}.${w.pad(1000, 3)} ms  statement: SELECT id, password_hash FROM users WHERE token_id = $1`,
  (w) => `DETAIL:  Key (order_id)=(${w.number(999999)}) already exists.`,
  (w) =>
    `${w.service()}_requests_total{method="post",code="${w.of('200', '500')}",path="/token"} ${w.number(1_000_000)}`,
  (w) =>
    `[GC (Allocation Failure) ${w.number(9)}${w.number(999999)}K->${w.number(999999)}K(${w.number(9999999)}K), 0.0${w.number(99999)} secs]`,
  (w) =>
    `kafka ${w.service()} partition=${w.number(64)} offset=${w.number(99_999_999)} key=order:${w.number(99999)} lag=${w.number(9999)}`,
  (w) => `redis MISS key="user:${w.number(99999)}:profile" ttl=${w.number(900)} node=${w.ip()}:6379`,
  (w) =>
    `arn:aws:iam::${w.pad(10, 1)}${w.number(99_999_999_999)}:role/${w.service()}-deploy assumed by ${w.of('sso', 'ci')}`,
  (w) =>
    `An error occurred (${w.type()}) when calling the AssumeRole operation: The security token included in the request is expired`,
  (w) => `Error: ${w.of('invalid', 'missing', 'expired')} token: ${w.type()} (status ${w.of('401', '403')})`,
  (w) =>
    `helm upgrade ${w.service()} ./chart --set image.tag=${w.hex(12)} --set existingSecret=${w.service()}-db --wait`,
  (w) => `env: DB_PASSWORD=*** API_TOKEN=<redacted> SESSION_SECRET=$\{SESSION_SECRET} MAX_TOKENS=${w.number(9999)}`,
  (w) => `          secretKeyRef: { name: ${w.service()}-db, key: password }`,
  (w) => `  secretName: ${w.service()}-tls-${w.hex(6)}`,
  (w) => `tokens: ${w.number(9999)} in, ${w.number(9999)} out; max_tokens=${w.number(9999)}; tokenizer: cl100k_base`,
  (w) => `password_changed_at=2026-11-${w.pad(28)} token_count=${w.number(99)} passwords: ${w.number(9)} rejected`,
  (w) => `vault: permission denied on secret/data/${w.service()}/config (lease ${w.uuid()})`,
  (w) =>
    `https://grafana.acme.example/d/${w.hex(9)}/${w.service()}?orgId=1&from=17${w.number(99_999_999_999)}&to=now&var-token=All`,
  (w) => `https://github.com/acme/shop/blob/${w.hex(40)}/runbooks/${w.service()}.md#mitigation`,
  (w) => `https://github.com/acme/shop/actions/runs/${w.number(99_999_999_999)}/job/${w.number(99_999_999_999)}`,
  (w) =>
    `s3://acme-logs/${w.service()}/2026/11/${w.pad(28)}/${w.uuid()}.gz ${w.number(9_999_999)} bytes etag=${w.hex(32)}`,
  (w) =>
    `kernel: [${w.number(99999)}.${w.number(999999)}] Out of memory: Killed process ${w.number(32768)} (java) total-vm:${w.number(9_999_999)}kB`,
  (w) =>
    `sshd[${w.number(32768)}]: Accepted publickey for deploy from ${w.ip()} port ${w.number(65535)} ssh2: ED25519 SHA256:${w.base64(43)}`,
  (w) => `sshd[${w.number(32768)}]: Failed password for invalid user admin from ${w.ip()} port ${w.number(65535)} ssh2`,
  (w) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${w.base64(43)} deploy@acme`,
  (w) => `-----BEGIN CERTIFICATE-----`.concat(`\nMIID${w.base64(60)}\n${w.base64(64)}\n-----END CERTIFICATE-----`),
  (w) => `    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk${w.base64(80)}`,
  (w) =>
    `TLS handshake error: x509: certificate has expired: serial ${w.hex(36)}, thumbprint ${w.hex(40).toUpperCase()}`,
  (w) => `MAC ${Array.from({ length: 6 }, () => w.hex(2)).join(':')} leased ${w.ip()} to ${w.pod()}`,
  (w) => `fe80::${w.hex(4)}:${w.hex(4)}:${w.hex(4)}:${w.hex(4)}%eth0 unreachable`,
  (w) =>
    `terraform: ~ password = (sensitive value) # forces replacement of aws_db_instance.${w.service().replace('-', '_')}`,
  (w) => `git clone git@github.com:acme/${w.service()}.git && git checkout ${w.hex(40)}`,
  (w) => `redis://cache.internal:6379/0 and jdbc:postgresql://db.internal:5432/${w.service()} are down`,
  (w) => `Cookie consent banner failed; Set-Cookie ignored: SameSite=None without Secure (${w.hex(8)})`,
  (w) =>
    `feature flag auth-v2=${w.of('true', 'false')} for cohort ${w.uuid()}; api_key_rotation: ${w.of('enabled', 'disabled')}`,
  (w) =>
    `Lambda RequestId: ${w.uuid()} Duration: ${w.number(9999)} ms Billed Duration: ${w.number(9999)} ms XRAY TraceId: 1-${w.hex(8)}-${w.hex(24)}`,
  (w) => `idempotency-key: ${w.uuid()} partition_key=${w.hex(16)} sort_key=2026#${w.number(9999)} primary key: (id)`,
  (w) => `Bearer token of ${w.service()} has expired, refreshing; Authorization header was missing`,
  (w) =>
    `error: credentials: ${w.of('expired', 'not found', 'invalid')} for profile ${w.service()} in ~/.aws/credentials`,
  (w) => `Stored in /var/run/secrets/kubernetes.io/serviceaccount/token, mounted by ${w.pod()}`,
  (w) => `deploy --token-file /var/run/${w.service()}/token --config-key-path /etc/keys/${w.hex(8)}.pub`,
  (w) =>
    `css .btn{color:#${w.hex(6)};background:url(/static/app.${w.hex(20)}.png)} main.${w.hex(8)}.js:1:${w.number(99999)}`,
  (w) => `C:\\inetpub\\new\\token\\${w.service()}\\web.config line ${w.number(99)}: attribute 'password' is deprecated`,
  (w) => `docker: sha256:${w.hex(12)} layer ${w.hex(64)} pulled in ${w.number(90)}s`,
  (w) => `Nonce mismatch: expected ${w.base64(22)}==, checksum crc32c=${w.base64(6)}== md5=${w.base64(22)}==`,
  (w) =>
    `\u001b[2K\u001b[1G\u001b[32m✔\u001b[39m Compiled ${w.number(999)} modules of ${w.service()} (hash ${w.hex(20)})`,
  (w) => `Search took ${w.number(900)} ms: GET /search?q=reset%20password%3A%20how%20to&lang=de ${w.of('200', '504')}`,
]

/** `count` lines of an ordinary day, in turn of every kind: none of them holds anything that had to be hidden. */
export function makeCleanLines(random: Random, count: number): readonly string[] {
  const words = new Words(random)
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]?.(words) ?? '')
}
