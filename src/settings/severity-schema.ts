import { z } from 'zod'
import type { Severity } from '../domain/vocabulary.ts'
import { defaultInput } from './default-input.ts'
import { durationPattern } from './duration.ts'
import { postmortemPattern } from './postmortem-rule.ts'
import { documented, matching, names, oneOf } from './schema-words.ts'

const deadline = matching(
  new RegExp(`${durationPattern.source}|^none$`, 'i'),
  'a time such as `10m` or `2h`, or `none`',
)

/** An entry of `severities`, with the defaults of that severity. */
export function severity(key: Severity) {
  const defaults = defaultInput.severities[key]
  const fields = {
    call: documented(
      names,
      'Whom to call: `service` and `escalate` are the lists of the service, other names people and teams.',
      defaults.call,
    ),
    inform: documented(
      z.boolean({ error: '`true` or `false`' }),
      'Whether the `inform` list is told.',
      defaults.inform,
    ),
    acknowledge: documented(deadline, 'How soon somebody answers the call.', defaults.acknowledge),
    update: documented(deadline, 'How often people are told where it stands.', defaults.update),
    gate: documented(
      oneOf('full', 'short', 'none'),
      'What closing needs: `short` asks for severity, service and what fixed it, `full` for the checklist and, in SEV1 and SEV2, a cause besides.',
      defaults.gate,
    ),
    postmortem: documented(
      matching(postmortemPattern, '`3 days`, `5 working days`, `on request` or `none`'),
      'When the postmortem is due.',
      defaults.postmortem,
    ),
  }
  return documented(
    z.strictObject(fields, { error: 'what it asks for: `{acknowledge: 5m}`' }),
    `Rules of ${key}.`,
    defaults,
  )
}
