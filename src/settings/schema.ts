import { z } from 'zod'
import type { Renameable } from '../domain/label-names.ts'
import { defaultRenames } from '../domain/label-names.ts'
import { safeUrl } from '../text/escape.ts'
import { isTimezone } from '../text/zone.ts'
import { defaultInput } from './default-input.ts'
import { durationPattern } from './duration.ts'
import { documented, matching, name, names, oneOf } from './schema-words.ts'
import { person, service, team } from './service-schema.ts'
import { severity } from './severity-schema.ts'

const duration = matching(durationPattern, 'a time such as `10m`, `2h` or `365 days`')
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
    labels: documented(
      z.strictObject(
        {
          report: labelName('What the form asks for. Has to hold the name of the incident label.', 'report'),
          drill: labelName('Marks a drill.', 'drill'),
          action: labelName('Marks the issues that are made of action items.', 'action'),
          severity: labelName('What the labels for the severity begin with.', 'severity'),
          service: labelName('What the labels for the service begin with.', 'service'),
          status: labelName('What the labels for the status begin with.', 'status'),
          postmortem: labelName('What the labels for the postmortem begin with.', 'postmortem'),
        },
        { error: 'labels by what they mean: `{drill: exercise, severity: "sev/"}`' },
      ),
      'Other names for the labels. `incident` itself is renamed by the repository variable `MUSTER_LABEL`, which the workflow reads, too.',
      defaultInput.labels,
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

function labelName(description: string, label: Renameable) {
  return documented(z.string({ error: 'the name of a label' }), description, defaultRenames[label])
}

function zoneWords(): string {
  return 'a time zone such as `UTC` or `Europe/Berlin`'
}
