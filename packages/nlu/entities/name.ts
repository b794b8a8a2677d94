import type { Candidate, Surroundings } from './candidate.ts'
import { familyNames } from './languages/family-names.ts'
import type { SeenText } from './seen-text.ts'

/** A word of a name: "O'Brien", "Jean-Luc", "D.", or small words between names. */
const part = "\\p{L}[\\p{L}\\p{M}]*(?:['-]\\p{L}[\\p{L}\\p{M}]*)*\\.?"
const small =
  'de la|de los|de las|del|de|da|dos|das|do|di|von der|von|van der|van den|van de|van|der|den|la|le|el|al|bin|ibn|y|e'

/** Before a name that says of itself that it is one: a name in small letters will do. */
const sayings: { readonly [language: string]: string } = {
  en: "my (?:full |first |last )?name is|my name's|my name:|name is|name:|i am called|i'm called|call me|they call me|people call me",
  de: 'mein name ist|mein name:|name:|ich heisse|ich heiße|nennen sie mich|nenn mich',
  fr: "je m'appelle|mon nom est|mon nom:|nom:|mon prenom est|mon prénom est|appelez-moi|appelle-moi",
  es: 'me llamo|mi nombre es|mi nombre:|nombre:|llamame|llámame',
  pt: 'meu nome é|meu nome e|o meu nome é|me chamo|chamo-me|nome:|pode me chamar de',
  it: 'mi chiamo|il mio nome è|il mio nome e|nome:|chiamami',
  nl: 'mijn naam is|ik heet|naam:|noem me',
}
/** Before a name or anything else: there must be capitals, and no word that people are. */
const beings: { readonly [language: string]: string } = {
  en: "i'm|i am|im|this is|it's|it is|here is|i go by|sincerely,?|regards,?|thanks,?",
  de: 'ich bin|hier ist|hier spricht|es spricht',
  fr: "je suis|c'est|ici",
  es: 'soy|yo soy|aquí|habla',
  pt: 'sou|eu sou|aqui é|sou o|sou a|eu sou o|eu sou a',
  it: 'sono|io sono|qui è',
  nl: 'ik ben|dit is|hier is',
}
/** What ends a name that began rightly, and what no name begins with. */
const noName = new Set(
  (
    'and und et y e en from aus de live lives living wohne wohnhaft vivo habite moro abito woon but or not a an the i im my in at on to for with is am are was have has want need would like please thanks thank hello hi here there looking interested trying calling happy sorry sure fine good ok okay not so very just also only ' +
    'ich und aber oder nicht aus bitte danke hallo hier der die das ein eine mein meine je et mais ou pas merci bonjour ici un une le la mon ma yo pero o no gracias hola aqui mi eu mas nao obrigado ola io ma non grazie ciao ik maar niet dank hoi ' +
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
  const found = [...cuedNames(seen, language), ...(joined[language]?.(seen.plain) ?? [])]
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
  return found
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
  return candidate(value, start, end, given.join(' '), family.join(' '), 0.9)
}

function candidate(
  value: string,
  start: number,
  end: number,
  given: string,
  family: string,
  confidence: number,
): Candidate {
  const resolution = { ...(given === '' ? {} : { given }), ...(family === '' ? {} : { family }) }
  return { type: 'name', value, start, end, confidence, resolution }
}

const bare = /^\s*(\p{Lu}\p{L}+(?:[ -]\p{Lu}[\p{L}'.]*){1,3})[.!]?\s*$/u

/** Two to four words with capitals and nothing else: probably a name that was asked for. */
function bareName(text: string): readonly Candidate[] {
  const name = bare.exec(text)?.[1]
  if (name === undefined || name.split(/[ -]/).some((each) => noName.has(each.toLowerCase()))) return []
  const start = text.indexOf(name)
  return [{ ...nameOf(name, start, start + name.length), confidence: 0.5 }]
}

type Joined = (text: string) => readonly Candidate[]

const joined: { readonly [language: string]: Joined } = {
  ko: (text) =>
    cut(text, 'ko', [
      [
        /(?:제|내|저의|나의) ?이름은 ?(?<name>[가-힣]{2,5}(?: [가-힣]{1,3})?)(?=입니다|이에요|예요|이고|이야|이라|라고|야|고요|이며|요|[\s,.!]|$)/gu,
        0.95,
      ],
      [/(?:성함은|이름은|이름:|성명:) ?(?<name>[가-힣]{2,5})(?=입니다|이에요|예요|이고|이야|요|[\s,.!]|$)/gu, 0.9],
      [/(?:저는|전|나는|난) ?(?<name>[가-힣]{2,5}?)(?:이?라고|이라 ?합니다|라 ?합니다)/gu, 0.95],
      [/(?:저는|전|나는|난) ?(?<name>[가-힣]{2,4}?)(?:입니다|이에요|예요|이고|이며)/gu, 0.75],
      [/^\s*(?<name>[가-힣]{2,4}?)(?:입니다|이에요|예요|이라고 합니다)[.!]?\s*$/gu, 0.6],
      [/^\s*(?<name>[가-힣]{3})\s*$/gu, 0.4],
    ]),
  ja: (text) =>
    cut(text, 'ja', [
      [
        /(?:私の名前は|名前は|氏名は) ?(?<name>[\p{sc=Han}々\p{sc=Katakana}\p{sc=Hiragana}ー・ 　]{2,12}?)(?:です|と申します|といいます|と言います|だ|。|$)/gu,
        0.95,
      ],
      [/(?:^|[は、。\s])(?<name>[\p{sc=Han}々\p{sc=Katakana}ー・ ]{2,10})(?:と申します|といいます|と言います)/gu, 0.95],
      [/(?:私は|僕は|俺は) ?(?<name>[\p{sc=Han}々\p{sc=Katakana}ー・]{2,8})(?:です|。)/gu, 0.7],
      [/^\s*(?<name>[\p{sc=Han}々]{2,3}(?: ?[\p{sc=Han}々]{1,3})?)(?:です)?[。.]?\s*$/gu, 0.5],
    ]),
  zh: (text) =>
    cut(text, 'zh', [
      [
        /(?:我的名字是|我的名字叫|我叫|名字是|姓名[::是]|叫我) ?(?<name>\p{sc=Han}{2,4}?)(?=[,。、,.!!\s]|，|$|住|来自|是|今年|想|在|和|,)/gu,
        0.95,
      ],
      [/我是 ?(?<name>\p{sc=Han}{2,4}?)(?=[,。、.!!\s]|，|$)/gu, 0.65],
      [/^\s*(?<name>\p{sc=Han}{2,4})[。.]?\s*$/gu, 0.4],
    ]),
}

/** Words that stand where names do. */
const noJoinedName =
  /(?:학생|사람|회사|고객|직장|선생|남자|여자|손님|아니|그냥|지금|오늘|내일|学生|会社|先生|大学|日本|韓国|中国|学生|老师|客户|人$|さん$)/u

function cut(
  text: string,
  language: string,
  patterns: readonly (readonly [pattern: RegExp, confidence: number])[],
): readonly Candidate[] {
  for (const [pattern, confidence] of patterns) {
    const found: Candidate[] = []
    for (const { 0: all, index, groups = {} } of text.matchAll(pattern)) {
      const name = (groups.name ?? '').trim()
      const start = index + all.indexOf(name)
      const [family, given] = inTwo(name, language)
      // Without a family name that is known, only who says it is a name is believed.
      if (name === '' || noJoinedName.test(name) || (family === '' && confidence < 0.9)) continue
      found.push(candidate(name, start, start + name.length, given, family, confidence))
    }
    if (found.length > 0) return found
  }
  return []
}

/** Family name first. */
function inTwo(name: string, language: string): readonly [family: string, given: string] {
  const apart = name.split(/[ 　・]/)
  if (apart.length === 2)
    return /^\p{sc=Katakana}/u.test(name) ? [apart[1] ?? '', apart[0] ?? ''] : [apart[0] ?? '', apart[1] ?? '']
  const { names: known, longest } = familyNames[language] ?? { names: new Set<string>(), longest: 0 }
  for (let length = Math.min(longest, name.length); length > 0; length--)
    if (known.has(name.slice(0, length)) && (name.length > length || language === 'ja'))
      return [name.slice(0, length), name.slice(length)]
  return ['', name]
}
