import type { MadeSecret } from './make-secret.ts'

/** As many characters of a secret in a row are taken for a leak. */
const recognisable = 8

/** Whether nothing of a secret can be read in a text, as it was made or escaped for an address. */
export function readsClean(text: string, { parts }: MadeSecret): boolean {
  return parts
    .flatMap((part) => [part, encodeURIComponent(part)])
    .filter((part) => part.length >= recognisable)
    .every((part) => piecesOf(part).every((piece) => !text.includes(piece)))
}

function piecesOf(part: string): readonly string[] {
  return Array.from({ length: part.length - recognisable + 1 }, (_, index) => part.slice(index, index + recognisable))
}
