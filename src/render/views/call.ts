import type { CallState } from '../../domain/content.ts'
import { formatDuration, formatTime } from '../../text/time-format.ts'
import { contactsLink, linkTo } from '../link.ts'
import { listWords, mention, quietName } from '../names.ts'
import type { RenderContext } from '../render-context.ts'

/** `silent` leaves the live mentions out; a drill says whom an incident would call. */
interface CallStyle {
  readonly silent?: boolean
  readonly drill?: boolean
}

/** The call as one paragraph. The only place that makes live mentions. */
export function renderCall(call: CallState, timezone: string, context: RenderContext & CallStyle): string {
  const show = context.silent ? quietName : mention
  return context.templates.render('call', {
    called: [...call.teams, ...call.mentions].map(show).join(' '),
    informed: call.informed.map(show).join(' '),
    elsewhere: listWords(call.elsewhere.map((one) => showElsewhere(one, timezone, context))),
    late: call.lateMs === undefined ? '' : formatDuration(call.lateMs),
    acknowledged: acknowledgements(call, timezone),
    deadline: call.deadline === undefined ? '' : formatTime(call.deadline, timezone),
    overdue: call.overdue,
    contacts: contactsLink(call.contacts, context),
    nobody: call.nobody,
    fallback: call.fallback,
    drill: context.drill ?? false,
  })
}

/** Who was called by another incident, where and when: that is why they are not called here. */
function showElsewhere(
  { login, incident, at }: CallState['elsewhere'][number],
  timezone: string,
  context: RenderContext,
): string {
  if (incident === undefined || at === undefined) return quietName(login)
  const link = linkTo(`#${incident.number}`, incident.url, context)
  return `${quietName(login)} (called in ${link} at ${formatTime(at, timezone)})`
}

function acknowledgements({ acknowledged }: CallState, timezone: string): string {
  return listWords(acknowledged.slice(0, 5).map(({ by, at }) => `${quietName(by)} (${formatTime(at, timezone)})`))
}
