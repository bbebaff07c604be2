import { nearest } from '../text/edit-distance.ts'
import { codeSpan } from '../text/escape.ts'
import type { Finding, SettingPath } from './problem.ts'
import { canonicalName, isLogin } from './resolve.ts'
import type { SettingsInput } from './schema.ts'

/** What stands for a list of the incident's service in the `call` of a severity. */
const placeholders = ['service', 'escalate']

/** Names that lead nowhere or to two things. Nothing is taken out for them: who is not found is shown as not reached. */
export function checkNames(input: SettingsInput): readonly Finding[] {
  const people = Object.keys(input.people ?? {})
  const teams = Object.keys(input.teams ?? {})
  const known = new Set([...people, ...teams].map(canonicalName))
  const unknown = namesUsed(input).filter(({ name }) => !known.has(canonicalName(name)) && !isLogin(name, input))
  return [
    ...unknown.map((use) => reportUnknown(use, [...people, ...teams])),
    ...checkKeys('people', people, []),
    ...checkKeys('teams', teams, people),
    ...checkServices(input),
  ]
}

interface NameUse {
  readonly path: SettingPath
  readonly name: string
}

function namesUsed(input: SettingsInput): readonly NameUse[] {
  const services = Object.entries(input.services ?? {}).flatMap(([key, service]) =>
    (['call', 'inform', 'escalate'] as const).flatMap((list) => usesIn(['services', key, list], service[list])),
  )
  const severities = Object.entries(input.severities ?? {}).flatMap(([key, rule]) =>
    usesIn(['severities', key, 'call'], rule?.call).filter(({ name }) => !placeholders.includes(name)),
  )
  return [...services, ...severities, ...usesIn(['fallback'], Array.isArray(input.fallback) ? input.fallback : [])]
}

function usesIn(path: SettingPath, names: readonly string[] = []): readonly NameUse[] {
  return names.map((name) => ({ path: [...path, name], name }))
}

function reportUnknown({ path, name }: NameUse, keys: readonly string[]): Finding {
  const guess = nearest(name, keys)
  const help = guess
    ? `Did you mean ${codeSpan(guess)}? Nobody is called by this name.`
    : `Write a login, or add ${codeSpan(`${name}: {github: LOGIN}`)} under \`people\`. Nobody is called by this name yet.`
  return {
    path,
    at: 'value',
    message: `${codeSpan(name)} is in no \`people\` and no \`teams\`${guess ? '' : ', and is no login'}`,
    help,
  }
}

/** Keys that mean something else, too: a placeholder, or a key written a little differently. */
function checkKeys(group: 'people' | 'teams', keys: readonly string[], taken: readonly string[]): readonly Finding[] {
  return keys.flatMap((key, index) => {
    const twin = [...taken, ...keys.slice(0, index)].find((other) => canonicalName(other) === canonicalName(key))
    const path = [group, key]
    if (placeholders.includes(key)) {
      const message = `${codeSpan(key)} stands for a list of the service and cannot be a name`
      return [{ path, at: 'key', message, help: 'Choose another name.' }]
    }
    if (twin === undefined) return []
    const message = `${codeSpan(key)} and ${codeSpan(twin)} are the same name`
    return [{ path, at: 'key', message, help: `Rename one of them. ${codeSpan(twin)} counts.` }]
  })
}

/** Two services that answer to one name. */
function checkServices(input: SettingsInput): readonly Finding[] {
  const owners = new Map<string, string>()
  const findings: Finding[] = []
  const claim = (path: SettingPath, at: Finding['at'], name: string) => {
    const key = String(path[1])
    const owner = owners.get(canonicalName(name))
    if (owner === undefined) owners.set(canonicalName(name), key)
    else if (owner !== key) {
      const message = `${codeSpan(name)} already names the service ${codeSpan(owner)}`
      findings.push({ path, at, message, help: `Rename one of them. ${codeSpan(owner)} counts.` })
    }
  }
  const services = Object.entries(input.services ?? {})
  for (const [key] of services) claim(['services', key], 'key', key)
  for (const [key, { aliases = [] }] of services) {
    for (const alias of aliases) claim(['services', key, 'aliases', alias], 'value', alias)
  }
  return findings
}
