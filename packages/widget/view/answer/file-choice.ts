import type { InputHint } from '@parley/flow'
import { writeSize } from '../moment.ts'
import { fill, type Spoken } from '../words/words.ts'

export type FileHint = Extract<InputHint, { readonly type: 'file' }>

/** What speaks against a file before it is sent; the server looks at what is in it. */
export function problemOf(
  file: File | undefined,
  { max_bytes: most }: FileHint,
  { words, language }: Spoken,
): string | null {
  if (file === undefined) return words.file_first
  return file.size > most ? fill(words.file_large, { size: writeSize(most, language) }) : null
}

/** What went wrong while a file was sent. The server's words say more than "it failed". */
export function failureOf(error: unknown, { words }: Spoken): string {
  const refused = error instanceof Error && 'status' in error && error.status !== undefined
  return refused ? error.message : words.file_failed
}

export const wasStopped = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
