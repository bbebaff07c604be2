/**
 * Takes signs off a text's end. The pattern `[signs]+$` would do the same, but starts anew at each of many such signs in
 * the middle of a text: 65,536 of them cost it seconds.
 */
export function stripEnd(text: string, isSign: (sign: string) => boolean): string {
  let end = text.length
  while (end > 0 && isSign(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}
