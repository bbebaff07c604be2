/** The length of the longest run of back-ticks in a text: what quotes it as code has to be longer. */
export function longestBackticks(text: string): number {
  let longest = 0
  for (const run of text.matchAll(/`+/g)) longest = Math.max(longest, run[0].length)
  return longest
}
