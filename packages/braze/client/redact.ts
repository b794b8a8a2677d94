import { objectErrors, requestErrors } from '@parley/braze/contract'

// The API's own texts, which repeat nothing: they stay whole even where a value of the body is a word of theirs.
const known = new Set<string>([...Object.values(objectErrors), ...Object.values(requestErrors)])

// Shorter values are words like "no" or "12", which would blank ordinary text and identify nobody.
const SHORTEST = 3
const HIDDEN = '…'
const LONGEST_DETAIL = 300
const DEEPEST_CAUSE = 4

/**
 * Makes the words of others free of the key and of every value that the caller passed, which may be personal data. An answer
 * to a wrong key repeats the key; other answers may repeat a value, in lower case or as it stood in the address.
 */
export function createRedact(apiKey: string, personal: () => string): (text: string) => string {
  let values: readonly RegExp[] | undefined
  return (text) => {
    if (known.has(text)) return text
    values ??= readValues(personal).map((value) => new RegExp(value.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gi'))
    let clean = text.replaceAll(apiKey, HIDDEN)
    for (const value of values) clean = clean.replaceAll(value, HIDDEN)
    return clean.length > LONGEST_DETAIL ? `${clean.slice(0, LONGEST_DETAIL)}${HIDDEN}` : clean
  }
}

/** The members of an error that say nothing of the request. */
const harmless = new Set(['name', 'message', 'stack', 'cause', 'code', 'errno', 'syscall', 'address', 'port'])

/**
 * An error of the runtime, for a log: as it is where it says nothing of the request. Deno repeats the address in the message, Bun in a
 * member; path and query of it can name a person.
 */
export function cleanCause(cause: unknown, clean: (text: string) => string, depth = 0): unknown {
  if (!(cause instanceof Error)) return undefined
  const message = clean(cause.message).replaceAll(/(https?:\/\/[^\s/?#]+)[/?#]\S*/g, `$1/${HIDDEN}`)
  const inner = depth < DEEPEST_CAUSE ? cleanCause(cause.cause, clean, depth + 1) : undefined
  const isClean = message === cause.message && Object.keys(cause).every((name) => harmless.has(name))
  if (isClean && inner === cause.cause) return cause
  const told = new Error(message, inner === undefined ? undefined : { cause: inner })
  told.name = cause.name
  return 'code' in cause ? Object.assign(told, { code: cause.code }) : told
}

/** Longest first, so that a value inside another leaves nothing of the longer one behind. */
function readValues(personal: () => string): readonly string[] {
  const values = new Set<string>()
  const rest: unknown[] = [JSON.parse(personal())]
  while (rest.length > 0) {
    const value = rest.pop()
    if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) rest.push(member)
    } else if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value)
      if (text.length >= SHORTEST) for (const form of [text, encode(text), encodeQuery(text)]) values.add(form)
    }
  }
  return [...values].sort((a, b) => b.length - a.length)
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    // Half a character, which no address can hold.
    return text
  }
}

function encodeQuery(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
