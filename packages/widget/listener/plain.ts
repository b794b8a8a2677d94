import type { Value, Values } from '@parley/flow'

const longestText = 500
const mostMembers = 50
const deepest = 4
/** Characters of JSON that one event's properties may have. */
const longestValues = 4000

const looksPersonal = (text: string): boolean => /[^\s@/]@[^\s@/]+\.[a-z]/i.test(text)

/** What is plain data of a thing that the page made; `undefined`: nothing. Texts that look like an e-mail address are left out. */
export function plainValue(given: unknown, depth = 0): Value | undefined {
  if (given === null || typeof given === 'boolean') return given
  if (typeof given === 'number') return Number.isFinite(given) ? given : undefined
  if (typeof given === 'string') return looksPersonal(given) ? undefined : given.slice(0, longestText)
  if (typeof given !== 'object' || depth === deepest) return undefined
  if (Array.isArray(given))
    return given.slice(0, mostMembers).flatMap((each: unknown) => {
      const plain = plainValue(each, depth + 1)
      return plain === undefined ? [] : [plain]
    })
  // An element, a window, a date: not data.
  const prototype: unknown = Object.getPrototypeOf(given)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return undefined
  const members = Object.entries(given)
    .slice(0, mostMembers)
    .flatMap(([name, each]) => {
      const plain = plainValue(each, depth + 1)
      return plain === undefined || isSecretName(name) ? [] : [[name.slice(0, 128), plain] as const]
    })
  return Object.fromEntries(members)
}

/** The properties of an event; what does not fit is left out, the last first. */
export function plainValues(given: unknown): Values {
  const plain = plainValue(given)
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return {}
  let room = longestValues
  return Object.fromEntries(
    Object.entries(plain as Values).filter(([name, value]) => {
      room -= name.length + JSON.stringify(value).length
      return room >= 0
    }),
  )
}

/** Names that never hold what may be collected, whatever a rule says. */
export function isSecretName(name: string): boolean {
  return /pass(word|wd)?$|token|secret|jwt|otp|api_?key|auth|session|signature|e_?mail|phone|iban|card_?number|cvc/i.test(
    name,
  )
}
