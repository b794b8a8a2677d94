import { PhraseTable } from './phrase-table.ts'
import { foldWord } from './seen-text.ts'

/** Cities and countries by every name that is known of them. */
export interface Places {
  readonly cities: PhraseTable
  readonly city: (item: number) => City
  readonly countries: PhraseTable
  /** ISO 3166, `KR`. */
  readonly country: (item: number) => string
  /** As lists write what a folded phrase is. */
  readonly spelling: (phrase: string) => string
}

export interface City {
  readonly name: string
  /** ISO 3166, `KR`. */
  readonly country: string
  /** In thousands. */
  readonly people: number
}

/** What the lists say, as they are stored. */
export interface PlaceLists {
  /** `name|country|thousands of people|other names…`, the largest city first. */
  readonly cities: readonly string[]
  readonly countries: readonly CountryList[]
}

interface CountryList {
  readonly language: string
  readonly names: { readonly [code: string]: string | readonly string[] }
}

/** What people say and lists do not. */
const moreCountries: readonly (readonly [name: string, code: string])[] = [
  ['England', 'GB'],
  ['Scotland', 'GB'],
  ['Wales', 'GB'],
  ['Holland', 'NL'],
  ['America', 'US'],
  ['Korea', 'KR'],
  ['Czech Republic', 'CZ'],
  ['Inglaterra', 'GB'],
  ['Angleterre', 'GB'],
  ['Inghilterra', 'GB'],
  ['Engeland', 'GB'],
  ['Grossbritannien', 'GB'],
  ['Etats-Unis', 'US'],
  ['Stati Uniti', 'US'],
  ['Corea', 'KR'],
  ['Corée', 'KR'],
  ['Coreia', 'KR'],
  ['EE. UU.', 'US'],
  ['EEUU', 'US'],
  ['EUA', 'US'],
  ['VS', 'US'],
  ['Rusia', 'RU'],
  ['한국', 'KR'],
  ['남한', 'KR'],
  ['북한', 'KP'],
  ['잉글랜드', 'GB'],
  ['韓国', 'KR'],
  ['アメリカ', 'US'],
  ['米国', 'US'],
  ['英国', 'GB'],
  ['中国', 'CN'],
  ['北朝鮮', 'KP'],
  ['美國', 'US'],
  ['韓國', 'KR'],
  ['中國', 'CN'],
  ['法國', 'FR'],
  ['德國', 'DE'],
]

/** As people write very large cities, by their names in the list. */
const shortCities: { readonly [nameAndCountry: string]: readonly string[] } = {
  'New York City|US': ['NYC'],
  'Los Angeles|US': ['LA', 'L.A.'],
  'San Francisco|US': ['SF'],
  'Washington|US': ['Washington DC', 'Washington D.C.', 'DC'],
  'Hong Kong|HK': ['HK'],
  'Rio de Janeiro|BR': ['Rio'],
}

/** Tables for lists; those of {@link loadPlaces} or shorter ones. */
export function createPlaces(lists: PlaceLists): Places {
  const spellings = new Map<string, string>()
  const named = (name: string, item: number): readonly [string, number] => {
    const phrase = foldWord(name)
    if (!spellings.has(phrase)) spellings.set(phrase, name)
    return [phrase, item]
  }
  const rows = lists.cities.map((row) => row.split('|'))
  const cities = new PhraseTable(
    rows.flatMap(([name = '', country = '', , ...others], item) =>
      [name, ...others, ...(shortCities[`${name}|${country}`] ?? [])].map((each) => named(each, item)),
    ),
  )
  const codes = [...new Set(lists.countries.flatMap(({ names }) => Object.keys(names)))].sort()
  const countries = new PhraseTable(
    countryNames(lists.countries).map(([name, code]) => named(name, codes.indexOf(code))),
  )
  return {
    cities,
    countries,
    city(item) {
      const [name = '', country = '', people = '0'] = rows[item] ?? []
      return { name, country, people: Number(people) }
    },
    country: (item) => codes[item] ?? '',
    spelling: (phrase) => spellings.get(phrase) ?? phrase,
  }
}

function countryNames(lists: readonly CountryList[]): readonly (readonly [name: string, code: string])[] {
  const listed = lists.flatMap(({ language, names }) => {
    // Shorter than the official names: what the platform calls a country when it prints one.
    const printed = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    return Object.entries(names).flatMap(([code, name]) => {
      const known = typeof name === 'string' ? [name] : name
      return [...known, printed.of(code) ?? ''].filter((each) => each !== '').map((each) => [each, code] as const)
    })
  })
  return [...listed, ...moreCountries]
}

let loading: Promise<Places> | undefined

/** The lists that come with this package, read when they are first asked for; one and the same for everybody. */
export function loadPlaces(): Promise<Places> {
  loading ??= readLists().then(createPlaces)
  return loading
}

async function readLists(): Promise<PlaceLists> {
  return (await import('./place-lists.ts')).placeLists
}
