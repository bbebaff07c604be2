/** The help text of the owners' command line. */
export const USAGE = `Usage:
  node dist/cli.js match "text of an incident" [options]   which runbooks Muster would link, and why
  node dist/cli.js lint [folder] [options]                 pages that can hardly be found, and what to add

Options of match:
  --issue FILE      read title, body, labels and service from a JSON file: an issue as GitHub's API gives it, or an event
  --body TEXT       the issue's text below the title
  --service NAME    the incident's service
  --runbooks DIR    the folder of runbooks (default: runbooks)

Options of both:
  --json            print JSON
  --help            print this

Exit codes: 0 something is linked, or nothing is to mend; 1 nothing fits, or something is to mend; 2 the command failed.
`
