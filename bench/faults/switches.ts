/** A safeguard of the product that can be switched off by replacing one place of its sources. */
export interface Switch {
  readonly name: string
  readonly file: string
  readonly snippet: string
  readonly replacement: string
}

/** Each has cells of its own in `play-switch-cells.ts`, which have to turn red. */
export const switches = {
  retry: {
    name: 'retry',
    file: 'src/github/send.ts',
    snippet: '  if (tries >= maxTries) return false\n',
    replacement: '  if (tries >= 1) return false\n',
  },
  claim: {
    name: 'claim',
    file: 'src/github/apply/claim.ts',
    snippet: '    if (reaction.fresh) return done(fold)\n',
    replacement: '    return done(fold)\n',
  },
  sweep: {
    name: 'sweep of duplicates',
    file: 'src/domain/reconcile.ts',
    snippet: '    ...removeDuplicates(own),\n',
    replacement: '',
  },
  ownLogin: {
    name: 'own-login check',
    file: 'src/domain/own-comments.ts',
    snippet: '  return login.toLowerCase() === record.ourLogin.toLowerCase()\n',
    replacement: '  return login.length + record.ourLogin.length > 0\n',
  },
} as const satisfies Readonly<Record<string, Switch>>
