/** Scripts that are told apart, and the language that is read in each where the conversation's is written otherwise. */
const scripts = [
  { name: 'Kore', letters: /\p{sc=Hangul}/gu, language: 'ko', weight: 2 },
  { name: 'Jpan', letters: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu, language: 'ja', weight: 2 },
  { name: 'Hans', letters: /\p{sc=Han}/gu, language: 'zh', weight: 3 },
  { name: 'Arab', letters: /\p{sc=Arabic}/gu, language: 'ar', weight: 1 },
  { name: 'Hebr', letters: /\p{sc=Hebrew}/gu, language: 'he', weight: 1 },
  { name: 'Latn', letters: /\p{sc=Latin}/gu, language: 'en', weight: 1 },
]
/** Where Chinese characters are the language's own. */
const withHan = ['Jpan', 'Hant', 'Hans', 'Kore']

/** Letters of scripts that are none of these: whatever is beside them, it is the conversation's language. */
const others =
  /[\p{L}--[\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]]/v

/** Beyond its first words a text tells no more of this. */
const longestLook = 300

const known = new Map<string, string>()

/**
 * The language that a text is read in: the conversation's, unless its letters are of another script. Who is spoken to in English may
 * write Korean, and "내일" is tomorrow all the same.
 *
 * @param language BCP 47
 */
export function writtenIn(text: string, language: string): string {
  const look = text.slice(0, longestLook)
  if (others.test(look)) return language
  const own = scriptOf(language)
  let most = 0
  let found = language
  for (const script of scripts) {
    const isOwn = script.name === own || (script.name === 'Hans' && withHan.includes(own))
    const weight = (look.match(script.letters)?.length ?? 0) * script.weight
    // Names of other scripts stand among the letters of every language, English ones above all.
    if (isOwn && weight > 0 && own !== 'Latn') return language
    if (weight <= most) continue
    most = weight
    found = isOwn ? language : script.language
  }
  return found === 'zh' && /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(look) ? 'ja' : found
}

function scriptOf(language: string): string {
  const before = known.get(language)
  if (before !== undefined) return before
  let script = 'Latn'
  try {
    script = new Intl.Locale(language).maximize().script ?? script
  } catch {
    // What is no language is taken for English elsewhere as well.
  }
  if (known.size < 200) known.set(language, script)
  return script
}
