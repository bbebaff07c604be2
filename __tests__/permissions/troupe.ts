import { fillForm } from '../support/fill-form.ts'
import { HttpClient, Refused } from '../support/http-client.ts'
import type { CapturedEvent } from '../support/inbox.ts'
import { Person } from '../support/person.ts'
import type { JobsRun } from '../support/run-jobs.ts'
import { remotelyDispatched, type Stage, setStage } from '../support/stage.ts'
import { type Actor, isMachine, type Role, type Rules, type Rung } from './rules.ts'

/** A label that people set by hand; all of them exist from the start, since triage makes none. */
const labels = ['outage-report', 'incident', 'triage', 'drill', 'severity:SEV2', 'service:search', 'status:monitoring']

/** Somebody on the stage. */
export interface Member {
  readonly actor: Actor
  readonly login: string
  readonly person: Person
  /** Does something while they still may: who has no role in a private repository had one when they acted. */
  readonly act: <T>(deed: () => Promise<T>) => Promise<T>
}

/** One repository in which actors come and go, and incidents beside each other. */
export class Troupe {
  readonly stage: Stage
  readonly rules: Rules
  /** An admin, who does what the actor may not. */
  readonly boss: Person
  readonly stranger: Person
  #count = 0
  #last: CapturedEvent | undefined

  private constructor(stage: Stage, rules: Rules) {
    this.stage = stage
    this.rules = rules
    this.boss = this.#person('dana')
    this.stranger = this.#person('stranger')
  }

  /** Sets the stage by the rules' settings; nobody is called, and no deadline passes. */
  static async gather(rules: Rules): Promise<Troupe> {
    const quiet = '{ call: [], inform: false, acknowledge: none, update: none }'
    const settings = [
      `declare: ${rules.declare}`,
      `override: ${rules.override}`,
      'services: { checkout: {}, search: {} }',
      `severities: { SEV1: ${quiet}, SEV2: ${quiet} }`,
    ].join('\n')
    const stage = await setStage({
      public: rules.where === 'public',
      files: { '.github/muster.yml': settings, '.github/CODEOWNERS': null },
      github: { deletedUsers: rules.where === 'public' ? 'ghost' : 'null' },
      inProcess: true,
    })
    const troupe = new Troupe(stage, rules)
    const first = await troupe.boss.opens('The labels are made', 'x', labels)
    await troupe.boss.closes(first, 'not_planned')
    stage.inbox.take()
    return troupe
  }

  /** Somebody new, with the role. */
  join(actor: Actor): Member {
    const { world, repository, github } = this.stage
    if (isMachine(actor)) {
      const login = actor.who === 'bot' ? 'github-actions[bot]' : 'pager[bot]'
      const kind = actor.who === 'bot' ? 'workflow' : 'app'
      const token = world.addToken({ kind, login, permissions: { issues: 'write' }, repository: 'acme/shop' })
      const person = this.#person(login, new HttpClient(github.apiUrl, token))
      return { actor, login, person, act: (deed) => deed() }
    }
    this.#count += 1
    const login = `p${this.#count}`
    world.addUser({ login })
    this.grant(login, actor.role)
    const person = this.#person(login)
    if (repository.private && actor.role === 'none') {
      const act = async <T>(deed: () => Promise<T>) => {
        this.grant(login, 'read')
        try {
          return await deed()
        } finally {
          this.grant(login, 'none')
        }
      }
      return { actor, login, person, act }
    }
    return { actor, login, person, act: (deed) => deed() }
  }

  /** Gives somebody another role. */
  grant(login: string, role: Role): void {
    const { world, repository } = this.stage
    const base = role.replace('custom on ', '') as Rung
    world.setRole(repository, login, role.startsWith('custom') ? { base, name: 'incident-helper' } : base)
  }

  /** The account is deleted, where that is the actor's fate. */
  leave({ actor, login }: Member): void {
    if (actor.who.startsWith('deleted')) this.stage.world.deleteUser(login)
  }

  /**
   * Muster runs for the newest event. What a workflow does starts no run: then somebody asks for one on the issue, or the
   * event before comes once more.
   */
  async run(issue?: number): Promise<JobsRun> {
    const asked = issue === undefined ? this.#last : remotelyDispatched(this.stage, { issue })
    const event = this.stage.inbox.take().at(-1) ?? asked
    if (!event) throw new Error('Nothing has happened yet')
    this.#last = event
    return await this.stage.deliver(event)
  }

  /** A SEV4 incident on `checkout`, filed by somebody, declared and with its board. Gives its number. */
  async open(by: Pick<Person, 'files'>): Promise<number> {
    this.stage.wait(15)
    const issue = await by.files('Payments hang', report())
    await this.run()
    if (!this.hasBoard(issue)) {
      await this.boss.says(issue, '/confirm')
      await this.run()
    }
    // What a label's setter did in the first seconds is the form's.
    this.stage.wait(1)
    return issue
  }

  /** Whether the incident is one: its board stands. */
  hasBoard(issue: number): boolean {
    // One that went up while GitHub told no role declares nothing yet.
    return this.ours(issue).some(({ body }) => /"keys":\["board"/.test(body) && !body.includes('"unsure"'))
  }

  /** Everything that Muster wrote into an issue. */
  ours(issue: number): readonly { readonly id: number; readonly body: string }[] {
    return [...this.stage.repository.comments.values()].filter(
      ({ issueNumber, author, body }) =>
        issueNumber === issue && author.login === 'github-actions[bot]' && body.includes('<!-- muster:v1'),
    )
  }

  #person(login: string, client?: HttpClient): Person {
    const { github, world } = this.stage
    const api = client ?? new HttpClient(github.apiUrl, world.addToken({ kind: 'person', login }))
    const web = new HttpClient(`${github.url}/_simulator`, '')
    return new Person(login, { api, web, repository: 'acme/shop', pace: () => world.clock.advance(1000) })
  }
}

/** A filled-in form that leaves the start open, for `/milestone started`. */
export function report(): string {
  return fillForm({ happening: 'Payments hang.', severity: 'SEV4 – small', service: 'checkout', since: 'no idea' })
}

/** Whether GitHub itself refused it to the person. */
export async function isStopped(deed: Promise<unknown>): Promise<boolean> {
  try {
    await deed
    return false
  } catch (error) {
    if (error instanceof Refused && (error.status === 403 || error.status === 404)) return true
    throw error
  }
}
