import { defaultWord, nameLabels } from '../domain/label-names.ts'
import type { Severity } from '../domain/vocabulary.ts'
import { defaultInput } from './default-input.ts'
import { readDuration } from './duration.ts'
import { readPostmortemRule } from './postmortem-rule.ts'
import type { SettingsInput } from './schema.ts'
import type { Service, Settings, SeverityRule, Team } from './types.ts'

type Input<Key extends keyof SettingsInput> = NonNullable<SettingsInput[Key]>

/** What a repository wrote, completed by the defaults and read into units. `word` is the name of its incident label. */
export function resolveInput(input: SettingsInput, word: string = defaultWord): Settings {
  const services = mapRecord(input.services ?? {}, resolveService)
  const fallback = input.fallback ?? defaultInput.fallback
  const configured = namesAnybody(input)
  const rule = (severity: Severity) => resolveRule(severity, input.severities?.[severity] ?? {}, configured)
  return {
    timezone: input.timezone ?? defaultInput.timezone,
    declare: input.declare ?? defaultInput.declare,
    override: input.override ?? defaultInput.override,
    ...(input.contacts && { contacts: input.contacts }),
    fallback,
    people: mapRecord(input.people ?? {}, (person) => person),
    teams: mapRecord(input.teams ?? {}, resolveTeam),
    services,
    severities: { SEV1: rule('SEV1'), SEV2: rule('SEV2'), SEV3: rule('SEV3'), SEV4: rule('SEV4') },
    nudges: input.nudges ?? defaultInput.nudges,
    labels: nameLabels(word, input.labels ?? {}),
    postmortem: {
      deliver: input.postmortem?.deliver ?? defaultInput.postmortem.deliver,
      names: input.postmortem?.names ?? defaultInput.postmortem.names,
    },
    staleAfterMs: readDuration(input['stale-after'] ?? defaultInput['stale-after']) ?? 0,
    templates: [true, 'on'].includes(input.templates ?? defaultInput.templates),
    configured,
  }
}

function resolveService(service: Input<'services'>[string], key: string): Service {
  return {
    key,
    aliases: service.aliases ?? [],
    call: service.call ?? [],
    inform: service.inform ?? [],
    escalate: service.escalate ?? [],
    paths: service.paths ?? [],
    dashboards: service.dashboards ?? [],
  }
}

function resolveTeam(team: Input<'teams'>[string]): Team {
  return { members: team.members ?? [], ...(team.mention !== undefined && { mention: team.mention }) }
}

/** Where nobody is called, nobody owes an answer. */
function resolveRule(
  severity: Severity,
  rule: NonNullable<Input<'severities'>[Severity]>,
  configured: boolean,
): SeverityRule {
  const defaults = defaultInput.severities[severity]
  const acknowledgeMs = readDuration(rule.acknowledge ?? defaults.acknowledge)
  const updateMs = readDuration(rule.update ?? defaults.update)
  return {
    call: rule.call ?? defaults.call,
    inform: rule.inform ?? defaults.inform,
    ...(configured && acknowledgeMs !== undefined && { acknowledgeMs }),
    ...(configured && updateMs !== undefined && { updateMs }),
    gate: rule.gate ?? defaults.gate,
    postmortem: readPostmortemRule(rule.postmortem ?? defaults.postmortem) ?? { kind: 'none' },
  }
}

/** Whether any list says whom to call. People and teams in no list are called by nothing. */
function namesAnybody(input: SettingsInput): boolean {
  const services = Object.values(input.services ?? {}).flatMap(({ call = [], escalate = [] }) => [...call, ...escalate])
  const severities = Object.values(input.severities ?? {}).flatMap((rule) => rule?.call ?? [])
  const named = severities.filter((name) => name !== 'service' && name !== 'escalate')
  return services.length > 0 || named.length > 0 || Array.isArray(input.fallback)
}

/** A record without a prototype: a service that somebody calls `constructor` is not there by accident. */
function mapRecord<From, To>(record: Readonly<Record<string, From>>, map: (value: From, key: string) => To) {
  const mapped: Record<string, To> = Object.create(null)
  for (const [key, value] of Object.entries(record)) mapped[key] = map(value, key)
  return mapped
}
