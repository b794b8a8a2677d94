import { isoDate, readEmail } from '@parley/flow/readers'
import { type CountryCode, findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/max'
import type { Candidate, Surroundings } from './candidate.ts'
import { mayBegin, type SeenText } from './seen-text.ts'

/** What is before the "@" is at most 64 octets, RFC 5321. Hosts in other scripts than Latin would swallow what Korean joins to them. */
const address = /[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}@[\p{sc=Latin}\p{N}][\p{sc=Latin}\p{N}.-]{1,253}/gu

export function emails({ plain }: SeenText): readonly Candidate[] {
  if (!plain.includes('@')) return []
  const found: Candidate[] = []
  for (const { 0: written, index } of plain.matchAll(address)) {
    const typed = written.replace(/[.-]+$/, '')
    // "mailto:ada@…", "주소는ada@…": what no address begins with is left out, sign by sign.
    for (let skip = 0; skip < typed.indexOf('@'); skip++) {
      if (skip > 0 && /[\p{sc=Latin}\p{N}]/u.test(typed[skip - 1] ?? '')) continue
      const value = readEmail(typed.slice(skip))
      if (value === null) continue
      found.push({ type: 'email', value, start: index + skip, end: index + typed.length, confidence: 0.99 })
      break
    }
  }
  return found
}

const tops =
  'com|org|net|io|co|dev|app|ai|info|biz|shop|store|me|tv|edu|gov|de|fr|es|it|nl|pt|br|kr|jp|cn|tw|uk|eu|us|ch|at|be|ca|au|in|mx'
const link = new RegExp(
  `(?:https?://|www\\.)[^\\s<>"'\`{}|\\\\^]{1,2000}|(?<![@\\p{L}\\p{N}.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,4}(?:${tops})(?![\\p{sc=Latin}\\p{N}@-]|\\.[a-z0-9])(?:[/?#][^\\s<>"'\`{}|\\\\^]{0,2000})?`,
  'giu',
)
/** What ends a sentence rather than a link, and letters that languages without spaces go on with. */
const behindLink = /[.,;:!?)\]}、。，！？」』]+$/u
const joinedTail = /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}].*$/u

export function urls({ plain }: SeenText): readonly Candidate[] {
  const found: Candidate[] = []
  for (const { 0: written, index } of plain.matchAll(link)) {
    const schemed = /^https?:/i.test(written)
    const typed = written.replace(joinedTail, '').replace(behindLink, '')
    const whole = schemed ? typed : `https://${typed}`
    if (!URL.canParse(whole)) continue
    const url = new URL(whole)
    if (!url.hostname.includes('.')) continue
    // A URL of nothing but a host is written without the slash that browsers add.
    const value =
      url.pathname === '/' && !typed.endsWith('/') && url.search === '' ? url.href.replace(/\/(#|$)/, '$1') : url.href
    found.push({ type: 'url', value, start: index, end: index + typed.length, confidence: schemed ? 0.99 : 0.85 })
  }
  return found
}

/** The country of a locale, or where most people who speak the language live. */
function countryOf(locale: string): CountryCode | undefined {
  const { region } = new Intl.Locale(locale).maximize()
  return region !== undefined && isSupportedCountry(region) ? region : undefined
}

const dialled = /\+?[\d(][\d\s().\-/]{5,30}\d/g
/** A day in digits, with one mark throughout, and where it has one the time behind it; what is dialled says so, or has more digits. */
const writtenDay =
  /(?<!\d[-./]?|\+[\d ().-]{0,8}|(?<!\p{L})(?:tel|fon|phone|mobil|handy|fax|전화|電話|电话)\p{L}{0,8}[.:]{0,2} {0,2})(?:(?<year>\d{4})(?<first>[-./]) ?(?<month>\d{1,2})\k<first> ?(?<day>\d{1,2})|(?<one>\d{1,2})(?<mark>[-./]) ?(?<other>\d{1,2})\k<mark> ?(?<behind>(?:19|20)?\d\d))(?![-./]?\d)(?:\.?,? {1,2}\d{1,2}(?:[.:]\d\d){0,2}(?!\d|[-./ ]\d{3}))?/giu

/** The text with letters in place of days, so that they are no digits of a phone number. */
function withoutDays(text: string): string {
  return text.replace(writtenDay, (written, ...rest) => {
    const groups: { readonly [part: string]: string | undefined } = rest.at(-1)
    const { year, month, day, one, other } = groups
    // Of a year in two digits any will do, and a day before its month as well as behind it.
    const behind = groups.behind?.padStart(4, '20')
    const real = one === undefined ? isDay(year, month, day) : isDay(behind, other, one) || isDay(behind, one, other)
    return real ? 'x'.repeat(written.length) : written
  })
}

function isDay(year: string | undefined, month: string | undefined, day: string | undefined): boolean {
  return isoDate(Number(year), Number(month), Number(day)) !== null
}

/** Before a number that is something's and nobody's phone. */
const numbered =
  /(?:(?<!\p{L})(?:order|booking|reservation|invoice|reference|ref|tracking|customer|account|serial|member(?:ship)?|ticket|case|commande|pedido|reserva|factura|fatura|ordine|fattura|bestelling|factuur)|bestell\p{L}*|rechnungs\p{L}*|sendungs\p{L}*|buchungs\p{L}*|auftrags\p{L}*|kunden\p{L}*|konto\p{L}*|주문|송장|예약|고객|계좌|注文|予約|订单|訂單|单号|账号)(?: ?(?:number|num|no|nr|id|code|numéro|número|numero|nummer|번호|番号|号码|号)\.?)*(?: (?:is|was|ist|war|lautet|est|es|[éè])|[은는は是:])? ?#?$|#$/iu

/** More numbers in one message are not looked at. */
const mostNumbers = 20

/** Valid phone numbers, in E.164; without a country code those of the locale's country. */
export function phones({ plain }: SeenText, { locale }: Surroundings): readonly Candidate[] {
  const country = countryOf(locale)
  const found: Candidate[] = []
  let looked = 0
  for (const { 0: written, index } of withoutDays(plain).matchAll(dialled)) {
    if (looked++ >= mostNumbers) break
    if (!written.startsWith('+') && numbered.test(plain.slice(Math.max(0, index - 40), index).trimEnd())) continue
    if (!mayBegin(plain, index) || written.replace(/\D/g, '').length < 7) continue
    for (const { number, startsAt, endsAt } of findPhoneNumbersInText(written, country))
      found.push({
        type: 'phone',
        value: number.number,
        start: index + startsAt,
        end: index + endsAt,
        confidence: written.startsWith('+') ? 0.98 : 0.85,
        ...(number.country === undefined ? {} : { resolution: { country: number.country } }),
      })
  }
  return found
}
