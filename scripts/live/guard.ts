/** What is known of the repository before anything is made in it. */
export interface Suspect {
  /** `owner/name`. */
  readonly repository: string
  /** What the person typed who started the run. */
  readonly confirm: string
  /** Every open issue, by the names of its labels. */
  readonly openIssues: readonly (readonly string[])[]
  /** The word in the labels of incidents: the repository variable MUSTER_LABEL, or `incident`. */
  readonly word: string
}

/** A repository with more open issues than this has people who read them. */
const fewIssues = 20

/** Why nothing may be tried out in this repository; undefined where it may. */
export function refuseRepository({ repository, confirm, openIssues, word }: Suspect): string | undefined {
  if (confirm.toLowerCase() !== repository.toLowerCase()) {
    return `"confirm" has to be ${repository}, the full name of this repository. Nothing was made.`
  }
  const isIncident = (label: string) =>
    label.toLowerCase().includes(word.toLowerCase()) || label.toLowerCase() === 'outage-report'
  const incidents = openIssues.filter((labels) => labels.some(isIncident)).length
  if (incidents > 0) {
    return `${repository} has ${incidents} open ${incidents === 1 ? 'incident' : 'incidents'}. Use a repository that nobody works in. Nothing was made.`
  }
  if (openIssues.length > fewIssues) {
    return `${repository} has more than ${fewIssues} open issues, so people work in it. Use an empty one. Nothing was made.`
  }
  return undefined
}
