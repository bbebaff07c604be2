import type { GitHubClient } from './client.ts'
import { textUnder } from './json-shape.ts'

/** What a workflow's own token writes as. */
export const workflowLogin = 'github-actions[bot]'

/**
 * The login that our writes carry: what an answer has told already, else GraphQL's viewer, else the user of the token,
 * else the workflow's own. Never rejects.
 */
export async function findOwnLogin(client: GitHubClient): Promise<string> {
  const known = client.ownLogin.known()
  if (known !== undefined) return known
  const login = (await askViewer(client)) ?? (await askUser(client)) ?? workflowLogin
  client.ownLogin.learn(login)
  return login
}

async function askViewer(client: GitHubClient): Promise<string | undefined> {
  return await client.query('query { viewer { login } }', {}).then(
    (data) => textUnder(data, 'viewer', 'login'),
    () => undefined,
  )
}

/** Works for people's tokens; a workflow's token gets 403. */
async function askUser(client: GitHubClient): Promise<string | undefined> {
  return await client.rest.users.getAuthenticated().then(
    (answer) => answer.data.login,
    () => undefined,
  )
}
