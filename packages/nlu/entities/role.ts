import { dayAfter } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './candidate.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'

/** What stands before or behind an entity that begins or ends a way; `weak` words do only where the other end is named as well. */
interface RoleWords {
  readonly from: string
  readonly to: string
  readonly weakFrom: string
  readonly weakTo: string
  /** Whether they stand behind. */
  readonly behind?: boolean
}

const words: { readonly [language: string]: RoleWords } = {
  en: { from: 'from|leaving|starting|between', to: 'to|until|till|into|through', weakFrom: '', weakTo: 'and|by' },
  de: { from: 'von|vom|aus|ab', to: 'nach|bis|bis zum|bis nach|zum', weakFrom: 'zwischen', weakTo: 'und' },
  fr: {
    from: 'depuis|du|des|a partir de|entre',
    to: "jusqu'a|jusqu'au|vers|pour",
    weakFrom: "de|d'",
    weakTo: 'a|au|et',
  },
  es: { from: 'desde|a partir de|entre', to: 'hasta|hacia', weakFrom: 'de|del', weakTo: 'a|al|y' },
  pt: { from: 'desde|a partir de|entre', to: 'ate|para', weakFrom: 'de|do|da|das', weakTo: 'a|ao|as|e' },
  it: { from: 'da|dal|dalla|dalle|tra', to: 'fino a|fino al|verso|per', weakFrom: 'di', weakTo: 'a|al|alle|e' },
  nl: { from: 'vanaf|vanuit|uit|tussen', to: 'naar|tot|tot en met', weakFrom: 'van', weakTo: 'en' },
  ko: { from: '부터|발', to: '까지|으로|로|행', weakFrom: '에서', weakTo: '', behind: true },
  ja: { from: 'から|発', to: 'まで|へ|行き|ゆき', weakFrom: '', weakTo: 'に', behind: true },
  zh: { from: '从|從|自', to: '到|至|去|往|飞往|前往', weakFrom: '', weakTo: '' },
}
const types: ReadonlySet<string> = new Set(['city', 'country', 'date', 'time', 'number', 'money'])
const dash = /^ ?(?:[-–—~〜→]|->) ?$/u
/** Between the ends of a way or a time where nothing stands before the first: "Busan to Tokyo". Words that also list things are none. */
const ways: { readonly [language: string]: string } = {
  en: 'to|until|till|through|into',
  de: 'nach|bis|bis nach|bis zum',
  fr: "a|au|jusqu'a|jusqu'au|vers|pour",
  es: 'a|al|hasta|hacia',
  pt: 'a|ao|ate|para',
  it: 'a|al|fino a|fino al|verso|per',
  nl: 'naar|tot|tot en met',
  zh: '到|至|去|飞|飞往|前往',
}

/** Before what is to become something else. */
const changing =
  /(?<!\p{L})(?:chang|switch|swap|updat|correct|replac|aender|ander|wechs|korrig|cambi|modifi|corrig|mud|alter|troc|wijzig|verander|改|换|換)\p{L}*(?: \p{L}+){0,3} ?$/u

interface RolePatterns {
  readonly patterns: readonly (readonly [pattern: RegExp, role: 'from' | 'to', weak: boolean])[]
  readonly behind: boolean
  /** What is between two ends. */
  readonly way: RegExp
}

const patternsOf = oncePerLanguage((language): RolePatterns | null => {
  const listed = words[language]
  if (listed === undefined) return null
  const { behind = false } = listed
  const spaced = /[a-z]/.test(listed.from)
  const pattern = (choice: string) =>
    behind
      ? new RegExp(`^ ?(?:${choice})`, 'u')
      : new RegExp(
          `${spaced ? '(?<![\\p{L}])' : ''}(?:${choice})(?: the| el| la| los| las| den| der| dem| il| le| o)? ?$`,
          'u',
        )
  const all = [
    [listed.from, 'from', false],
    [listed.to, 'to', false],
    [listed.weakFrom, 'from', true],
    [listed.weakTo, 'to', true],
  ] as const
  return {
    behind,
    way: new RegExp(`^ ?(?:${ways[language] ?? '(?!)'})(?: the| el| la| los| las| den| der| dem| il| le| o)? ?$`, 'u'),
    patterns: all
      .filter(([choice]) => choice !== '')
      .map(([choice, role, weak]) => [pattern(choice), role, weak] as const),
  }
})

/** Says which of several places, days and times is where something begins and which is where it ends. */
export function withRoles(
  candidates: readonly Candidate[],
  folded: string,
  { language }: Surroundings,
): readonly Candidate[] {
  const found = patternsOf(language)
  if (found === null || candidates.length === 0) return candidates
  const roles = candidates.map((candidate, index) => roleOf(candidate, candidates[index + 1], candidates[index - 1]))
  const settled = candidates.map((candidate, index) => {
    const role = roles[index]
    if (role === undefined || role === null || candidate.role !== undefined) return candidate
    const other = role.role === 'from' ? 'to' : 'from'
    const paired = candidates.some(
      (each, place) =>
        kindOf(each) === kindOf(candidate) && place !== index && (roles[place]?.role === other || each.role === other),
    )
    return role.weak && !paired ? candidate : { ...candidate, role: role.role }
  })
  return settled.map((candidate) => inOrder(candidate, settled))

  function roleOf(candidate: Candidate, next: Candidate | undefined, before: Candidate | undefined) {
    if (found === null || !types.has(candidate.type)) return null
    const leads = between(candidate, next)
    const led = between(before, candidate)
    if (dash.test(leads)) return { role: 'from' as const, weak: true }
    if (dash.test(led)) return { role: 'to' as const, weak: true }
    const beside = found.behind
      ? folded.slice(candidate.end, candidate.end + 4)
      : folded.slice(Math.max(0, candidate.start - 20), candidate.start)
    // "For two", "to 20": amounts have parts only where both are there.
    const amount = candidate.type === 'number' || candidate.type === 'money'
    for (const [pattern, role, weak] of found.patterns) if (pattern.test(beside)) return { role, weak: weak || amount }
    // "Change Busan to Tokyo" begins nowhere.
    if (!found.way.test(leads) || changing.test(folded.slice(Math.max(0, candidate.start - 30), candidate.start)))
      return null
    return { role: 'from' as const, weak: true }
  }

  function between(one: Candidate | undefined, other: Candidate | undefined): string {
    return one === undefined || other === undefined || kindOf(one) !== kindOf(other)
      ? ''
      : folded.slice(one.end, other.start)
  }
}

/** A way may lead from a city to a country. */
function kindOf({ type }: Candidate): string {
  return type === 'country' ? 'city' : type
}

/** "From Monday to Friday", said on a Thursday: the Friday after that Monday. */
function inOrder(candidate: Candidate, all: readonly Candidate[]): Candidate {
  if (candidate.type !== 'date' || candidate.role !== 'to' || typeof candidate.value !== 'string') return candidate
  const from = all.find(({ type, role }) => type === 'date' && role === 'from')?.value
  if (typeof from !== 'string' || candidate.value >= from) return candidate
  const later = dayAfter(candidate.value, 7)
  return later >= from ? { ...candidate, value: later } : candidate
}
