// Comments twice on the issue of its event, with the token it was given.
import { readFileSync } from 'node:fs'

const { issue } = JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'))
const url = `${process.env.GITHUB_API_URL}/repos/${process.env.GITHUB_REPOSITORY}/issues/${issue.number}/comments`
for (const body of ['first', 'second']) {
  const headers = { authorization: `Bearer ${process.env.INPUT_TOKEN}`, 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ body }) })
  console.log(`${body}: ${answer.status}`)
}
