import { summary } from '@actions/core'

/** GitHub refuses a longer summary as a whole. Bytes. */
const maxBytes = 1_048_576
const note = '\n\n_The summary was cut: GitHub takes one mebibyte._\n'

/** Writes the job's summary, cut to what GitHub takes. `false` where the runner has no place for one. Never rejects. */
export async function writeSummary(markdown: string): Promise<boolean> {
  return await summary
    .addRaw(fitSummary(markdown), true)
    .write({ overwrite: true })
    .then(
      () => true,
      () => false,
    )
}

/** The summary within GitHub's limit, cut between two characters, with a line that says so. */
export function fitSummary(markdown: string): string {
  // One byte is left for the line end that is written after it.
  if (Buffer.byteLength(markdown) < maxBytes) return markdown
  const room = maxBytes - Buffer.byteLength(note) - 1
  const head = Buffer.from(markdown)
    .subarray(0, room)
    .toString('utf8')
    .replace(/\ufffd+$/, '')
  return head + note
}
