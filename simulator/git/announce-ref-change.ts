import type { Act } from '../state/act.ts'
import { kindOfChange, type RefChange } from './branch-rules.ts'
import { presentPush } from './present/push.ts'

/** Emits what GitHub tells of a changed branch or tag: `create` or `delete`, and `push`. Other refs are silent. */
export function announceRefChange(act: Act, change: RefChange): void {
  const [, type, name] = /^refs\/(heads|tags)\/(.+)$/.exec(change.name) ?? []
  if (type === undefined || name === undefined) return
  const { world, repository, caller } = act
  const event = { action: null, repository, sender: caller.user, byToken: caller }
  const kind = kindOfChange(change)
  const described = { ref: name, ref_type: type === 'heads' ? 'branch' : 'tag', pusher_type: 'user' }
  if (kind === 'create') {
    const more = { master_branch: repository.defaultBranch, description: repository.description }
    world.emit({ ...event, name: 'create', payload: { ...described, ...more } })
  }
  if (kind === 'delete') world.emit({ ...event, name: 'delete', payload: described })
  world.emit({ ...event, name: 'push', payload: presentPush(act, change) })
}
