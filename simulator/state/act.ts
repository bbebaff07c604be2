import type { Call } from '../http/route.ts'

/** Where something happens and who does it. A `Call` is one. */
export type Act = Pick<Call, 'world' | 'repository' | 'caller'>

/** Where something is looked at, and in which of GitHub's media types. A `Call` is one. */
export type View = Pick<Call, 'world' | 'repository'> & { readonly media?: Call['media'] }
