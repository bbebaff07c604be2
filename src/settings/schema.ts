import { z } from 'zod'
import type { Severity } from '../domain/vocabulary.ts'
import { safeUrl } from '../text/escape.ts'
import { isTimezone } from '../text/zone.ts'
import { findDashboardFault } from './dashboard-url.ts'
import { defaultInput } from './default-input.ts'
import { durationPattern } from './duration.ts'
import { postmortemPattern } from './postmortem-rule.ts'

/** An error's text is what was expected, in words that follow "Expected". */
const name = z
  .string({ error: 'a name: letters and digits, inside also spaces, `.`, `_` and `-`, at most 40' })
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]{0,38}[\p{L}\p{N}])?$/u, {
    error: 'a name: letters and digits, inside also spaces, `.`, `_` and `-`, at most 40',
  })

const login = matching(/^[a-zA-Z\d](?:-?[a-zA-Z\d_])*$/, 'a login on GitHub, without `@`').max(60, {
  error: 'a login on GitHub, without `@`',
})
const duration = matching(durationPattern, 'a time such as `10m`, `2h` or `365 days`')
const deadline = matching(
  new RegExp(`${durationPattern.source}|^none$`, 'i'),
  'a time such as `10m` or `2h`, or `none`',
)
const names = z.array(name, { error: 'a list of names: `[dana, platform]`' })
const strings = (words: string) => z.array(z.string({ error: words }).min(1, { error: words }), { error: words })

const person = z.strictObject({ github: login.describe('Login on GitHub.') }, { error: 'a person: `{github: LOGIN}`' })

const team = z.strictObject(
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

const service = z.strictObject(
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

/** The schema of `.github/muster.yml`, as written: every line optional, no unknown key. */
export const settingsSchema = z.strictObject(
  {
    timezone: documented(
      z.string({ error: zoneWords() }).refine(isTimezone, { error: zoneWords() }),
      'Zone in which times are read and shown.',
      defaultInput.timezone,
    ),
    declare: documented(
      oneOf('auto', 'anyone', 'triage', 'write'),
      'Who may declare an incident: `auto` is anyone in a private repository, and in a public one who has at least the triage role.',
      defaultInput.declare,
    ),
    override: documented(
      oneOf('triage', 'write', 'maintain', 'admin'),
      'The least role for `/override` and `/postmortem`; the commander may, too.',
      defaultInput.override,
    ),
    contacts: documented(
      z
        .string({ error: 'an address that begins with `https://`' })
        .refine((url) => url === '' || safeUrl(url) !== undefined, { error: 'an address that begins with `https://`' }),
      'Link to follow when nobody answers, for instance to phone numbers.',
      defaultInput.contacts,
    ),
    fallback: documented(
      z.union([oneOf('codeowners', 'none'), names], { error: '`codeowners`, `none` or a list of names' }),
      'Whom to call where no service matches: the owners in CODEOWNERS, nobody, or these people and teams.',
      defaultInput.fallback,
    ),
    people: documented(
      z.record(name, person, { error: 'people by name: `dana: {github: dana-lee}`' }),
      'People by the names that the lists below use.',
      {},
    ),
    teams: documented(
      z.record(name, team, { error: 'teams by name: `platform: {members: [alice, bob]}`' }),
      'Teams by the names that the lists below use.',
      {},
    ),
    services: documented(
      z.record(name, service, { error: 'services by name: `checkout: {call: [platform]}`' }),
      'What can break, by the name on its label.',
      {},
    ),
    severities: documented(
      z.strictObject(
        { SEV1: severity('SEV1'), SEV2: severity('SEV2'), SEV3: severity('SEV3'), SEV4: severity('SEV4') },
        { error: 'severities by name: `SEV1: {acknowledge: 5m}`' },
      ),
      'What each severity asks for.',
      defaultInput.severities,
    ),
    nudges: documented(
      z
        .int({ error: 'a whole number from 0 to 2' })
        .min(0, { error: 'a whole number from 0 to 2' })
        .max(2, { error: 'a whole number from 0 to 2' }),
      'How often an incident may be nudged about what is overdue.',
      defaultInput.nudges,
    ),
    'late-call': documented(
      duration,
      'Later than this after its cause, nobody is called any more.',
      defaultInput['late-call'],
    ),
    postmortem: documented(
      z.strictObject(
        {
          deliver: documented(
            oneOf('pull-request', 'branch', 'comment'),
            'How the postmortem comes: as a pull request, as a branch to open one from, or folded into a comment.',
            defaultInput.postmortem.deliver,
          ),
          names: documented(
            oneOf('roles', 'logins'),
            'Whether it speaks of roles (commander, responder 1) or of people.',
            defaultInput.postmortem.names,
          ),
        },
        { error: '`deliver` and `names`: `{deliver: branch}`' },
      ),
      'The document that follows an incident.',
      defaultInput.postmortem,
    ),
    'stale-after': documented(
      duration,
      'A runbook neither reviewed nor changed for longer is shown as stale.',
      defaultInput['stale-after'],
    ),
    templates: documented(
      z.union([oneOf('on', 'off'), z.boolean()], { error: '`on` or `off`' }),
      'Whether `.github/muster/templates/` may replace the board and the postmortem.',
      defaultInput.templates,
    ),
  },
  { error: 'keys and values, one a line: `timezone: Europe/Berlin`' },
)

/** The settings as somebody wrote them, after all that does not fit is gone. */
export type SettingsInput = z.infer<typeof settingsSchema>

function severity(key: Severity) {
  const defaults = defaultInput.severities[key]
  const fields = {
    call: documented(
      names,
      'Whom to call: `service` and `escalate` are the lists of the service, other names people and teams.',
      defaults.call,
    ),
    inform: documented(
      z.boolean({ error: '`true` or `false`' }),
      'Whether the `inform` list is told.',
      defaults.inform,
    ),
    acknowledge: documented(deadline, 'How soon somebody answers the call.', defaults.acknowledge),
    update: documented(deadline, 'How often people are told where it stands.', defaults.update),
    gate: documented(
      oneOf('full', 'short', 'none'),
      'What closing needs: `short` asks for severity, service and what fixed it, `full` for the checklist and, in SEV1 and SEV2, a cause besides.',
      defaults.gate,
    ),
    postmortem: documented(
      matching(postmortemPattern, '`3 days`, `5 working days`, `on request` or `none`'),
      'When the postmortem is due.',
      defaults.postmortem,
    ),
  }
  return documented(
    z.strictObject(fields, { error: 'what it asks for: `{acknowledge: 5m}`' }),
    `Rules of ${key}.`,
    defaults,
  )
}

/** An optional key with its meaning and its default, both of which reach editors and the documentation. */
function documented<Schema extends z.ZodType>(schema: Schema, description: string, value: unknown) {
  return schema.optional().meta({ description, default: value })
}

function oneOf<const Word extends string>(...words: readonly Word[]) {
  return z.enum(words, {
    error: words
      .map((word) => `\`${word}\``)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1'),
  })
}

function matching(pattern: RegExp, words: string) {
  return z.string({ error: words }).regex(pattern, { error: words })
}

function zoneWords(): string {
  return 'a time zone such as `UTC` or `Europe/Berlin`'
}
