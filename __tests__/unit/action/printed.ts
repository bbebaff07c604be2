/** What is written to stdout while `work` runs. */
export function printed(work: () => void): string {
  const { write } = process.stdout
  let text = ''
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    text += String(chunk)
    return true
  }
  try {
    work()
  } finally {
    process.stdout.write = write
  }
  return text
}
