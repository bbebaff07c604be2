import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's own folder. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * The bundle that the tests run: the shipped one, or the one that `MUSTER_BUNDLE` names, so that a deliberately broken
 * build can be held against the same tests.
 */
export const bundlePath = process.env.MUSTER_BUNDLE ?? join(projectFolder, 'dist', 'index.js')
