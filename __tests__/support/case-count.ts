/** The profile that draws at least 10,000 cases of each property: `npm run test:long`. */
const isLong = process.env.MUSTER_PROFILE === 'long'

/** How many cases a property draws: `short` of them on every run of the tests, `long` in the long profile. */
export function caseCount(short: number, long = 10_000): number {
  return isLong ? Math.max(short, long) : short
}
