import { escapeHtml } from './escape-html.ts'

/** A circle with the first letter of a login, in a colour that follows from it. */
export function drawAvatar(login: string, size = 40): string {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  const letter = escapeHtml(login.slice(0, 1).toUpperCase())
  return (
    `<svg class="avatar" width="${size}" height="${size}" viewBox="0 0 40 40" role="img" aria-label="${escapeHtml(login)}">` +
    `<circle cx="20" cy="20" r="20" fill="hsl(${hue} 45% 42%)"/>` +
    `<text x="20" y="27" font-size="19" text-anchor="middle" fill="#fff">${letter}</text></svg>`
  )
}
