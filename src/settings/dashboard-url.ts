import { safeUrl } from '../text/escape.ts'

/** What a dashboard's address is filled with: the incident's time window (ISO 8601) and its service. */
export interface DashboardWindow {
  readonly from: string
  readonly to: string
  readonly service: string
}

/** Every placeholder, with what it becomes: milliseconds (Grafana), seconds, ISO 8601 (Prometheus), the service's key. */
const placeholders: Readonly<Record<string, (window: DashboardWindow) => string>> = {
  from: ({ from }) => String(Date.parse(from)),
  to: ({ to }) => String(Date.parse(to)),
  'from-seconds': ({ from }) => String(Math.floor(Date.parse(from) / 1000)),
  'to-seconds': ({ to }) => String(Math.floor(Date.parse(to) / 1000)),
  'from-iso': ({ from }) => from,
  'to-iso': ({ to }) => to,
  service: ({ service }) => service,
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g

/** What was expected of a dashboard's address, in words that follow "Expected"; nothing where it can be filled and linked. */
export function findDashboardFault(url: string): string | undefined {
  if (Array.from(url.matchAll(placeholder), (match) => match[1] ?? '').some((name) => !known(name))) {
    const names = Object.keys(placeholders).map((name) => `\`{{${name}}}\``)
    return `no other placeholders than ${names.join(', ')}`
  }
  const sample = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T01:00:00.000Z', service: 'service' }
  return fillDashboard(url, sample) === undefined ? 'an address that begins with `https://`' : undefined
}

/** The address for one incident, safe as the target of a link; nothing where it is no https address. */
export function fillDashboard(url: string, window: DashboardWindow): string | undefined {
  return safeUrl(
    url.replace(placeholder, (whole, name: string) =>
      known(name) ? encodeURIComponent(placeholders[name]?.(window) ?? '') : whole,
    ),
  )
}

function known(name: string): boolean {
  return Object.hasOwn(placeholders, name)
}
