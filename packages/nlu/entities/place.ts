import type { Candidate, Surroundings } from './candidate.ts'
import { joinedValue } from './joined-number.ts'
import type { Places } from './places.ts'
import { mayBegin, mayEnd, type SeenText } from './seen-text.ts'

/** Words before a place. */
const cues: { readonly [language: string]: string } = {
  en: 'in|from|to|at|near|around|via|visit|visiting|leave|leaving|for|city|town|country|live|is',
  de: 'in|aus|nach|von|bei|uber|stadt|land|ist|bis',
  fr: 'a|au|aux|en|de|du|des|vers|pour|ville|pays|est',
  es: 'en|de|desde|a|hasta|hacia|para|ciudad|pais|es',
  pt: 'em|no|na|nos|nas|de|do|da|dos|das|para|ate|a|cidade|pais|e',
  it: 'a|in|di|da|per|verso|citta|paese|e',
  nl: 'in|uit|van|naar|te|via|stad|land|is',
  ko: '도시는|도시가|사는 곳은|국가는|나라는',
}
const cuePatterns = new Map(
  Object.entries(cues).map(([language, words]) => [
    language,
    new RegExp(
      `(?:^|[^\\p{L}])(?:${words})(?: the| la| le| les| los| las| el| il| lo| o| os| as| den| der| die| dem| de)? $`,
      'u',
    ),
  ]),
)

/** Behind these nothing but a place has no article. */
const living =
  /(?:live in|living in|wohne in|lebe in|habite a|vis a|vivo en|resido en|moro em|vivo em|vivo a|abito a|woon in) $/u

function isLed(folded: string, start: number, language: string): boolean {
  const pattern = cuePatterns.get(language) ?? cuePatterns.get('en')
  return pattern?.test(folded.slice(Math.max(0, start - 20), start)) === true
}

const easternCue = /(?:在|到|从|從|去|往|住|来自|來自|飞往)$/u
/** What stands behind the name of a place in Korean, Japanese and Chinese; the strong ones behind nothing else. */
const koreanBehind =
  /^(?:$|[^\p{L}]|에|에서|으로|로|은|는|이|가|을|를|도|의|시|까지|부터|입니다|이에요|예요|요|행|발|역|와|과|랑|살)/u
const strongBehind =
  /^ ?(?:에서|까지|으로|로 |로$|시에|에 (?:살|있|가|도착|거주)|행|に住|から|まで|へ|に行|市|生まれ|出身|出发|出發)/u
/** Between two places of a way; the second tells that the first is one. */
const onward = /^ ?(?:(?:[-–—→]|->) ?|(?:to|nach|bis|naar|vers|hasta|a|ate|al|para|per) )(?=\p{L})/u

/** Whether a place leads on to another, or follows one behind a dash: "München - Berlin", "Köln nach Wien". */
function isOnWay(
  { plain, folded }: SeenText,
  start: number,
  end: number,
  places: Places,
  before: Candidate | undefined,
): boolean {
  if (before !== undefined && /^ ?(?:[-–—→]|->) ?$/u.test(folded.slice(before.end, start))) return true
  const next = end + (onward.exec(folded.slice(end, end + 8))?.[0].length ?? 0)
  if (next === end || !/\p{Lu}/u.test(plain[next] ?? '')) return false
  return [places.cities, places.countries].some((table) => table.longestAt(folded, next, mayEnd) >= 0)
}

/** Names of places that are mostly other words, or names of people. */
const doubtful = new Set(
  [
    'nice reading bath mobile split orange victoria salem independence surprise buffalo phoenix enterprise male most',
    'police turkey jordan chad china georgia guinea mali niger togo oman monaco austin jackson charlotte florence sofia',
    'santiago lincoln madison aurora paradise page rome nancy tours lens essen hamm halle singen wesel bar sale soul sol',
    'para beau mission union normal corona hope march may lima leon david angers cork derby deal sandy hull valencia',
    'laredo aden goma hanover bonn worms lund ense cali como carolina mercedes regina lucena concepcion trinidad san santa',
    'valle',
  ]
    .join(' ')
    .split(' '),
)

/** Abbreviations that are nothing else, and those that are words as well. */
const unmistakable = new Set(['nyc'])
const articles = new Set(['la'])

/** Cities and countries; how sure depends on capitals, on what stands around, and on how many people live there. */
export function placesIn(seen: SeenText, places: Places, around: Surroundings): readonly Candidate[] {
  const found: Candidate[] = []
  const { folded } = seen
  for (let at = 0; at < folded.length; at++) {
    if (folded[at] === ' ' || !mayBegin(folded, at)) continue
    const [city, cityEnd] = longest(places.cities, folded, at)
    const [country, countryEnd] = longest(places.countries, folded, at)
    if (city < 0 && country < 0) continue
    const way = isOnWay(seen, at, Math.max(cityEnd, countryEnd), places, found.at(-1))
    const candidate =
      countryEnd >= cityEnd
        ? countryAt(seen, at, countryEnd, country, places, around, way)
        : cityAt(seen, at, cityEnd, city, places, around, way)
    if (candidate === null) {
      // What is no place as a whole has none in it: York is none in New York.
      at = Math.max(cityEnd, countryEnd) - 1
      continue
    }
    found.push(candidate)
    at = candidate.end - 1
  }
  return found
}

function longest(table: Places['cities'], text: string, at: number): readonly [phrase: number, end: number] {
  const phrase = table.longestAt(text, at, mayEnd)
  return [phrase, phrase < 0 ? -1 : at + table.phrase(phrase).length]
}

function countryAt(
  seen: SeenText,
  start: number,
  end: number,
  index: number,
  places: Places,
  around: Surroundings,
  way: boolean,
): Candidate | null {
  const phrase = places.countries.phrase(index)
  const confidence = sureness(seen, start, end, { phrase, main: true, people: 5000, short: 3, way }, around)
  const code = places.country(places.countries.items(index)[0] ?? -1)
  if (confidence === null || code === '') return null
  return {
    type: 'country',
    value: spelled(seen, start, end, places.spelling(phrase)),
    start,
    end,
    confidence,
    resolution: { code },
  }
}

function cityAt(
  seen: SeenText,
  start: number,
  end: number,
  index: number,
  places: Places,
  around: Surroundings,
  way: boolean,
): Candidate | null {
  const phrase = places.cities.phrase(index)
  // The largest city of the name.
  const city = places.city(places.cities.items(index)[0] ?? -1)
  const spelling = places.spelling(phrase)
  const confidence = sureness(
    seen,
    start,
    end,
    {
      phrase,
      main: spelling === city.name || city.name.startsWith(`${spelling} `),
      people: city.people,
      short: 3,
      way,
    },
    around,
  )
  if (confidence === null) return null
  return {
    type: 'city',
    value: spelled(seen, start, end, spelling),
    start,
    end,
    confidence,
    resolution: { name: city.name, country: city.country },
  }
}

/** As it was written, unless that was without capitals. */
function spelled({ plain }: SeenText, start: number, end: number, listed: string): string {
  const written = plain.slice(start, end)
  return /^\p{Lu}.*\p{Ll}/u.test(written) ? written : listed
}

interface Named {
  readonly phrase: string
  /** Whether it is the name itself, or another one. */
  readonly main: boolean
  /** In thousands. */
  readonly people: number
  /** Names up to this length need capitals. */
  readonly short: number
  /** Whether another place beside it tells that it is one. */
  readonly way: boolean
}

/** `null`: no place. */
function sureness(seen: SeenText, start: number, end: number, named: Named, around: Surroundings): number | null {
  const first = seen.folded[start] ?? ''
  if (/\p{sc=Hangul}/u.test(first)) return koreanSureness(seen, start, end, named)
  if (/[\p{sc=Han}\p{sc=Katakana}]/u.test(first)) return easternSureness(seen, start, end, named)
  return latinSureness(seen, start, end, named, around)
}

function koreanSureness({ folded }: SeenText, start: number, end: number, { phrase, people }: Named): number | null {
  if (/\p{sc=Hangul}/u.test(folded[start - 1] ?? '')) return null
  const after = folded.slice(end, end + 8)
  // 테헤란로 12 is a street.
  if (!koreanBehind.test(after) || /^로 ?\d/u.test(after)) return null
  const sure = strongBehind.test(after) || isLed(folded, start, 'ko')
  // 이천 is a city and two thousand.
  if (joinedValue(phrase) !== null && !sure) return null
  if (sure || phrase.length >= 4) return 0.92
  return people >= 300 || phrase === folded.trim() ? 0.75 : 0.5
}

function easternSureness({ folded }: SeenText, start: number, end: number, { phrase, people }: Named): number | null {
  // Inside a longer word of Katakana it is another word.
  const kana = /[\p{sc=Katakana}ー]/u
  if (kana.test(phrase[0] ?? '') && (kana.test(folded[start - 1] ?? '') || kana.test(folded[end] ?? ''))) return null
  const sure =
    strongBehind.test(folded.slice(end, end + 4)) || easternCue.test(folded.slice(Math.max(0, start - 3), start))
  if (sure || phrase === folded.trim()) return 0.92
  if (people < 500 && phrase.length < 3) return null
  return 0.7
}

function latinSureness(
  { plain, folded }: SeenText,
  start: number,
  end: number,
  named: Named,
  { language }: Surroundings,
): number | null {
  const { phrase, main, people, short, way } = named
  const written = plain.slice(start, end)
  const capital = /^\p{Lu}/u.test(written)
  const whole = phrase === folded.replace(/[.!?]+$/, '').trim()
  const led = whole || isLed(folded, start, language)
  if (unmistakable.has(phrase)) return led || written === written.toUpperCase() ? 0.8 : null
  if (phrase.length <= short) {
    // Among capitals nothing else tells LA from la.
    const stands = !articles.has(phrase) || whole || /\p{Ll}/u.test(plain)
    return stands && written === written.toUpperCase() && (led || main) ? 0.8 : null
  }
  if (doubtful.has(phrase)) {
    const lives = people >= 300 && living.test(folded.slice(Math.max(0, start - 20), start))
    return (capital && (led || way)) || lives ? 0.6 : null
  }
  if (led && capital) return 0.92
  if (led) return main || (people >= 500 && phrase.length >= 5) ? 0.75 : null
  if (capital && way) return 0.75
  if (!capital) return main && people >= 1000 && phrase.length >= 5 ? 0.55 : null
  // Every noun has a capital in German, every first word anywhere.
  const telling = language !== 'de' && !/(?:^|[.!?…:]\s*)$/.test(plain.slice(Math.max(0, start - 3), start))
  if (telling) return phrase.length >= 5 || main ? 0.8 : 0.6
  return main && people >= 300 ? 0.65 : null
}
