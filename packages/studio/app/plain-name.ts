/**
 * Names of files, flows, nodes, variables and actions, made of what people write: in Latin letters, since addresses, code and Braze carry them.
 * Korean is written as the Revised Romanisation writes it, without the changes of sound between syllables but those that everybody writes.
 */

const longest = 64

/** The nearest name to some words, `Sign up` → `sign-up`; empty where nothing of them can be written in Latin letters. */
export function plainName(words: string, joint: '-' | '_'): string {
  const name = romanised(words.normalize('NFC'))
    .replaceAll(/ß/gi, 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, joint)
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
  return name.endsWith(joint) ? name.slice(0, -1) : name
}

const initials = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ')
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const finals = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')
/** Before a vowel the last sound of a syllable is spoken as the first of the next: 이름을 is `ireumeul`. */
const carried = ' g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p '.split(' ')

const firstSyllable = 0xac00
const silent = 11
const lateral = { initial: 5, final: 8 }

interface Syllable {
  readonly initial: number
  readonly vowel: number
  readonly final: number
}

function syllableOf(letter: string | undefined): Syllable | null {
  const index = (letter?.codePointAt(0) ?? 0) - firstSyllable
  if (index < 0 || index >= initials.length * vowels.length * finals.length) return null
  const final = index % finals.length
  const vowel = Math.floor(index / finals.length) % vowels.length
  return { initial: Math.floor(index / finals.length / vowels.length), vowel, final }
}

function romanised(text: string): string {
  const letters = [...text]
  return letters
    .map((letter, index) => {
      const syllable = syllableOf(letter)
      if (syllable === null) return letter
      const { initial, vowel, final } = syllable
      const next = syllableOf(letters[index + 1])
      const isDoubled = initial === lateral.initial && syllableOf(letters[index - 1])?.final === lateral.final
      const end = next?.initial === silent ? carried[final] : finals[final]
      return `${isDoubled ? 'l' : initials[initial]}${vowels[vowel]}${end}`
    })
    .join('')
}
