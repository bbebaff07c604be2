import { createHash } from 'node:crypto'

/**
 * The block that stands where GitHub would sign a commit with its own key. No key is behind it; the API calls every
 * commit that carries one verified, since only this server makes them.
 */
export function signatureFor(content: string): string {
  const digest = createHash('sha512').update(content).digest('base64')
  const lines = `${digest}`.match(/.{1,64}/g) ?? []
  return ['-----BEGIN PGP SIGNATURE-----', '', ...lines, '-----END PGP SIGNATURE-----', ''].join('\n')
}
