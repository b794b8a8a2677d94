/** Numbers that may tell who somebody is, told from times, prices and other amounts. */

/** In one piece; fewer are an amount. */
const leastDigits = 3
/** In pieces: fewer are a day, a price, a size or what two things stand at. */
const leastTogether = 6
const phoneDigits = 7

/** Whatever is one, in any script, but for fractions: "10½" is no number of three digits. */
const digit = String.raw`(?![¼-¾⅐-⅟↉])\p{N}`
/** With what stands between the digits of one number, card or day; commas and the like only where no space follows. */
const digits = new RegExp(
  String.raw`\+?${digit}(?:(?:[,:;'’，：；、]|[\s\p{M}\p{Pd}\p{Pc}()[\]{}（）./\\|~～*+#=·•‧・−⁄]{0,8})${digit})*`,
  'gu',
)
const group = new RegExp(`(?:${digit})+`, 'gu')
/** As somebody says it: "06, 12, 34". */
const dictated = /(?<![\p{N}.:：,，])\p{N}{1,2}(\s?[,:;，：；、]\s?)\p{N}{1,2}(?:\1\p{N}{1,2})+(?![.:：,，]?\p{N})/gu
/** Digit by digit, as "4 1 1". */
const spelled = /^\p{N}([\s_]|\s?\p{Pd}\s?)\p{N}(?:\1\p{N})+$/u
const time = /(?<![\p{N}:：.])[0-2０-２]?\p{Nd}[:：][0-5０-５]\p{Nd}(?![:：.]?\p{N})/gu
/** From one to the other, of prices or of times as they are written in German: "19.30-21.00". */
const range =
  /^\p{Nd}{1,2}(?:([.,])\p{Nd}{2}\s?[\p{Pd}~～/]\s?\p{Nd}{1,2}(?:\1\p{Nd}{2})?|\s?[\p{Pd}~～/]\s?\p{Nd}{1,2}[.,]\p{Nd}{2})$/u
/** Between two of a list that somebody counts: "8, 10, 12, 14". */
const widestStep = 10

/** The same with signs that stand for the numbers. */
export function withoutNumbers(text: string): string {
  return text
    .replace(dictated, (found) => (isNumber(groupsOf(found)) && !isCounted(found) ? signFor(found) : found))
    .replace(digits, (found) => (isAmount(found) ? found : signFor(found)))
}

function isAmount(found: string): boolean {
  if (range.test(found)) return true
  const rest = found.replace(time, ' ').trim()
  return !isNumber(groupsOf(rest)) && !spelled.test(rest)
}

const isNumber = (groups: readonly number[]): boolean =>
  total(groups) >= leastTogether || groups.some((each) => each >= leastDigits)

/** Evenly upwards, as no telephone number goes. */
function isCounted(found: string): boolean {
  const all = found.match(/\p{N}+/gu) ?? []
  const [first = 0, second = 0] = all.map(Number)
  const step = second - first
  const even = all.every((each, at) => !each.startsWith('0') && Number(each) === first + at * step)
  return even && step > 0 && step <= widestStep
}

function signFor(found: string): string {
  return total(groupsOf(found)) >= phoneDigits ? '‹phone›' : '‹number›'
}

/** How many digits stand together, of each group of them. */
function groupsOf(found: string): readonly number[] {
  return [...found.matchAll(group)].map(([each]) => [...each].length)
}

const total = (groups: readonly number[]): number => groups.reduce((sum, each) => sum + each, 0)
