import type { Candidate, Surroundings } from './candidate.ts'
import type { SeenText } from './seen-text.ts'
import { inOneRow } from './shared-unit.ts'
import type { FoundNumber } from './word-number.ts'

/** Signs before an amount, the longer first; "$" and "¥" are of the locale's country. */
const signs: readonly (readonly [sign: string, currency: string])[] = [
  ['us$', 'USD'],
  ['a$', 'AUD'],
  ['au$', 'AUD'],
  ['c$', 'CAD'],
  ['ca$', 'CAD'],
  ['hk$', 'HKD'],
  ['nt$', 'TWD'],
  ['s$', 'SGD'],
  ['nz$', 'NZD'],
  ['mx$', 'MXN'],
  ['r$', 'BRL'],
  ['$', '$'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', '¥'],
  ['₩', 'KRW'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['₫', 'VND'],
  ['฿', 'THB'],
  ['₪', 'ILS'],
  ['₴', 'UAH'],
  ['₱', 'PHP'],
  ['chf', 'CHF'],
  ['rmb', 'CNY'],
]
/** Words behind an amount. */
const words: readonly (readonly [pattern: string, currency: string])[] = [
  ['us[- ]dollars?|dollars? us', 'USD'],
  ['dollars?|dolares|dolar|dollari|dollaro|bucks?', '$'],
  ['euros?|eur', 'EUR'],
  ['quid|pounds?(?: sterling)?|pfund|livres?(?: sterling)?|libras?|sterline|sterlina|ponden|pond', 'GBP'],
  ['yens?|jpy', 'JPY'],
  ['won|wons', 'KRW'],
  ['yuans?|renminbi|rmb|kuai', 'CNY'],
  ['reais|real', 'BRL'],
  ['pesos?', 'MXN'],
  ['rupees?|rupien', 'INR'],
  ['francs?|franken|stutz', 'CHF'],
]
const joinedWords: readonly (readonly [pattern: string, currency: string])[] = [
  ['원(?!하|칙|래|인|본|룸|피|가)', 'KRW'],
  ['달러', 'USD'],
  ['유로', 'EUR'],
  ['엔(?!진|딩)', 'JPY'],
  ['위안', 'CNY'],
  ['파운드', 'GBP'],
  ['円|えん', 'JPY'],
  ['ドル', 'USD'],
  ['ユーロ', 'EUR'],
  ['ウォン', 'KRW'],
  ['ポンド', 'GBP'],
  ['人民币|人民幣|块钱|塊錢|块|塊|元', 'CNY'],
  ['美元|美金', 'USD'],
  ['欧元|歐元', 'EUR'],
  ['韩元|韓元|韩币', 'KRW'],
  ['日元|日圆|日圓', 'JPY'],
  ['英镑|英鎊', 'GBP'],
  ['港币|港元', 'HKD'],
  ['台币|新台币', 'TWD'],
]
const codes =
  'USD|EUR|GBP|JPY|KRW|CNY|INR|BRL|MXN|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|TRY|RUB|UAH|ILS|AED|SAR|ZAR|SGD|HKD|TWD|THB|IDR|MYR|PHP|VND|ARS|CLP|COP|PEN|EGP|NGN|KES'
const cents =
  / (?:and |und |et |y |e |en )?(\d{1,2}|\p{L}+(?:-\p{L}+)?) ?(?:cents?|centimos?|centavos?|centesimi|centimes?|pence|p)(?!\p{L})|(?<=euros?|dollars?) (\d{2})(?![\d\p{L}])/uy

const before = new RegExp(`(?<![\\p{L}])(?:${signs.map(([sign]) => sign.replaceAll('$', '\\$')).join('|')}) ?$`, 'u')
const codeBefore = new RegExp(`(?<![\\p{L}])(?:${codes}) ?$`, 'u')
const codeBehind = new RegExp(` ?(${codes})(?![\\p{L}])`, 'uy')
const signBehind = new RegExp(
  ` ?(${signs.map(([sign]) => sign.replaceAll('$', '\\$')).join('|')})(?![\\p{L}\\p{N}])`,
  'uy',
)
const wordsBehind = words.map(
  ([pattern, currency]) => [new RegExp(` ?(?:${pattern})(?![\\p{L}])`, 'uy'), currency] as const,
)
const joinedBehind = joinedWords.map(([pattern, currency]) => [new RegExp(` ?(?:${pattern})`, 'uy'), currency] as const)

const dollars: { readonly [region: string]: string } = {
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  SG: 'SGD',
  HK: 'HKD',
  TW: 'TWD',
  MX: 'MXN',
  AR: 'ARS',
  CL: 'CLP',
  CO: 'COP',
}

/** Amounts of money: a number with a currency before or behind it. The value is the amount, the currency stands beside it. */
export function amounts(seen: SeenText, numbers: readonly FoundNumber[], around: Surroundings): readonly Candidate[] {
  const found: Candidate[] = []
  for (const number of numbers) {
    if (number.ordinal === true) continue
    const amount = amountAt(seen, number, around)
    if (amount !== null) found.push(withCents(seen.folded, amount, numbers))
  }
  return [...found, ...inOneRow(seen.folded, numbers, found, around.language)]
}

interface Amount {
  readonly value: number
  readonly start: number
  readonly end: number
  readonly currency: string
  readonly confidence: number
}

function amountAt({ folded, plain }: SeenText, number: FoundNumber, { locale }: Surroundings): Amount | null {
  const { value, start, end } = number
  const lead = folded.slice(Math.max(0, start - 5), start)
  const sign = before.exec(lead)?.[0] ?? null
  if (sign !== null)
    return { value, start: start - sign.length, end, currency: ofSign(sign.trim(), locale), confidence: 0.97 }
  const code = codeBefore.exec(plain.slice(Math.max(0, start - 5), start))?.[0] ?? null
  if (code !== null) return { value, start: start - code.length, end, currency: code.trim(), confidence: 0.97 }
  codeBehind.lastIndex = end
  const behind = codeBehind.exec(plain)?.[1]
  if (behind !== undefined) return { value, start, end: codeBehind.lastIndex, currency: behind, confidence: 0.97 }
  signBehind.lastIndex = end
  const after = signBehind.exec(folded)?.[1]
  if (after !== undefined)
    return { value, start, end: signBehind.lastIndex, currency: ofSign(after, locale), confidence: 0.95 }
  for (const [pattern, currency] of [...wordsBehind, ...joinedBehind]) {
    pattern.lastIndex = end
    if (pattern.test(folded))
      return { value, start, end: pattern.lastIndex, currency: ofSign(currency, locale), confidence: 0.92 }
  }
  return null
}

/** What a sign stands for where the locale is spoken. */
function ofSign(sign: string, locale: string): string {
  const { language, region } = new Intl.Locale(locale)
  if (sign === '$') return (region === undefined ? undefined : dollars[region]) ?? 'USD'
  if (sign === '¥') return language === 'zh' ? 'CNY' : 'JPY'
  return signs.find(([each]) => each === sign)?.[1] ?? sign
}

/** "20 euros and 50 cents". */
function withCents(
  text: string,
  { value, start, end, currency, confidence }: Amount,
  numbers: readonly FoundNumber[],
): Candidate {
  const entity = { type: 'money', value, start, end, confidence, resolution: { currency } }
  cents.lastIndex = end
  const match = Number.isInteger(value) ? cents.exec(text) : null
  if (match === null) return entity
  const at = numbers.find((number) => number.start > end - 1 && number.start < cents.lastIndex)
  if (at === undefined || at.value <= 0 || at.value >= 100) return entity
  return { ...entity, value: Math.round(value * 100 + at.value) / 100, end: cents.lastIndex }
}
