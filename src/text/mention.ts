/**
 * Who is mentioned in a rendered body (`body_html`), as GitHub resolved it: logins, and teams as `org/team`. A name that
 * GitHub left as plain text is not among them. Each once, as first written.
 */
export function mentionsIn(html: string): readonly string[] {
  const names = new Map<string, string>()
  for (const [, attributes = '', name = ''] of html.matchAll(/<a\s([^<>]*)>@([\w.[\]/-]{1,140})<\/a>/g)) {
    if (isMention(attributes) && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  }
  return [...names.values()]
}

/** GitHub's sanitizer drops classes that people type, so the class is proof that GitHub made the link. */
function isMention(attributes: string): boolean {
  const classes = /(?:^|\s)class="([^"]*)"/.exec(attributes)?.[1]?.split(/\s/) ?? []
  return classes.includes('user-mention') || classes.includes('team-mention')
}
