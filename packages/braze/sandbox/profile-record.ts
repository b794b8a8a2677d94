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
  order: z.number().default(0),
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

/** The profile as JSON, for keeping. */
export function writeProfile(profile: Profile): z.input<typeof profileRecord> {
  const { externalId = null, deprecatedIds, fields, attributes, events, purchases } = profile
  return {
    ...profile,
    externalId,
    deprecatedIds: [...deprecatedIds],
    fields: [...fields],
    attributes: [...attributes],
    events: [...events],
    purchases: [...purchases],
  }
}

/** @throws where the JSON is none that `writeProfile` gave */
export function readProfile(json: unknown): Profile {
  const record = profileRecord.parse(json)
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
