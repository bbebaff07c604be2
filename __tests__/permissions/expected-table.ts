import {
  type Actor,
  commandNeeds,
  commands,
  everyRole,
  isMachine,
  isPerson,
  mayCommand,
  mayDeclare,
  mayDirect,
  type Role,
  type Rules,
  reaches,
  usualRules,
  type Where,
} from './rules.ts'

/** What has to become of an act. The words stand in the head of the table. */
export type Outcome = 'counts' | 'refused' | 'edited' | 'nothing' | 'reported' | 'stopped' | 'waits' | '-'

/** One row: what it is about, and the outcome of each act. */
export interface Row {
  readonly keys: readonly string[]
  readonly cells: readonly Outcome[]
}

/** One part of the table. */
export interface Section {
  readonly name: string
  readonly keys: readonly string[]
  readonly acts: readonly string[]
  readonly rows: readonly Row[]
}

/** What people do beside commands. */
export const acts = [
  'form',
  'form with label',
  'plain with label',
  'label incident',
  'confirm',
  'tick',
  'edit severity',
  'label severity',
  'label service',
  'label status',
  'label drill',
  'close completed',
  'close not planned',
  'close duplicate',
  'reopen',
] as const

/** One act that is no command. */
export type Act = (typeof acts)[number]

/** When Muster sees a command, or looks again. */
export const times = [
  'edited before',
  'deleted before',
  'made by editing',
  'edited by another',
  'created',
  're-run',
  'promoted',
  'demoted',
  'edited later',
  'deleted later',
  'account deleted',
] as const

/** How the look-up of a role fails. */
export const failures = ['502', 'dropped', '429', '403', 'malformed'] as const

const places: readonly Where[] = ['private', 'public']

/** The whole table, from the rules alone. */
export function expectedTable(): readonly Section[] {
  return [commandSection(), actSection(), settingsSection(), failureSection()]
}

function everyActor(where: Where): readonly Actor[] {
  const weak: readonly Role[] = where === 'private' ? ['read', 'custom on read'] : ['none', 'read', 'custom on read']
  return [
    ...everyRole.map((role) => ({ who: 'author', role }) as const),
    ...everyRole.map((role) => ({ who: 'other', role }) as const),
    ...weak.map((role) => ({ who: 'commander', role }) as const),
    { who: 'author and commander', role: 'read' },
    { who: 'bot', role: 'none' },
    { who: 'App', role: 'none' },
    { who: 'App as author', role: 'none' },
    { who: 'deleted', role: 'read' },
    { who: 'deleted', role: 'admin' },
    { who: 'deleted author', role: 'read' },
    { who: 'deleted author', role: 'admin' },
  ]
}

function commandSection(): Section {
  const rows = places.flatMap((where) =>
    everyActor(where).flatMap((actor) =>
      times.map((when) => ({
        keys: [where, actor.who, actor.role, when],
        cells: commands.map((command) => commandOutcome(when, actor, mayCommand(command, actor, usualRules(where)))),
      })),
    ),
  )
  return { name: 'commands', keys: ['where', 'who', 'role', 'when'], acts: commands, rows }
}

function commandOutcome(when: (typeof times)[number], actor: Actor, may: boolean): Outcome {
  const verdict = isMachine(actor) ? 'nothing' : may ? 'counts' : 'refused'
  switch (when) {
    case 'deleted before':
      return 'nothing'
    case 'edited before':
    case 'made by editing':
    case 'edited by another':
      return may ? 'edited' : verdict
    case 'promoted':
    case 'demoted':
    case 'account deleted':
      return isPerson(actor) ? verdict : '-'
    case 'edited later':
      return actor.who.startsWith('deleted') ? '-' : verdict
    default:
      return verdict
  }
}

function actSection(): Section {
  const rows = places.flatMap((where) =>
    everyActor(where).flatMap((actor) => {
      const cells = acts.map((act) => actOutcome(act, actor, usualRules(where)))
      const again = cells.map((cell): Outcome => (cell === 'stopped' ? '-' : cell))
      return [
        { keys: [where, actor.who, actor.role, 'created'], cells },
        { keys: [where, actor.who, actor.role, 'promoted, re-run'], cells: again },
      ]
    }),
  )
  return { name: 'acts', keys: ['where', 'who', 'role', 'when'], acts, rows }
}

function actOutcome(act: Act, actor: Actor, rules: Rules): Outcome {
  const { who, role } = actor
  const machine = isMachine(actor)
  const commands = who.includes('commander')
  // GitHub's own bars: who may label, who may write into an issue, who may close and reopen it.
  const labels = machine || reaches(role, 'triage')
  const writes = machine || who.includes('author') || reaches(role, 'write')
  switch (act) {
    case 'form':
    case 'form with label': {
      if (commands) return '-'
      const bridge = machine && act === 'form with label'
      return bridge || mayDeclare(actor, rules) ? 'counts' : 'reported'
    }
    case 'plain with label':
      if (commands) return '-'
      if (!labels) return 'stopped'
      return machine || mayDeclare(actor, rules) ? 'counts' : 'reported'
    case 'label incident':
      if (commands) return '-'
      if (!labels) return 'stopped'
      // Another workflow has Muster's own login: its label on an issue that stands is nobody's word.
      if (who === 'bot') return 'nothing'
      // An alert bridge files its issue with the label; set later, a bot's label is no word of a person.
      return machine && rules.where === 'public' ? 'reported' : 'counts'
    case 'confirm':
      // Where anyone may declare, nothing waits to be confirmed.
      if (rules.where === 'private' || commands) return '-'
      return machine ? 'nothing' : isPerson(actor) && reaches(role, 'triage') ? 'counts' : 'refused'
    case 'tick':
      return writes ? 'counts' : 'stopped'
    case 'edit severity':
      return writes ? 'nothing' : 'stopped'
    case 'label severity':
    case 'label service':
    case 'label status':
    case 'label drill':
      return !labels ? 'stopped' : machine ? 'nothing' : 'counts'
    case 'close completed':
    case 'close not planned':
    case 'close duplicate':
      if (!labels && !who.includes('author')) return 'stopped'
      return mayDirect(actor) ? 'counts' : 'refused'
    case 'reopen':
      return labels ? 'counts' : 'stopped'
  }
}

const otherSettings: readonly Rules[] = [
  { where: 'public', declare: 'anyone', override: 'write' },
  { where: 'private', declare: 'triage', override: 'write' },
  { where: 'private', declare: 'write', override: 'write' },
  { where: 'private', declare: 'auto', override: 'triage' },
  { where: 'private', declare: 'auto', override: 'maintain' },
  { where: 'public', declare: 'auto', override: 'admin' },
]

function settingsSection(): Section {
  const columns = ['note', 'severity', 'override', 'postmortem'] as const
  const rows = otherSettings.flatMap((rules) =>
    everyRole.map((role) => {
      const actor = { who: 'other', role } as const
      const said = columns.map((command): Outcome => (mayCommand(command, actor, rules) ? 'counts' : 'refused'))
      const files = mayDeclare(actor, rules) ? 'counts' : 'reported'
      return { keys: [rules.where, rules.declare, rules.override, role], cells: [files, ...said] as const }
    }),
  )
  return { name: 'settings', keys: ['where', 'declare', 'override', 'role'], acts: ['form', ...columns], rows }
}

function failureSection(): Section {
  const roles = ['read', 'triage', 'write', 'custom on triage'] as const
  const rows = places.flatMap((where) =>
    roles.flatMap((role) => failures.flatMap((failure) => failureRows({ where, role, failure }))),
  )
  return {
    name: 'no answer',
    keys: ['where', 'role', 'failure', 'when'],
    acts: [...commands, 'form', 'confirm', 'close completed'],
    rows,
  }
}

/** While GitHub does not answer, only what needs no role counts; then the next run decides as if nothing had been. */
function failureRows({ where, role, failure }: { where: Where; role: Role; failure: string }): readonly Row[] {
  const rules = usualRules(where)
  const actor = { who: 'other', role } as const
  const open = mayDeclare({ who: 'other', role: 'none' }, rules)
  const during = commands.map((one): Outcome => (commandNeeds(one, rules) === 'none' ? 'counts' : 'waits'))
  const after = commands.map((one): Outcome => (mayCommand(one, actor, rules) ? 'counts' : 'refused'))
  const confirm = actOutcome('confirm', actor, rules)
  const close = actOutcome('close completed', { who: 'author', role }, rules)
  return [
    {
      keys: [where, role, failure, 'unanswered'],
      cells: [...during, open ? 'counts' : 'waits', confirm === '-' ? '-' : 'waits', 'waits'],
    },
    {
      keys: [where, role, failure, 'next run'],
      cells: [...after, mayDeclare(actor, rules) ? 'counts' : 'reported', confirm, close],
    },
  ]
}
