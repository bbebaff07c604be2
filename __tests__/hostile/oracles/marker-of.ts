/**
 * The marker that a comment carries in its last line, where alone it counts, written from the format's description and not
 * with the code that prints it: its kinds of keys in their order, since ids and fingerprints differ.
 */
export function markerOf(body: string): readonly string[] | undefined {
  const last =
    body
      .trimEnd()
      .split(/\r\n|[\n\r]/)
      .at(-1) ?? ''
  const json = /^<!-- muster:v1 (\{.*\}) -->$/.exec(last)?.[1]
  if (json === undefined) return undefined
  const { keys }: { keys: readonly string[] } = JSON.parse(json)
  return keys.map((key) => key.split(':', 1)[0] ?? '')
}
