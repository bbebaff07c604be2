/** What a log line starts with and every incident has differently: times, levels, process and thread names. */
const preamble =
  /^(?:[>|\s]*)(?:\[?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\]?\s*|\[?\d\d:\d\d:\d\d[\d.,]*\]?\s*|\w{3} +\d{1,2} [\d:]{8}\s+|\[[^\]]{1,40}\]\s*|(?:trace|debug|info|notice|warn(?:ing)?|error|err|fatal|critical|panic|severe)\b:?\s*)+/i

const telling =
  /error|exception|fatal|panic|fail|refus|timed? ?out|timeout|denied|too many|exhaust|unavailable|unreachable|cannot|could not|expired|no space|out of memory|\bE[A-Z]{4,}\b|\b5\d\d\b/i

/** Parts that differ from one occurrence to the next: a signature ends before the first of them. */
const variable = /\b(?:[0-9a-f]{8,}(?:-[0-9a-f]{4,}){0,4}|\d{1,3}(?:\.\d{1,3}){3}|\d{3,})\b|["'`(={[<]|redacted/i

/** Literal strings of a log by which the next incident of the kind can be known: at most five, none with a number in it. */
export function pickSignatures(log: string | undefined): readonly string[] {
  if (log === undefined) return []
  const lines = log
    .slice(0, 20_000)
    .split('\n', 400)
    .filter((line) => telling.test(line))
  const codes = lines.flatMap(
    (line) => line.match(/\bE[A-Z]{4,20}\b|\b[A-Z][A-Za-z]{3,40}(?:Error|Exception)\b/g) ?? [],
  )
  const words = lines.map(messageOf).filter((message) => message.length >= 10 && / /.test(message))
  return [...new Set([...codes.filter((code) => !/^ERRORS?$/.test(code)), ...words])].slice(0, 5)
}

function messageOf(line: string): string {
  const message = line.slice(0, 500).replace(preamble, '')
  const end = variable.exec(message)?.index ?? message.length
  return message
    .slice(0, Math.min(end, 80))
    .replace(/[\s:,;.–-]+$/, '')
    .trim()
}
