/** What somebody wrote, without what tells who they are: for whoever improves understanding, and for services elsewhere. */
import type { Contact, Program, Recognition } from '@parley/flow'
import { withoutAddresses } from './masked-addresses.ts'
import { withoutNumbers } from './masked-numbers.ts'
import { mask } from './sensitive.ts'

/** As much of it is kept: an example has no more. In UTF-16 units. */
export const longestSentence = 500

/** A shorter one is in every other word. */
const shortestKnown = 2
/** Looked at beyond what is kept, since masks are shorter than what they stand for. */
const longestSeen = 3 * longestSentence
/** What is cut in two at the end of that is not known any more for what it is. */
const longestWord = longestSentence

const space = /[\s\u0085]+/g
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Me}]/gu
/** All but what NFKC would turn into something else: single Korean letters, the punctuation of East Asia, "10½". */
const unified = /[^\u3131-\u318e！（），：；？～…¼-¾⅐-⅟↉]+/gu

/**
 * Masks addresses, numbers and the `known` values, whatever their case and however their letters are encoded. Without anything that
 * its letters or signs hid it stays as it was written: "x²", "① hotel".
 *
 * @param known e.g. the person's name; see {@link knownOf}
 */
export function maskWords(text: string, known: Iterable<string> = []): string {
  const hidden = withoutPersonal(seenIn(text), known, seenIn)
  const written = withoutPersonal(writtenIn(text), known, writtenIn)
  return (seenIn(written) === hidden ? written : hidden)
    .slice(0, longestSentence)
    .replace(/\p{Cs}$/u, '')
    .trim()
}

function withoutPersonal(text: string, known: Iterable<string>, inForm: (value: string) => string): string {
  const values = [...new Set([...known].map(inForm))].filter((each) => each.length >= shortestKnown)
  const unnamed = values
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, value) => clean.replace(new RegExp(wholeWords(value), 'giu'), mask), text)
  return withoutNumbers(withoutAddresses(unnamed))
}

/** As people see it, so that nothing hides between the letters or behind another form of them. */
const seenIn = (text: string): string =>
  cleaned(text, (spaced) => spaced.replace(unified, (run) => run.normalize('NFKC')))

const writtenIn = (text: string): string => cleaned(text, (spaced) => spaced.normalize('NFC'))

function cleaned(text: string, unify: (spaced: string) => string): string {
  const seen = unify(text.slice(0, longestSeen).replace(space, ' ')).replace(unseen, '').replace(space, ' ')
  const isCut = text.length > longestSeen || seen.length > longestSeen
  const bounded = seen.slice(0, longestSeen)
  return (isCut ? bounded.replace(new RegExp(`\\S{1,${longestWord}}$`, 'u'), '') : bounded).trim()
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
  const escaped = value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  return /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u.test(value)
    ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`
    : escaped
}
