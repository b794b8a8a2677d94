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
/** Looked at beyond what is kept, since masks are shorter than what they stand for. */
const longestSeen = 3 * longestSentence
/** What is cut in two at the end of that is not known any more for what it is. */
const longestWord = longestSentence

const space = /[\s\u0085]+/g
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Me}]/gu
/** All but what NFKC would turn into something that nobody writes: single Korean letters, the punctuation of East Asia. */
const unified = /[^\u3131-\u318e！（），：；？～…]+/gu

/** Of a host, in one kind of script. How it begins tells which, so that there is but one way to read it. */
const label = String.raw`(?:[\p{sc=Latin}\p{N}_-]+|(?!\p{sc=Latin})\p{L}(?:(?!\p{sc=Latin})[\p{L}\p{N}-])*)`
/** With a scheme, with `www.`, or a host with something behind it; not with the words of a language without spaces before it. */
const address = new RegExp(
  [
    String.raw`(?<![a-z0-9+.-])[a-z0-9+.-]+[:：]//\S+`,
    String.raw`(?<![\p{sc=Latin}\p{N}])www\.\S+`,
    String.raw`(?<![\p{sc=Latin}\p{N}])(?:${label}\.)+\p{L}{2,}(?:[:：]\p{N}+)?[/?#]\S+`,
  ].join('|'),
  'giu',
)
const email = /(?<![^\s@<>()[\],;:（），；：])[^\s@<>()[\],;:（），；：]+@[^\s@<>()[\],;:（），；：]+/gu
/** The same with spaces, or with a word for the sign; then only with a host that looks like one. */
const spelledEmail = /[\p{L}\p{N}._%+•-]{1,64} ?(?:@|[([{] ?at ?[)\]}]) ?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/giu
const handle = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{3,}/gu
/** Digits of any script with what stands between those of one number, card or day; commas and the like only where no space follows. */
const digits = /\+?\p{N}(?:(?:[,:;'’，：；、]|[\s\p{M}\p{Pd}\p{Pc}()[\]{}（）./\\|~～*+#=·•‧・−⁄]{0,8})\p{N})*/gu
const clock = /^\p{N}{1,2}[:：]\p{N}{2}$/u

/**
 * Masks addresses, numbers of three digits and more, and the `known` values, whatever their case and however their letters are encoded.
 *
 * @param known e.g. the person's name; see {@link knownOf}
 */
export function maskWords(text: string, known: Iterable<string> = []): string {
  const values = [...new Set([...known].map(seenIn))].filter((each) => each.length >= shortestKnown)
  const hidden = values
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, value) => clean.replace(new RegExp(wholeWords(value), 'giu'), mask), seenIn(text))
  return hidden
    .replace(address, '‹url›')
    .replace(email, '‹email›')
    .replace(spelledEmail, '‹email›')
    .replace(handle, '‹name›')
    .replace(digits, (found) => {
      const count = [...found.matchAll(/\p{N}/gu)].length
      if (count < leastDigits || clock.test(found)) return found
      return count >= phoneDigits ? '‹phone›' : '‹number›'
    })
    .slice(0, longestSentence)
    .replace(/\p{Cs}$/u, '')
    .trim()
}

/** As people see it, so that nothing hides between the letters or behind another form of them. */
function seenIn(text: string): string {
  const seen = text
    .slice(0, longestSeen)
    .replace(space, ' ')
    .replace(unified, (run) => run.normalize('NFKC'))
    .replace(unseen, '')
    .replace(space, ' ')
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
