import { isoDate, isoTimeOfDay } from '@parley/flow/readers'
import {
  de,
  en,
  es,
  fr,
  it,
  ja,
  nl,
  type ParsedComponents,
  type ParsedResult,
  pt,
  ru,
  sv,
  uk,
  vi,
  zh,
} from 'chrono-node'
import type { Candidate, Surroundings } from './candidate.ts'
import { dayEntity } from './day.ts'
import { joinedTimeWords } from './languages/joined-time-words.ts'
import { timeWords } from './languages/time-words.ts'
import { foldWord } from './seen-text.ts'

type Reader = Pick<typeof en.casual, 'parse'>

/** What chrono reads; of the languages with rules of our own it has what those do not know. */
const readers: { readonly [language: string]: Reader } = {
  ...{ en: en.casual, de: de.casual, es: es.casual, fr: fr.casual, it: it.casual, ja: ja.casual, nl: nl.casual },
  ...{ pt: pt.casual, ru: ru.casual, sv: sv.casual, uk: uk.casual, vi: vi.casual, zh: zh.casual },
}
/** Longer texts are not read: the time that it takes grows faster than they do. */
const longest = 600
/** Single words that chrono takes for dates and that mostly are none. */
const doubtful =
  /^(?:now|may|march|mar|sat|sun|mon|wed|sec|second|first|week|day|month|year|hour|minute|this|last|past|next|jetzt|jan|do|so|mi|di|mo|fr|mai|mars|mar|set|dom|sab|jue|jeu|dim|lun|mer|ven|segunda|terca|quarta|quinta|sexta|gio|zo|ma|wo|vr|za|nu|ora|ahora|agora|maintenant|manana|tarde|noche|noite|manha|mattina|matin|soir|sera|abend|morgen|morning|afternoon|evening|night|noon)$/

/** Dates and times that chrono finds where nothing of ours was found. */
export function chronoDates(
  text: string,
  { language, today, minute }: Surroundings,
  taken: readonly Candidate[],
): readonly Candidate[] {
  const reader = readers[language]
  if (reader === undefined || text.length > longest) return []
  const instant = new Date(Date.parse(`${today}T00:00:00Z`) + minute * 60_000)
  const timely = timeWords[language] === undefined && joinedTimeWords[language] === undefined
  const found: Candidate[] = []
  for (const result of parsed(reader, text, instant)) {
    const whole = result.index + result.text.length
    // "Завтра в 15:00": of the time in figures we know, the day before it we do not.
    const time = timely
      ? taken.find((each) => each.type === 'time' && each.start > result.index && each.start < whole)
      : undefined
    const end = time === undefined ? whole : result.index + text.slice(result.index, time.start).trimEnd().length
    const overlaps = taken.some((each) => each.start < end && each.end > result.index)
    const word = foldWord(result.text).replace(/^\P{L}+|\P{L}+$/gu, '')
    if (!overlaps && !doubtful.test(word)) found.push(...entitiesOf(result, result.index, end, timely))
  }
  return found
}

function parsed(reader: Reader, text: string, instant: Date): readonly ParsedResult[] {
  try {
    return reader.parse(text, { instant, timezone: 0 }, { forwardDate: true })
  } catch {
    // A date beyond the calendar; none is found.
    return []
  }
}

/** `timely`: whether a time of day alone counts; where there are rules of our own, those know better. */
function entitiesOf(
  { start: from, end: to }: ParsedResult,
  start: number,
  end: number,
  timely: boolean,
): readonly Candidate[] {
  const day = dayOf(from)
  const dated = from.isCertain('day') || from.isCertain('weekday') || from.isCertain('month')
  const last = to === null || to === undefined ? null : dayOf(to)
  if (dated && day !== null) {
    const grain = from.isCertain('day') || from.isCertain('weekday') ? 'day' : 'month'
    return [dayEntity({ day, grain, ...(last === null || last <= day ? {} : { last }) }, start, end, 0.7)]
  }
  if (!timely || !from.isCertain('hour')) return []
  const value = isoTimeOfDay((from.get('hour') ?? 0) * 60 + (from.get('minute') ?? 0))
  return [{ type: 'time', value, start, end, confidence: 0.6 }]
}

function dayOf(parts: ParsedComponents): string | null {
  return isoDate(parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0)
}
