import { linkText, oneLine, quoteText, safeUrl } from '../text/escape.ts'
import type { RenderContext } from './render-context.ts'

/** A Markdown link with untrusted words; only the words where the address is none that may be followed. */
export function linkTo(words: string, url: string | undefined, context: RenderContext): string {
  const target = url === undefined ? undefined : safeTarget(url, context)
  return target === undefined ? quoteText(oneLine(words, 200)) : `[${linkText(words)}](${target})`
}

/** The address as the target of a link. Hosts that people with write configured may do without encryption. */
export function safeTarget(url: string, { repository, settings }: RenderContext): string | undefined {
  const dashboards = Object.values(settings.services).flatMap((service) => service.dashboards.map((board) => board.url))
  const trusted = [repository.url, settings.contacts ?? '', ...dashboards]
  const httpHosts = trusted.flatMap((address) => URL.parse(address.replace(/\{\{.*$/, ''))?.host ?? [])
  return safeUrl(url, { httpHosts })
}

/** Whom to reach when nobody answers: a link, or the words as configured. Empty where nothing is configured. */
export function contactsLink(contacts: string | undefined, context: RenderContext): string {
  if (contacts === undefined || contacts === '') return ''
  return safeTarget(contacts, context) === undefined ? quoteText(contacts) : linkTo('contacts', contacts, context)
}
