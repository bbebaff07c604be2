import { resolveInput } from './resolve-input.ts'
import type { SettingsInput } from './schema.ts'
import type { Settings } from './types.ts'

/** The settings of a repository without a settings file. */
export const defaultSettings: Settings = resolveInput({} satisfies SettingsInput)
