import type { Settings } from '../settings/types.ts'
import { listCall } from './call.ts'
import type { NotReached } from './content.ts'
import { postmortemLabel, serviceLabel, severityLabel, statusLabel } from './labels.ts'
import { severities, statuses } from './vocabulary.ts'

/** Every label that Muster may ever set here. The form's own is not among them: GitHub sets it where it exists. */
export function allLabels({ labels: names, services }: Settings): readonly string[] {
  return [
    names.incident,
    names.unconfirmed,
    names.drill,
    names.action,
    ...severities.map((severity) => severityLabel(severity, names)),
    ...statuses.map((status) => statusLabel(status, names)),
    ...(['open', 'published', 'none'] as const).map((state) => postmortemLabel(state, names)),
    ...Object.keys(services).map((service) => serviceLabel(service, names)),
  ]
}

/** Every login and team that the settings name. */
export function allPeople(settings: Settings): {
  readonly logins: readonly string[]
  readonly teams: readonly string[]
} {
  const listed = listServices(settings, undefined).flatMap(({ call, inform }) => [...call, ...inform])
  const people = Object.values(settings.people).map(({ github }) => github)
  const members = Object.values(settings.teams).flatMap((team) =>
    team.members.map((name) => settings.people[name]?.github ?? name),
  )
  const teams = Object.values(settings.teams).flatMap(({ mention }) => mention ?? [])
  return { logins: [...new Set([...people, ...members, ...listed])], teams: [...new Set(teams)] }
}

/** Whom a SEV1 would call on one service. */
export interface ServiceCall {
  readonly service: string
  readonly call: readonly string[]
  readonly inform: readonly string[]
  readonly notReached: readonly NotReached[]
}

/** Whom a SEV1 would call, service by service, and where none is known. */
export function listServices(settings: Settings, codeowners: string | undefined): readonly ServiceCall[] {
  const services = [...Object.keys(settings.services), undefined]
  return services.map((service) => {
    const context = { settings, surroundings: { codeowners }, canMentionTeams: false }
    const { call, inform, notReached } = listCall({ severity: 'SEV1', service }, context)
    return { service: service ?? 'any other service', call, inform, notReached }
  })
}
