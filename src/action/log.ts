import * as core from '@actions/core'
import { forLog } from '../text/escape.ts'

/** Where an annotation points to, in the repository. Lines and columns count from 1. */
export interface AnnotationPlace {
  readonly title?: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** GitHub shows no more of an annotation. */
const maxAnnotation = 4_000

/** Prints to the job's log. This file is the only one that prints: nothing that anybody typed becomes a runner command. */
export function logInfo(text: string): void {
  core.info(forLog(text))
}

export function logNotice(text: string, place: AnnotationPlace = {}): void {
  core.notice(forLog(text, maxAnnotation), properties(place))
}

export function logWarning(text: string, place: AnnotationPlace = {}): void {
  core.warning(forLog(text, maxAnnotation), properties(place))
}

/** Marks the job as failed, too. */
export function logFailure(text: string): void {
  core.setFailed(forLog(text, maxAnnotation))
}

function properties({ title, file, line, column }: AnnotationPlace): core.AnnotationProperties {
  return {
    ...(title !== undefined && { title: oneLine(title) }),
    ...(file !== undefined && { file: oneLine(file) }),
    ...(line !== undefined && { startLine: line }),
    ...(column !== undefined && { startColumn: column }),
  }
}

function oneLine(text: string): string {
  return forLog(text.replace(/\s+/g, ' '), 200)
}
