import type { Repository } from '../domain/record.ts'
import type { Settings } from '../settings/types.ts'
import type { Templates } from './templates.ts'

/** What every sentence may need besides what it is about. */
export interface RenderContext {
  readonly templates: Templates
  readonly repository: Repository
  readonly settings: Settings
  /** The page of the run that writes, for whoever wants to see how it went. */
  readonly runUrl?: string
}
