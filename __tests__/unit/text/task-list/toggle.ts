/** Ticks or opens the box that stands first in a line, as a click on it does. */
export function toggle(markdown: string, line: number): string {
  const pieces = markdown.split(/(\r\n?|\n)/)
  const index = (line - 1) * 2
  const flip = (box: string) => (/x/i.test(box) ? '[ ]' : '[x]')
  pieces[index] = (pieces[index] ?? '').replace(/\[[ \txX]\]/, flip)
  return pieces.join('')
}
