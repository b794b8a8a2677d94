import { objectErrors, requestErrors } from '@parley/braze/contract'

// The API's own texts, which repeat nothing: they stay whole even where a value of the body is a word of theirs.
const known = new Set<string>([...Object.values(objectErrors), ...Object.values(requestErrors)])

// Shorter values are words like "no" or "12", which would blank ordinary text and identify nobody.
const SHORTEST = 3
const HIDDEN = '…'
const LONGEST_DETAIL = 300

/**
 * Makes the service's own words free of the key and of every value that the caller passed, which may be personal data. An answer
 * to a wrong key repeats the key; other answers may repeat a value.
 */
export function createRedact(apiKey: string, personal: () => string): (text: string) => string {
  let values: readonly string[] | undefined
  return (text) => {
    if (known.has(text)) return text
    values ??= readValues(personal)
    let clean = text.replaceAll(apiKey, HIDDEN)
    for (const value of values) clean = clean.replaceAll(value, HIDDEN)
    return clean.length > LONGEST_DETAIL ? `${clean.slice(0, LONGEST_DETAIL)}${HIDDEN}` : clean
  }
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
      if (String(value).length >= SHORTEST) values.add(String(value))
    }
  }
  return [...values].sort((a, b) => b.length - a.length)
}
