import { cpuTime } from '../../support/cpu-time.ts'

/** The largest body that GitHub stores. */
export const largestBody = 65_536

/** Pieces that cost parsers and regular expressions most when a body is made of nothing else. */
export const hostilePieces = [
  '*_',
  '>',
  '`',
  '- ',
  '- [ ] x\n',
  '1. ',
  '[',
  '](',
  '![',
  '<!--',
  '<!-',
  '-->',
  '<',
  '<a ',
  '\n',
  '\r',
  '\t',
  ' ',
  '- - [x] a\n',
  '> - [ ] a\n',
  '[a]: b\n',
  '|\n|-\n',
  '~~',
  '\\',
  '&',
  'a@b.',
  '    a\n',
  '#\n',
  '```\n',
  '<details>\n',
  '- a\n  - b\n    - c\n',
  '=\n',
  'a\n===\n',
  '**a ',
  '<?',
  '\u200b',
  '\ud800',
  '@a ',
  '#1 ',
  'GH-1',
  '::',
  '##[',
  ':',
  '$',
  '/ack ',
  '3-',
  '12:',
  'Service: ',
  '### Which service?\n',
] as const // prettier-ignore

/** A body of the largest size made of one piece. */
export function fillWith(piece: string): string {
  return piece.repeat(Math.ceil(largestBody / piece.length)).slice(0, largestBody)
}

/** How long that takes, in milliseconds, at its best of two: the first call pays for compiling. */
export function measure(work: () => unknown): number {
  const times = [0, 1].map(() => {
    const start = cpuTime()
    work()
    return cpuTime() - start
  })
  return Math.min(...times)
}
