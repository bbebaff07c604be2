import type { Repository } from './repository.ts'
import type { World } from './world.ts'

/**
 * Keeps all that a world holds as it stands; the function returned puts it back, as often as one likes. The repositories
 * and all maps stay the same objects, so that whoever holds them sees the world as it was. Call it while no request runs.
 */
export function keepWorld(world: World): () => void {
  const { users, teams, members, apps, tokens } = world
  const repositories = [...world.repositories]
  const kept = structuredClone({
    maps: [users, teams, members, apps, tokens],
    data: repositories.map(([, { git: _, ...data }]) => data),
  })
  const logs = [world.notifications, world.violations, world.requests].map((log) => ({ log, length: log.length }))
  const puts = [world.clock.keep(), world.history.keep(), ...repositories.map(([, { git }]) => git.refs.keep())]
  return () => {
    const { maps, data } = structuredClone(kept)
    const targets: Map<string, unknown>[] = [users, teams, members, apps, tokens]
    for (const [index, target] of targets.entries()) refill(target, maps[index] ?? new Map())
    refill(
      world.repositories,
      new Map(repositories.map(([name, repository], index) => [name, putBack(repository, data[index])])),
    )
    for (const { log, length } of logs) log.length = length
    world.faults.clear()
    for (const put of puts) put()
  }
}

function refill<T>(target: Map<string, T>, source: ReadonlyMap<string, T>): void {
  target.clear()
  for (const [key, value] of source) target.set(key, value)
}

function putBack(repository: Repository, data: Omit<Repository, 'git'> | undefined): Repository {
  return Object.assign(repository, data)
}
