/** The help text of the owners' command line. */
export const USAGE = `Usage:
  node dist/cli.js match "text of an incident" [options]   which runbooks Muster would link, and why
  node dist/cli.js lint [folder] [options]                 pages that can hardly be found, forms that GitHub hides

Options of match:
  --issue FILE      read title, body, labels and service from a JSON file: an issue as GitHub's API gives it, or an event
  --body TEXT       the issue's text below the title
  --service NAME    the incident's service
  --runbooks DIR    the folder of runbooks (default: runbooks)

Options of both:
  --json            print JSON
  --help            print this

Exit codes:
  0  match: something is linked; lint: nothing to fix (there may be notes)
  1  match: nothing fits; lint: something to fix, or the folder holds no page
  2  the command failed: unknown option, missing folder, file that cannot be read
`
