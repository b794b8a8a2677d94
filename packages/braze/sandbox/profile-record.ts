import { isProfileField, userAlias } from '@parley/braze/contract'
import { z } from 'zod'
import type { AttributeValue } from './attribute-value.ts'
import type { Profile } from './profile.ts'
import type { FieldValue } from './standard-field.ts'

const tally = z.object({ first: z.number(), last: z.number(), count: z.number(), heard: z.number() }).readonly()
const tallies = z.array(z.tuple([z.string(), tally]))

const profileRecord = z.object({
  brazeId: z.string(),
  createdAt: z.number(),
  randomBucket: z.number(),
  externalId: z.string().nullable(),
  deprecatedIds: z.array(z.string()),
  aliases: z.array(userAlias),
  revision: z.number(),
  fields: z.array(z.tuple([z.string(), z.custom<FieldValue>()])),
  attributes: z.array(z.tuple([z.string(), z.custom<AttributeValue>()])),
  events: tallies,
  purchases: tallies,
  revenue: z.number(),
  history: z.array(z.object({ at: z.number(), what: z.string() }).readonly()),
})

/** The profile as text, for keeping. */
export function writeProfile(profile: Profile): string {
  const { externalId = null, deprecatedIds, fields, attributes, events, purchases } = profile
  const record: z.input<typeof profileRecord> = {
    ...profile,
    externalId,
    deprecatedIds: [...deprecatedIds],
    fields: [...fields],
    attributes: [...attributes],
    events: [...events],
    purchases: [...purchases],
  }
  return JSON.stringify(record)
}

/** @throws where the text is none that `writeProfile` wrote */
export function readProfile(text: string): Profile {
  const record = profileRecord.parse(JSON.parse(text))
  return {
    ...record,
    externalId: record.externalId ?? undefined,
    deprecatedIds: new Set(record.deprecatedIds),
    fields: new Map(record.fields.flatMap(([name, value]) => (isProfileField(name) ? [[name, value] as const] : []))),
    attributes: new Map(record.attributes),
    events: new Map(record.events),
    purchases: new Map(record.purchases),
  }
}
