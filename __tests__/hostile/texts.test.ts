import { jest } from '@jest/globals'
import { walkTexts } from './support/walk-texts.ts'

jest.setTimeout(300_000)

walkTexts('runner-commands')
walkTexts('mentions')
walkTexts('references')
walkTexts('closing-keywords')
walkTexts('markers')
walkTexts('structure')
walkTexts('unicode')
walkTexts('paths')
