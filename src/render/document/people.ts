import type { Postmortem } from '../../domain/content.ts'
import { quoteText } from '../../text/escape.ts'
import { quietName } from '../names.ts'

/** How people appear in a postmortem. */
export interface People {
  /** A person as Markdown: the role, or the login as code where the settings want logins (no role is given then). */
  readonly name: (login: string | undefined) => string
  /** A text in which logins have become roles; not escaped. */
  readonly words: (text: string) => string
}

/**
 * Names become roles (`commander`, `responder 1`), in people's own words too: every `@login`, and every bare login that
 * can be no ordinary word. Owners of action items are not named through this.
 */
export function namePeople({ names }: Pick<Postmortem, 'names'>): People {
  const roles = new Map(Object.entries(names).map(([login, role]) => [login.toLowerCase(), role]))
  const pattern = /(?<![\w/@.-])(@?)([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})(?![\w/@]|\.\w|-\w)/gi
  return {
    name: (login) => {
      if (login === undefined || login === '') return 'unknown'
      const role = roles.get(login.toLowerCase())
      if (roles.size === 0) return quietName(login)
      if (role === undefined) return 'somebody'
      return role.toLowerCase() === login.toLowerCase() ? quietName(login) : quoteText(role)
    },
    words: (text) =>
      text.replace(pattern, (whole, sign: string, login: string) => {
        const role = roles.get(login.toLowerCase())
        return role !== undefined && (sign === '@' || isNoWord(login)) ? role : whole
      }),
  }
}

/** `max` and `test` are words of a sentence; `dana-lee` and `bob42` are not. */
function isNoWord(login: string): boolean {
  return /[\d-]/.test(login)
}
