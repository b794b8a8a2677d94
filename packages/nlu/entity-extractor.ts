import type { Entity, RecognitionContext, Recognizer, Values } from '@parley/flow'
import { createTimeZone, type TimeZone, writtenIn } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './entities/candidate.ts'
import { emails, phones, urls } from './entities/contact.ts'
import { datesAndTimes, fixedDatesAndTimes } from './entities/date-time.ts'
import { durationEntities, durationsIn } from './entities/duration.ts'
import { createListFinder } from './entities/list.ts'
import { amounts } from './entities/money.ts'
import { names, withoutPlace } from './entities/name.ts'
import { numberEntities, numbersIn } from './entities/number.ts'
import { createPatternFinder } from './entities/pattern.ts'
import { placesIn } from './entities/place.ts'
import type { Places } from './entities/places.ts'
import { withRoles } from './entities/role.ts'
import { foldWord, type SeenText, seenText, spanIn } from './entities/seen-text.ts'
import { settle } from './entities/settle.ts'
import { spokenEmails } from './entities/spoken-email.ts'
import { createTagger, type EntityModel } from './entities/tagger.ts'
import type { EntityDefinition } from './nlu-content.ts'

export interface ExtractorSettings {
  /** The solution's own, by name: lists and patterns. */
  readonly entities?: { readonly [entity: string]: EntityDefinition }
  /** What words come to that a list or a model found, by that value. */
  readonly synonyms?: { readonly [value: string]: readonly string[] }
  /** What was learned of marked examples; default: nothing. */
  readonly model?: EntityModel | null
  /** Cities and countries, {@link loadPlaces}; default: none are looked for. */
  readonly places?: Places | null
}

/** When and where something is said. */
export interface Saying extends Partial<RecognitionContext> {
  /** The conversation's, BCP 47; one that does not exist is taken for English. Words in another script are read in a language of that. */
  readonly language: string
}

export interface Extractor {
  /**
   * Everything that is named in the text, in its order; no two share a letter. Total, and the same for the same text, language
   * and moment. Without `at` no day is resolved that depends on the moment.
   */
  extract(text: string, saying: Saying): readonly Entity[]
}

/** More are not told. */
const mostEntities = 100
const mostNumbers = 200
/** Less likely readings of the tagger are none. */
const leastTagged = 0.35

export function createExtractor({
  entities = {},
  synonyms = {},
  model = null,
  places = null,
}: ExtractorSettings = {}): Extractor {
  const lists = createListFinder(entities)
  const patterns = createPatternFinder(entities)
  const tagger = model === null ? () => [] : createTagger(model)
  const meant = new Map(
    Object.entries(synonyms).flatMap(([value, others]) => others.map((each) => [foldWord(each), value] as const)),
  )
  return {
    extract(text, saying) {
      const seen = seenText(text)
      if (seen.plain.trim() === '') return []
      const around = surroundings({ ...saying, language: writtenIn(text, saying.language) })
      const built = builtIn(seen, around, saying.at !== undefined)
      const tagged = tagger(seen).filter(({ confidence }) => confidence >= leastTagged)
      const found = [
        ...built,
        ...lists(seen, around),
        ...patterns(seen, around),
        ...tagged.map((each) => together(each, built)),
      ]
      const settled = settle(found).slice(0, mostEntities)
      const told = withRoles(timed(settled), seen.folded, around).map((each) => entityOf(seen, each))
      // What one sign of the original unfolds to, as ½ does, may lie in two of them.
      return told.filter(({ start }, index) => start >= (told[index - 1]?.end ?? 0))
    },
  }

  function builtIn(seen: SeenText, around: Surroundings, timely: boolean): readonly Candidate[] {
    const numbers = numbersIn(seen, around).slice(0, mostNumbers)
    const found = places === null ? [] : placesIn(seen, places, around)
    const contacts = [...emails(seen), ...spokenEmails(seen, around), ...phones(seen, around)]
    const durations = durationsIn(seen.folded, numbers, around.language)
    return [
      ...numberEntities(numbers, seen),
      ...durationEntities(durations),
      ...(timely ? datesAndTimes : fixedDatesAndTimes)(seen, numbers, durations, around),
      ...amounts(seen, numbers, around),
      ...contacts,
      ...urls(seen),
      ...names(seen, around, contacts).map((name) => withoutPlace(name, found)),
      ...found,
    ]
  }

  function entityOf(seen: SeenText, { type, value, start, end, confidence, role, resolution, own }: Candidate): Entity {
    const span = spanIn(seen, start, end)
    const known = own === true ? meant.get(foldWord(seen.plain.slice(start, end))) : undefined
    return {
      type,
      value: known ?? value,
      text: seen.original.slice(span.start, span.end),
      ...span,
      confidence: Math.round(confidence * 1000) / 1000,
      ...(role === undefined ? {} : { role }),
      ...(resolution === undefined ? {} : { resolution }),
    }
  }
}

/** A trained entity of a type that is built in has the value of the built-in one, and the part in the sentence that was learned. */
function together(tagged: Candidate, built: readonly Candidate[]): Candidate {
  const same = built.find(({ type, start, end }) => type === tagged.type && start < tagged.end && end > tagged.start)
  if (same === undefined) return tagged
  return { ...same, own: true, ...(tagged.role === undefined ? {} : { role: tagged.role }) }
}

/** A time of day beside a day is of the day that is next to it. */
function timed(candidates: readonly Candidate[]): readonly Candidate[] {
  const days = candidates.filter(({ type, resolution }) => type === 'date' && resolution?.grain === undefined)
  if (days.length === 0) return candidates
  return candidates.map((candidate) => {
    if (candidate.type !== 'time' || candidate.resolution?.date !== undefined) return candidate
    const gap = (day: Candidate) => Math.max(day.start - candidate.end, candidate.start - day.end)
    const near = days.reduce((one, other) => (gap(other) < gap(one) ? other : one))
    return { ...candidate, resolution: { ...candidate.resolution, date: near.value } }
  })
}

const utc = createTimeZone('UTC')
const zones = new Map<string, TimeZone | null>()
/** More names of zones than there are. */
const mostZones = 1000

function zoneOf(name: string | null | undefined): TimeZone | null {
  if (name === null || name === undefined) return utc
  const known = zones.get(name)
  if (known !== undefined) return known ?? utc
  const zone = createTimeZone(name)
  if (zones.size < mostZones) zones.set(name, zone)
  return zone ?? utc
}

function surroundings({ language, at = 0, zone }: Saying): Surroundings {
  const wall = zoneOf(zone)?.wallTime(at) ?? { day: '1970-01-01', minute: 0 }
  return { ...languageOf(language), today: wall.day, minute: wall.minute }
}

function languageOf(tag: string): { readonly locale: string; readonly language: string } {
  try {
    const locale = new Intl.Locale(tag)
    return { locale: locale.baseName, language: locale.language }
  } catch {
    return { locale: 'en', language: 'en' }
  }
}

/** As flows see entities: by type, the surest of each, of equally sure ones the first. */
export function valuesOf(entities: readonly Entity[]): Values {
  const best = new Map<string, Entity>()
  for (const entity of entities) {
    const known = best.get(entity.type)
    if (known === undefined || entity.confidence > known.confidence) best.set(entity.type, entity)
  }
  return Object.fromEntries([...best].map(([type, { value }]) => [type, value]))
}

/** The recognizer, with what the extractor finds beside what is meant. */
export function withEntities(recognizer: Recognizer, extractor: Extractor): Recognizer {
  return {
    recognize(text, language, context) {
      const extracted = extractor.extract(text, { language, ...context })
      return { ...recognizer.recognize(text, language, context), entities: valuesOf(extracted), extracted }
    },
  }
}
