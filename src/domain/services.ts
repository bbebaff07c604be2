import { findService } from '../settings/resolve.ts'
import type { Service, Settings } from '../settings/types.ts'

/** The key of the service that a name means, or the name itself where the settings know none like it. */
export function findServiceName(settings: Settings, name: string): string {
  return findService(settings, name)?.key ?? name
}

/** The service's own settings, where it has any. */
export function serviceOfIncident(settings: Settings, service: string | undefined): Service | undefined {
  return service === undefined ? undefined : findService(settings, service)
}
