import { z } from 'zod'
import { settingsSchema } from './schema.ts'

/** The JSON schema of the settings, for editors: generated, never written by hand. */
export function printJsonSchema(): string {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input', target: 'draft-7' })
  const titled = {
    $schema: schema.$schema,
    title: 'Settings of Muster',
    description: 'The file .github/muster.yml: every line is optional, and so is the file.',
    ...schema,
  }
  return `${joinShortLists(JSON.stringify(titled, null, 2))}\n`
}

/** Lists of plain values on one line where they fit, as the formatter of this repository writes them. */
function joinShortLists(json: string): string {
  return json.replace(
    /^(.*)\[\n\s+([^[\]{}]*?)\n\s+\](,?)$/gm,
    (whole, before: string, items: string, comma: string) => {
      const line = `${before}[${items.replace(/\n\s+/g, ' ')}]${comma}`
      return line.length <= 120 ? line : whole
    },
  )
}
