/** Nothing of an issue beyond this is read: GitHub stores no more. */
export const MAX_TEXT = 65_536

/**
 * Takes out of an issue's text what says nothing about the trouble: HTML, comments, addresses, the form's own words.
 * Table cells and tags become line breaks, so that neighbours stay apart.
 */
export function cleanText(text: string): string {
  return withoutComments(text.slice(0, MAX_TEXT).replace(/\r\n?/g, '\n'))
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, '\n')
    .replace(/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>)\]]+/gi, ' ')
    .replace(/&[a-z]{2,10};/gi, ' ')
    .replace(/_No response_/g, ' ')
}

/** Removes HTML comments, an unclosed one to the end, in one pass. */
function withoutComments(text: string): string {
  const parts = text.split('<!--')
  return parts
    .map((part, at) => {
      if (at === 0) return part
      const end = part.indexOf('-->')
      return end < 0 ? '' : part.slice(end + 3)
    })
    .join(' ')
}
