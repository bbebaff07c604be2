import { jest } from '@jest/globals'
import { walkFiles } from './support/walk-files.ts'

jest.setTimeout(300_000)

walkFiles('settings')
walkFiles('runbooks')
walkFiles('regexes')
walkFiles('templates')
walkFiles('codeowners')
walkFiles('forms')
