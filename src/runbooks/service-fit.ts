import type { Runbook } from './document.ts'
import type { IncidentText } from './incident-text.ts'

const OWN_SERVICE = 1.5
const OTHER_SERVICE = 0.7

/** The incident's service as the page declares it, or nothing. Only front matter counts: folders are often no services. */
export function declaresService(page: Runbook, incident: IncidentText): string | undefined {
  const names = namesOf(incident)
  return page.frontMatter.services.find((service) => names.has(fold(service)))
}

/** Factor on a page's score: its own service lifts it, a declared other service lowers it, none leaves it. */
export function serviceFactor(pages: readonly Runbook[], incident: IncidentText): (page: Runbook) => number {
  const names = namesOf(incident)
  const isKnown = pages.some((page) => page.frontMatter.services.some((service) => names.has(fold(service))))
  if (!isKnown) return () => 1
  return ({ frontMatter: { services } }) => {
    if (services.some((service) => names.has(fold(service)))) return OWN_SERVICE
    return services.length > 0 ? OTHER_SERVICE : 1
  }
}

function namesOf(incident: IncidentText): ReadonlySet<string> {
  const labels = (incident.labels ?? []).flatMap((label) => /^service:(.+)$/i.exec(label)?.[1] ?? [])
  const names = [incident.service ?? '', ...(incident.serviceAliases ?? []), ...labels].map(fold)
  return new Set(names.filter((name) => name !== '' && name !== 'unknown'))
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]+/g, '')
}
