import { HttpClient } from '../../__tests__/support/http-client.ts'
import type { Stage } from '../../__tests__/support/stage.ts'
import { defaultWord, nameLabels } from '../../src/domain/label-names.ts'
import { defineLabel } from '../../src/domain/labels.ts'

/** Labels that an earlier incident has left behind. */
const usual = [
  'outage-report',
  'incident:unconfirmed',
  'incident',
  'severity:SEV1',
  'severity:SEV2',
  'service:checkout',
  'status:investigating',
]

const names = nameLabels(defaultWord, {})

/** Makes the labels of the usual incident, as Muster would have made them. */
export async function makeLabels({ github, world }: Stage): Promise<void> {
  const api = new HttpClient(github.apiUrl, world.addToken({ kind: 'person', login: 'dana' }))
  for (const name of usual) await api.send('POST', '/repos/acme/shop/labels', { ...defineLabel(name, names) })
}
