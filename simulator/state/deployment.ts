import type { User } from './user.ts'

/** One step in the life of a deployment. */
export interface DeploymentStatus {
  readonly id: number
  readonly nodeId: string
  readonly state: string
  readonly creator: User
  readonly description: string
  readonly environmentUrl: string
  readonly logUrl: string
  readonly createdAt: Date
}

/** A deployment of a commit to an environment. */
export interface Deployment {
  readonly id: number
  readonly nodeId: string
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly environment: string
  readonly description: string | null
  readonly payload: unknown
  readonly creator: User
  readonly createdAt: Date
  updatedAt: Date
  readonly statuses: DeploymentStatus[]
}
