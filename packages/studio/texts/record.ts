/** `texts/translated.json`: which original each translation was made of, as fingerprints, so that a changed original is noticed. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** By language and text: fingerprints of the original and of its translation. */
export interface Record {
  readonly [language: string]: { readonly [id: string]: readonly [original: string, translation: string] }
}

/** The same as the server's: the first twelve letters of the SHA-256 in base64url. */
export function fingerprintOf(text: string): string {
  const bytes = sha256(utf8ToBytes(text))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 12)
}

export function isStale(
  known: readonly [original: string, translation: string] | undefined,
  original: string,
  translation: string,
): boolean {
  if (known === undefined) return false
  return known[1] === fingerprintOf(translation) && known[0] !== fingerprintOf(original)
}

/** What is remembered; a record that cannot be read is none, since it only ever warns. */
export function readRecord(text: string | undefined): Record {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
    return Object.fromEntries(
      Object.entries(value).map(([language, rows]) => [
        language,
        Object.fromEntries(
          Object.entries(typeof rows === 'object' && rows !== null ? (rows as object) : {}).filter(
            ([, prints]) =>
              Array.isArray(prints) && prints.length === 2 && prints.every((each) => typeof each === 'string'),
          ),
        ),
      ]),
    ) as Record
  } catch {
    return {}
  }
}

/** The record's new text after a text was translated (or, with `null`, no longer is). */
export function remember(
  record: Record,
  language: string,
  id: string,
  original: string,
  translation: string | null,
): string {
  const { [id]: _, ...others } = record[language] ?? {}
  const rows =
    translation === null ? others : { ...others, [id]: [fingerprintOf(original), fingerprintOf(translation)] }
  const sorted = Object.fromEntries(Object.entries(rows).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return `${JSON.stringify({ ...record, [language]: sorted }, null, 2)}\n`
}
