import { readFileSync } from 'node:fs'
import { playSwitchCells } from './play-switch-cells.ts'
import { switches } from './switches.ts'

const [name, file = ''] = process.argv.slice(2)
const key = (Object.keys(switches) as (keyof typeof switches)[]).find((one) => one === name)
if (!key) throw new Error(`There is no switch ${name}`)
process.send?.(await playSwitchCells[key](JSON.parse(readFileSync(file, 'utf8'))))
process.disconnect()
