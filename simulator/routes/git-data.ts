import type { Route } from '../http/route.ts'
import { gitObjectRoutes } from './git-objects.ts'
import { gitRefRoutes } from './git-refs.ts'
import { gitTreeRoutes } from './git-trees.ts'

/** Git's own objects and refs: blobs, trees, commits, tags, refs. */
export const gitDataRoutes: readonly Route[] = [...gitObjectRoutes, ...gitTreeRoutes, ...gitRefRoutes]
