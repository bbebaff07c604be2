/** Text with what only says where it happened taken apart from what says what happened. */
export interface PlacedText {
  readonly what: string
  readonly where: string
}

/** Labels of monitoring systems whose value names a place, not a trouble, however they are written. */
const PLACE_KEYS: ReadonlySet<string> = new Set(
  'address cluster container datacenter endpoint env environment fingerprint host hostname instance ip namespace node pod region severity startsat uid zone'.split(
    ' ',
  ),
)
/** The same for labels as machines write them (`job="web"`, a table's cell); in prose these words mean more. */
const LABEL_KEYS: ReadonlySet<string> = new Set([...PLACE_KEYS, 'generatorurl', 'job', 'prometheus', 'receiver'])
/** Longer runs without a space are data. */
const MAX_CHUNK = 120
const NUMBERED = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d+[a-z]?$/
/** Addresses too: `10.0.3.7:5432`. */
const DOTTED =
  /^[a-z0-9-]*\d[a-z]?(?:\.[a-z0-9-]+)+(?::\d+)?$|\.(?:com|net|org|io|dev|internal|local|svc|example)(?::\d+)?$/
const HEX = /^(?=.*\d)[0-9a-f]{8,}(?:-[0-9a-f]{2,})*$/

/**
 * Takes machine names, addresses, hashes and the values of place labels (`instance: web-1`, `cluster=eu`) out of a
 * text: hosts carry words (`backend-3`, `search.internal`) that would lead to pages which have nothing to do with it.
 */
export function separatePlaces(text: string): PlacedText {
  const where: string[] = []
  const take = (value: string): string => {
    where.push(value)
    return ' '
  }
  const what = withoutLabels(text, take).replace(/[^\s"'`()[\]{}<>,;|=*/]+/g, (chunk) =>
    isMachine(chunk) ? take(chunk) : chunk,
  )
  return { what: withoutNamed(what, where, take), where: where.join(' ') }
}

/** `key=value`, `key:value`, `Key: value` alone on its line, and a table's cell followed by its value. */
function withoutLabels(text: string, take: (value: string) => string): string {
  const drop = (keys: ReadonlySet<string>) => (all: string, key: string, value: string) =>
    keys.has(key.toLowerCase()) ? take(value) : all
  return text
    .replace(/\b([A-Za-z_]{1,30})(?:=|:)"?([^\s"',}:][^\s"',}]{0,119})"?/g, drop(LABEL_KEYS))
    .replace(/^[\s*_>-]{0,9}([A-Za-z_]{1,30})[*_]{0,2}:[*_]{0,2} (\S{1,120})[ \t]*$/gm, drop(PLACE_KEYS))
    .replace(/^[ \t]*([A-Za-z_]{1,30})[ \t]*\n\s{0,9}(\S{1,120})[ \t]*$/gm, drop(LABEL_KEYS))
}

function isMachine(chunk: string): boolean {
  if (chunk.length > MAX_CHUNK) return true
  const bare = chunk.replace(/[.:!?]+$/, '')
  return NUMBERED.test(bare) || DOTTED.test(bare) || HEX.test(bare)
}

/** A machine named once is known by its first label too: `check_disk_web-1` is about a disk, on `web-1.example`. */
function withoutNamed(text: string, where: readonly string[], take: (value: string) => string): string {
  const names = new Set(
    where.flatMap((place) => (NUMBERED.test(place.split(/[.:]/)[0] ?? '') ? [place.split(/[.:]/)[0] ?? ''] : [])),
  )
  return [...names]
    .slice(0, 20)
    .reduce((rest, name) => rest.split(name).join(rest.includes(name) ? take(name) : ' '), text)
}
