import { parseArgs } from 'node:util'
import { playAlarm } from './chapters/1-alarm.ts'
import { playResponse } from './chapters/2-response.ts'
import { playChecklist } from './chapters/3-checklist.ts'
import { playClosing } from './chapters/4-closing.ts'
import { playPostmortem } from './chapters/5-postmortem.ts'
import { playNextTime } from './chapters/6-next-time.ts'
import { setScene } from './chapters/scene.ts'
import { StepFailed } from './expect.ts'
import { keepOpen } from './keep-open.ts'
import { writePages } from './pages/write-pages.ts'
import { LATENCY, setStage } from './stage.ts'
import { Story } from './story.ts'

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false }, action: { type: 'string' } } })
const print = (line: string) => void process.stdout.write(`${line}\n`)

const stage = await setStage(values.action)
const story = new Story(stage, print)
print(`Every answer of the embedded GitHub is held back by ${LATENCY} ms, as if it were that far away.`)
try {
  await setScene(story)
  const incident = await playAlarm(story)
  await playResponse(story, incident)
  await playChecklist(story, incident)
  await playClosing(story, incident)
  const postmortem = await playPostmortem(story, incident)
  await playNextTime(story, { incident, postmortem })
  const { steps, runs, requests } = story.totals
  print(`\nThe loop is closed: ${steps} steps, ${runs} runs, ${requests} requests.`)
} catch (error) {
  process.exitCode = 1
  print(`\n✗ ${error instanceof StepFailed ? `This step does not hold.\n${error.message}` : String(error)}`)
  if (error instanceof Error && !(error instanceof StepFailed)) print(error.stack ?? '')
}
print(`\nPages of every issue and pull request: ${await writePages(stage, story.moments)}`)
if (values.keep) await keepOpen(stage, print)
else await stage.close()
