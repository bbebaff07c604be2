import type { Finding } from './finding.ts'

/** A manifest of Kubernetes that says what it is. Only then its `data` is looked at: that of a ConfigMap is no secret. */
const isSecretManifest = /\bkind\\?["']?\s{0,3}:\s{0,3}\\?["']?Secret\b/

/** Its values below `data:`, also where somebody put them on one line, or between the braces of JSON. */
const block =
  /\b(?<name>data|stringData)\\?["']?:[ \t]{0,3}(?:\{[^{}]{0,50000}\}|(?:[>|+\s-]{1,20}[\w.-]{1,253}: {0,3}\S{1,20000}){1,200})/g

/** Under `data` values are Base64; what else stands there when lines were joined is not. */
const base64 = /(?<=[\w.-]\\?["']? {0,3}: {0,3}\\?["']?)[A-Za-z0-9+/]{8,20000}={0,2}(?=\\?["']?(?:[\s,}…]|$))/g
const plain = /(?<=[\w.-]\\?["']? {0,3}: {0,3}\\?["']?)[^\s"'\\,{}]{8,20000}(?=\\?["']?(?:[\s,}…]|$))/g

/** Finds the values of a Secret of Kubernetes, as `kubectl get secret -o yaml` or `-o json` prints it. Pure. */
export function findManifestSecrets(text: string): readonly Finding[] {
  if (!isSecretManifest.test(text)) return []
  return [...text.matchAll(block)].flatMap((found) =>
    [...found[0].matchAll(found.groups?.name === 'data' ? base64 : plain)].map((match) => {
      const start = found.index + match.index
      return { what: 'value of a secret', start, end: start + match[0].length }
    }),
  )
}
