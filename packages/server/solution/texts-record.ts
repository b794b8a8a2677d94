/**
 * Which original each imported translation was made of, so that a changed original is noticed: `texts/translated.json`, written
 * by imports, kept with the solution. It holds fingerprints, no texts.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

export const recordFile = 'texts/translated.json'

/** By language and row: fingerprints of the original and of its translation. */
export interface Translated {
  readonly [language: string]: { readonly [id: string]: readonly [original: string, translation: string] }
}

const schema = z.record(z.string(), z.record(z.string(), z.tuple([z.string(), z.string()])))

/** Long enough that two texts of one solution never share it. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}

/** Whether the translation is still the one that was imported while its original is another one. */
export function isStale(
  record: readonly [original: string, translation: string] | undefined,
  original: string,
  translation: string,
): boolean {
  if (record === undefined) return false
  return record[1] === fingerprintOf(translation) && record[0] !== fingerprintOf(original)
}

/** What was imported so far; a record that cannot be read is none, since it only ever warns. */
export async function readTranslated(folder: string): Promise<Translated> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(join(folder, recordFile), 'utf8')))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}
