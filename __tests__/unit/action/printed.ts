/** What is written to stdout while `work` runs. */
export function printed(work: () => void): string {
  const catcher = catchWrites()
  try {
    work()
  } finally {
    catcher.end()
  }
  return catcher.read()
}

/** The same for work that takes its time. */
export async function printedBy(work: () => Promise<void>): Promise<string> {
  const catcher = catchWrites()
  try {
    await work()
  } finally {
    catcher.end()
  }
  return catcher.read()
}

function catchWrites() {
  const { write } = process.stdout
  let text = ''
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    text += String(chunk)
    return true
  }
  const end = () => {
    process.stdout.write = write
  }
  return { end, read: () => text }
}
