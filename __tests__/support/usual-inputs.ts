import type { Inputs } from '../../src/action/inputs.ts'

/** What the job `run` is given where its workflow says nothing else. */
export const usualInputs: Inputs = {
  token: 't',
  settingsPath: '.github/muster.yml',
  runbooksFolder: 'runbooks',
  label: 'incident',
  part: 'run',
  dryRun: false,
  notices: [],
}
