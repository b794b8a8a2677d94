/** ISO 3166-1 alpha-2 code of a country given as code or English name, in any case; `undefined` when it is neither. */
export function findCountry(text: string): string | undefined {
  countries ??= readCountries()
  return countries.get(text.trim().toLowerCase())
}

/** Whether the text is an ISO 639-1 code. */
export function isLanguage(text: string): boolean {
  return /^[a-z]{2}$/.test(text) && languageNames.of(text) !== undefined
}

/** Whether the text is the name of an IANA time zone. */
export function isTimeZone(text: string): boolean {
  const known = zones.get(text)
  if (known !== undefined) return known
  const found = hasZone(text)
  // Asking costs much more than remembering; what strangers send must not fill the memory.
  if (zones.size < 1000) zones.set(text, found)
  return found
}

let countries: ReadonlyMap<string, string> | undefined
const zones = new Map<string, boolean>()
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
/** Codes that the platform names but that are no countries: unions, tests, exceptional reservations. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])

function readCountries(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const found = new Map<string, string>()
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = names.of(code)
    if (name === undefined || notCountries.has(code)) continue
    // A withdrawn code stands for its successor: UK is GB.
    const country = new Intl.Locale(`und-${code}`).region ?? code
    found.set(code.toLowerCase(), country)
    found.set(name.toLowerCase(), country)
  }
  return found
}

function hasZone(text: string): boolean {
  // An offset such as +01:00 is taken by Intl, but is no name.
  if (!/^[A-Za-z]/.test(text)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined
  } catch {
    return false
  }
}
