/** What somebody wrote, without what tells who they are: for whoever improves understanding, and for services elsewhere. */
import type { Contact, Program, Recognition } from '@parley/flow'
import { mask } from './sensitive.ts'

/** As much of it is kept: an example has no more. In UTF-16 units. */
export const longestSentence = 500

/** A shorter one is in every other word. */
const shortestKnown = 2
/** Fewer digits are an amount, not a card or a date. */
const leastDigits = 3
const phoneDigits = 7

const address = /https?:\/\/[^\s]+/giu
const email = /[^\s@<>()[\],;:]{1,64}@[^\s@<>()[\],;:]{1,250}/gu
/** Digits of any script with what stands between those of one number, card or day. */
const digits = /\+?\p{Nd}(?:[ ()./\-–]{0,3}\p{Nd}){0,40}/gu

/**
 * Masks addresses, numbers of three digits and more, and the `known` values, whatever their case.
 *
 * @param known e.g. the person's name; see {@link knownOf}
 */
export function maskWords(text: string, known: Iterable<string> = []): string {
  const cut = text.normalize('NFC').slice(0, 2 * longestSentence)
  const values = [...new Set(known)].filter((each) => each.trim().length >= shortestKnown)
  const hidden = values
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, value) => clean.replace(new RegExp(wholeWords(value), 'giu'), mask), cut)
  return hidden
    .replace(address, '‹url›')
    .replace(email, '‹email›')
    .replace(digits, (found) => {
      const count = [...found.matchAll(/\p{Nd}/gu)].length
      return count >= phoneDigits ? '‹phone›' : count >= leastDigits ? '‹number›' : found
    })
    .slice(0, longestSentence)
    .replace(/\s+/g, ' ')
    .trim()
}

/** What is known of a person and would tell who they are. */
export function knownOf(contact: Contact | null): readonly string[] {
  if (contact === null) return []
  const { name = '', email: mail, phone, external_id: id } = contact
  return [name, ...name.split(/[\s,]+/), mail, phone, id].flatMap((each) => each ?? [])
}

/** Addresses and numbers are masked by their own form. */
const personal: ReadonlySet<string> = new Set(['given_name', 'family_name', 'name'])

/** What a recognizer found in the words themselves that tells who somebody is. */
export function personalIn({ extracted = [] }: Recognition): readonly string[] {
  return extracted.flatMap(({ type, text }) => (personal.has(type) ? [text] : []))
}

/** The same, asked of a program's recognizer; one that fails has found nothing. */
export function personalFound({ recognizer }: Program, text: string, language: string): readonly string[] {
  try {
    return personalIn(recognizer.recognize(text, language))
  } catch {
    return []
  }
}

/** As a whole: "Al" is not looked for in "also". Scripts without spaces have no whole words. */
function wholeWords(value: string): string {
  const escaped = value.trim().replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  return /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u.test(value.trim())
    ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`
    : escaped
}
