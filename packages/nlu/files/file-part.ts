import type { EntityDefinition, Mark } from '../nlu-content.ts'

/** An example, and where it was written. */
export interface PlacedExample {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly file: string
  readonly line: number
}

/** A text for people, and where it was written. */
export interface PlacedText {
  readonly intent: string
  readonly language: string
  readonly text: string
  readonly file: string
  readonly line: number
}

/** Where something is mentioned that must be known. */
export interface Mention {
  readonly file: string
  readonly line: number
}

/** What is gathered from one file after the other. */
export interface Gathered {
  readonly intents: Map<string, PlacedExample[]>
  /** Where an intent is first named. */
  readonly places: Map<string, Mention>
  readonly labels: PlacedText[]
  readonly answers: PlacedText[]
  /** For people who look after the examples. */
  readonly notes: Map<string, string>
  readonly entities: Map<string, { readonly values: Map<string, string[]>; readonly patterns: string[] }>
  readonly synonyms: Map<string, string[]>
  /** Sentences that people said, whatever they mean. */
  readonly heard: Set<string>
  threshold: { readonly value: number; readonly place: Mention } | null
}

export const nothingGathered = (): Gathered => ({
  intents: new Map(),
  places: new Map(),
  labels: [],
  answers: [],
  notes: new Map(),
  entities: new Map(),
  synonyms: new Map(),
  heard: new Set(),
  threshold: null,
})

export function examplesIn(gathered: Gathered, intent: string, place: Mention): PlacedExample[] {
  const known = gathered.intents.get(intent)
  if (known !== undefined) return known
  const examples: PlacedExample[] = []
  gathered.intents.set(intent, examples)
  gathered.places.set(intent, place)
  return examples
}

export function entityIn(gathered: Pick<Gathered, 'entities'>, entity: string) {
  const known = gathered.entities.get(entity)
  if (known !== undefined) return known
  const made = { values: new Map<string, string[]>(), patterns: [] as string[] }
  gathered.entities.set(entity, made)
  return made
}

export function definitionOf({
  values,
  patterns,
}: {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly patterns: readonly string[]
}): EntityDefinition {
  return {
    ...(values.size === 0 ? {} : { values: Object.fromEntries(values) }),
    ...(patterns.length === 0 ? {} : { patterns }),
  }
}
