import { z } from 'zod'
import { findDashboardFault } from './dashboard-url.ts'
import { documented, login, matching, names } from './schema-words.ts'

const strings = (words: string) => z.array(z.string({ error: words }).min(1, { error: words }), { error: words })

/** An entry of `people`. */
export const person = z.strictObject(
  { github: login.describe('Login on GitHub.') },
  { error: 'a person: `{github: LOGIN}`' },
)

/** An entry of `teams`. */
export const team = z.strictObject(
  {
    members: documented(names, 'Who is called when the team is: keys of `people`, or logins.', []),
    mention: matching(/^[\w.-]+\/[\w.-]+$/, '`ORG/TEAM`, without `@`')
      .optional()
      .describe('`ORG/TEAM` on GitHub: mentioned where the token may read the members of teams.'),
  },
  { error: 'a team: `{members: [alice, bob]}`' },
)

const dashboardUrl = z.string({ error: 'an address that begins with `https://`' }).superRefine((url, context) => {
  const message = findDashboardFault(url)
  if (message !== undefined) context.addIssue({ code: 'custom', message })
})

const dashboard = z.strictObject(
  {
    name: z.string({ error: 'a name to show' }).min(1, { error: 'a name to show' }).describe('What the link says.'),
    url: dashboardUrl.describe(
      'Its `https` address. `{{from}}` and `{{to}}` become the time window in milliseconds, `{{from-seconds}}` and `{{from-iso}}` (and `to`) the same in seconds and ISO 8601, `{{service}}` the service.',
    ),
  },
  { error: 'a dashboard: `{name: Grafana, url: "https://…"}`' },
)

/** An entry of `services`. */
export const service = z.strictObject(
  {
    aliases: documented(strings('a list of other names: `[payments]`'), 'Other names people use for it.', []),
    call: documented(names, 'People and teams who can act on it.', []),
    inform: documented(names, 'People and teams who must know.', []),
    escalate: documented(names, 'People and teams who are called besides, where the severity says `escalate`.', []),
    paths: documented(
      strings('a list of paths: `[services/checkout/**]`'),
      'Globs of its files: changes to them are shown first.',
      [],
    ),
    dashboards: documented(
      z.array(dashboard, { error: 'a list of dashboards: `[{name: Grafana, url: "https://…"}]`' }),
      'Where to look, linked with the time window of the incident.',
      [],
    ),
  },
  { error: 'a service: `{call: [platform], paths: [services/checkout/**]}`' },
)
