import { type DateOrder, dateOrder, type NumberMarks, numberMarks } from '../locale.ts'

/** The zeros of scripts whose digits people type: Arabic, Persian, Devanagari, Bengali, Thai. NFKC turns wide ones into ours. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50]
const otherDigits = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59]/g

/** What was typed, one form for all keyboards: NFKC, digits 0 to 9, single spaces, none around it. */
export function typedForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(otherDigits, (digit) => {
      const code = digit.charCodeAt(0)
      return String(code - (zeros.findLast((zero) => zero <= code) ?? code))
    })
    .replace(/\s+/g, ' ')
    .trim()
}

/** How people of a locale write. */
export interface Conventions {
  /** `null`: nobody can know whether 03/05 is in March or in May. */
  readonly order: DateOrder | null
  readonly marks: NumberMarks
  /** `en` */
  readonly language: string
}

const known = new Map<string, Conventions>()

/** Of the locale that a question or its flow states, otherwise of the conversation's language. */
export function conventionsOf(stated: string | null, language: string): Conventions {
  const locale = stated ?? language
  const found = known.get(locale)
  if (found !== undefined) return found
  const { language: base, region } = new Intl.Locale(locale)
  // English is written in both orders, and only the region tells.
  const order = base === 'en' && region === undefined ? null : dateOrder(locale)
  const made = { order, marks: numberMarks(locale), language: base }
  if (known.size < 1000) known.set(locale, made)
  return made
}
