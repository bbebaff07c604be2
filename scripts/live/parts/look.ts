import { type JobAnswers, measure, type WorkflowLook } from '../answers.ts'
import { ask } from '../ask.ts'
import { budgetIn } from '../budget.ts'
import { type Place, requireText } from '../place.ts'
import { readStage } from '../stage.ts'

/** Asks for the state of a workflow, as an opening would to learn whether GitHub switched the sweep off. */
export async function lookAtWorkflow(place: Place, env: NodeJS.ProcessEnv): Promise<JobAnswers> {
  const found = await measure(() => look(place, readStage(env).isPrivate))
  return requireText(env, 'SIDE') === 'with' ? { workflowWith: found } : { workflowWithout: found }
}

async function look({ octokit, at }: Place, isPrivate: boolean): Promise<WorkflowLook> {
  const answer = await ask(octokit.rest.actions.getWorkflow({ ...at, workflow_id: 'live.yml' }))
  return {
    isPrivate,
    status: answer.status,
    state: answer.data?.state ?? '',
    accepted: String(answer.headers['x-accepted-github-permissions'] ?? ''),
    used: budgetIn(answer.headers).used,
  }
}
