import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostileCase } from './hostile-case.ts'

const folder = join(import.meta.dirname, '..', 'cases')

/** The groups of the corpus: its folders, sorted. */
export function listGroups(): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/** Every case of a group, by the names of their files. */
export function readCases<Case extends HostileCase = HostileCase>(group: string): readonly Case[] {
  return readdirSync(join(folder, group))
    .sort()
    .map((file) => ({ ...JSON.parse(readFileSync(join(folder, group, file), 'utf8')), group, file }))
}
