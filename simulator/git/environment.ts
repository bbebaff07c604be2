/**
 * The environment of every git process: nothing of the machine's or its user's settings, and nothing of a git hook
 * that may be running this, whose `GIT_DIR` would lead into another repository.
 */
export const GIT_ENVIRONMENT: Readonly<NodeJS.ProcessEnv> = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}
