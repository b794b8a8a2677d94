import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import { type AnswerKind, value, wordsOf, wrong } from './answer.ts'

export const phoneSource = z.strictObject({
  type: z.literal('phone').meta({ description: 'One phone number.' }),
  country: z
    .string()
    .optional()
    .meta({ description: 'ISO 3166 country, "GB", for numbers given without a country code.' }),
})
type PhoneSource = z.infer<typeof phoneSource>

export interface PhoneAnswer {
  readonly type: 'phone'
  readonly country: CountryCode | null
}

/** Longer than any number with every separator people use. */
const longest = 64

function read(text: string, country: CountryCode | null): string | null {
  if (text.length > longest) return null
  // Without `extract: false` the library would pick a number out of a sentence.
  const options = country === null ? { extract: false } : { extract: false, defaultCountry: country }
  const number = parsePhoneNumberFromString(text.normalize('NFKC').trim(), options)
  return number?.isValid() === true && number.ext === undefined ? number.number : null
}

/** Whether `text` is a valid phone number in E.164, `+447400123456`. */
export function isPhone(text: string): boolean {
  return text.startsWith('+') && read(text, null) === text
}

export const phoneAnswer: AnswerKind<PhoneSource, PhoneAnswer> = {
  source: phoneSource,
  holds: ['phone', 'text', 'json'],
  compile(source, build, path) {
    const { country } = source
    if (country === undefined) return { type: 'phone', country: null }
    if (isSupportedCountry(country)) return { type: 'phone', country }
    build.problem(
      'bad-locale',
      [...path, 'country'],
      `"${country}" is not a country with phone numbers.`,
      'Use a two-letter ISO 3166 code such as "GB" or "KR".',
    )
    return { type: 'phone', country: null }
  },
  hint: () => ({ type: 'phone' }),
  read(answer, said) {
    const number = read(wordsOf(said) ?? '', answer.country)
    if (number !== null) return value(number)
    return wrong(answer.country === null ? 'phone_country' : 'phone')
  },
}
