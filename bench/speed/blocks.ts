/** The generated parts of docs/performance.md, in its order. */
export const blocks = ['bundle', 'events', 'growth', 'times', 'compared'] as const

/** A generated part of the document; what stands around it is prose. */
export type Block = (typeof blocks)[number]

/** Lines that are not the same, as `- documented` and `+ measured`; none where the texts are equal. */
export function compareLines(documented: string, measured: string): readonly string[] {
  const [old, fresh] = [documented.split('\n'), measured.split('\n')]
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ]
}
