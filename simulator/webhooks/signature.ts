import { createHmac, timingSafeEqual } from 'node:crypto'

/** The value of `X-Hub-Signature-256` for a body: `sha256=` and the HMAC in hex. */
export function signPayload(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`
}

/** Whether a signature fits a body; takes the same time whatever the answer. */
export function verifySignature(secret: string, body: string, signature: string): boolean {
  const expected = Buffer.from(signPayload(secret, body))
  const given = Buffer.from(signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
