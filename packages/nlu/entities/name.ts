import type { Candidate, Surroundings } from './candidate.ts'
import { joinedNames, nameFrom } from './joined-name.ts'
import { familyNames } from './languages/family-names.ts'
import type { SeenText } from './seen-text.ts'

/** A word of a name: "O'Brien", "Jean-Luc", "D.", or small words between names. */
const part = "\\p{L}[\\p{L}\\p{M}]*(?:['-]\\p{L}[\\p{L}\\p{M}]*)*\\.?"
const small =
  'de la|de los|de las|del|de|da|dos|das|do|di|von der|von|van der|van den|van de|van|der|den|la|le|el|al|bin|ibn|y|e'

/** Before a name that says of itself that it is one: a name in small letters will do. */
const sayings: { readonly [language: string]: string } = {
  en: "my (?:full |first |last )?name is|my name's|my name:|name is|name:|i am called|i'm called|call me|they call me|people call me",
  de: 'mein name ist|mein name lautet|mein name:|name:|ich heisse|ich heiße|nennen sie mich|nenn mich',
  fr: "je m'appelle|je me nomme|mon nom est|mon nom:|nom:|mon prenom est|mon prénom est|appelez-moi|appelle-moi",
  es: 'me llamo|mi nombre es|mi nombre:|nombre:|llamame|llámame',
  pt: 'meu nome é|meu nome e|o meu nome é|me chamo|chamo-me|nome:|pode me chamar de',
  it: 'mi chiamo|il mio nome è|il mio nome e|nome:|chiamami',
  nl: 'mijn naam is|ik heet|naam:|noem me',
}
/** Before a name or anything else: there must be capitals, and no word that people are. */
const beings: { readonly [language: string]: string } = {
  en: "i'm|i am|im|this is|it's|it is|here is|i go by|sincerely,?|regards,?|thanks,?",
  de: 'ich bin (?:der|die)(?= )|ich bin|hier ist|hier spricht|es spricht',
  fr: "je suis|c'est|ici",
  es: 'soy|yo soy|aquí|habla',
  pt: 'sou [oa](?= )|sou|aqui é [oa](?= )|aqui é',
  it: 'sono|io sono|qui è',
  nl: 'ik ben|dit is|hier is',
}
/** A name in small letters that says no more of itself than where it lives, which what people are is not followed by in English. */
const living =
  /(?<![\p{L}\p{N}])(?:i'm|i am|im) (?<name>[\p{Ll}'-]{2,20} [\p{Ll}'-]{2,20})(?=(?:,| and|, and)? (?:i |i'm |am )?(?:live|from|come from) )/gu
/** What ends a name that began rightly, and what no name begins with. */
const noName = new Set(
  (
    'and und et y e en from aus de live lives living wohne wohnhaft vivo habite moro abito woon but or not a an the i im my in at on to for with is am are was have has want need would like please thanks thank hello hi here there looking interested trying calling happy sorry sure fine good ok okay not so very just also only ' +
    'ich und aber oder nicht aus bitte danke hallo hier der die das ein eine mein meine je et mais ou pas merci bonjour ici un une le la mon ma yo pero o no gracias hola aqui mi eu mas nao obrigado ola io ma non grazie ciao ik maar niet dank hoi ' +
    'really very now new currently recently actually married single retired divorced based working ' +
    'student studentin schüler schülerin lehrer lehrerin kunde kundin arzt ärztin rentner rentnerin mitglied gast besucher mutter vater chef chefin inhaber ' +
    'ingenieur angestellter beamter hausfrau azubi tourist touristin deutsche österreicher schweizer schweizerin meinung frau mann neue ' +
    'étudiant étudiante français française belge suisse canadien canadienne client cliente estudiante cliente español española estudante ' +
    'german english french spanish italian dutch korean japanese chinese american british european deutscher monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today tomorrow yesterday back new going done ready busy late tired hungry years old'
  ).split(' '),
)

interface NamePatterns {
  readonly saying: RegExp
  readonly being: RegExp
}

const made = new Map<string, NamePatterns | null>()

function patternsOf(language: string): NamePatterns | null {
  const known = made.get(language)
  if (known !== undefined) return known
  const saying = sayings[language]
  const being = beings[language]
  if (saying === undefined || being === undefined) return null
  const before = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words}) *`, 'giu')
  const patterns = { saying: before(saying), being: before(being) }
  made.set(language, patterns)
  return patterns
}

/** Names of people, where the sentence says that they are names, or consists of nothing else. */
export function names(seen: SeenText, { language }: Surroundings): readonly Candidate[] {
  const found = [...cuedNames(seen, language), ...(joinedNames[language]?.(seen.plain) ?? [])]
  return found.length > 0 ? found : bareName(seen.plain)
}

function cuedNames({ plain }: SeenText, language: string): readonly Candidate[] {
  // Names are introduced in English in conversations of every language.
  const patterns = patternsOf(language) ?? (familyNames[language] === undefined ? null : patternsOf('en'))
  if (patterns === null) return []
  const found: Candidate[] = []
  for (const [pattern, free] of [
    [patterns.saying, true],
    [patterns.being, false],
  ] as const)
    for (const { 0: led, index } of plain.matchAll(pattern)) {
      const name = nameAt(plain, index + led.length, free)
      if (name !== null) found.push({ ...name, confidence: free ? 0.95 : 0.8 })
    }
  if (found.length > 0 || language !== 'en') return found
  return [...plain.matchAll(living)].flatMap(({ 0: led, index, groups: { name = '' } = {} }) => {
    if (name.split(' ').some((each) => noName.has(each))) return []
    const start = index + led.length - name.length
    return [{ ...nameOf(name, start, start + name.length), confidence: 0.7 }]
  })
}

/** The name without "de Bogotá", where that is a place. */
export function withoutPlace(name: Candidate, places: readonly Candidate[]): Candidate {
  const place = places.find(({ start, end }) => start > name.start && end === name.end)
  const written = place === undefined || typeof name.value !== 'string' ? undefined : name.value
  const before = written?.slice(0, (place?.start ?? 0) - name.start)
  const kept = before === undefined ? undefined : /^(.+) (?:de|da|do|di|del)\s$/u.exec(before)?.[1]
  if (kept === undefined) return name
  return { ...nameOf(kept, name.start, name.start + kept.length), confidence: name.confidence }
}

const word = new RegExp(part, 'uy')
const between = new RegExp(`(?:${small})(?= \\p{L})`, 'iuy')
const longestName = 5

/** The name that begins here, at most five words. `free`: small letters are fine. */
function nameAt(text: string, start: number, free: boolean): Candidate | null {
  const parts: string[] = []
  let at = start
  let end = start
  let capitals = false
  while (parts.length < longestName) {
    between.lastIndex = at
    const linked = parts.length > 0 ? between.exec(text)?.[0] : undefined
    word.lastIndex = at
    const next = linked ?? word.exec(text)?.[0]
    if (next === undefined) break
    const capital = /^\p{Lu}/u.test(next)
    if (linked === undefined) {
      // "My name is Ada and …": whoever writes one capital writes them all.
      if (noName.has(next.toLowerCase().replace(/\.$/, '')) || (!capital && (!free || capitals))) break
      capitals ||= capital
    }
    parts.push(next)
    // A point behind one letter is of the name, behind a word of the sentence.
    end = at + (next.length > 2 && next.endsWith('.') ? next.length - 1 : next.length)
    if (text[end] !== ' ') break
    at = end + 1
  }
  while (parts.length > 0 && new RegExp(`^(?:${small})$`, 'iu').test(parts.at(-1) ?? '')) {
    const last = parts.pop() ?? ''
    end -= last.length + 1
  }
  if (parts.length === 0 || (free && !capitals && parts.length > 3)) return null
  return nameOf(text.slice(start, end), start, end)
}

function nameOf(written: string, start: number, end: number): Candidate {
  const value = /\p{Lu}/u.test(written)
    ? written
    : written.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase())
  const words = value.split(' ')
  // "Ludwig van Beethoven": what is small begins the family name.
  const cut = words.findIndex((each, index) => index > 0 && /^\p{Ll}/u.test(each))
  const family = cut > 0 ? words.slice(cut) : words.length > 1 ? words.slice(-1) : []
  const given = words.slice(0, words.length - family.length)
  return nameFrom(value, start, end, given.join(' '), family.join(' '), 0.9)
}

const bare = /^\s*(\p{Lu}\p{L}+(?:[ -]\p{Lu}[\p{L}'.]*){1,3})[.!]?\s*$/u

/** Two to four words with capitals and nothing else: probably a name that was asked for. */
function bareName(text: string): readonly Candidate[] {
  const name = bare.exec(text)?.[1]
  if (name === undefined || name.split(/[ -]/).some((each) => noName.has(each.toLowerCase()))) return []
  const start = text.indexOf(name)
  return [{ ...nameOf(name, start, start + name.length), confidence: 0.5 }]
}
