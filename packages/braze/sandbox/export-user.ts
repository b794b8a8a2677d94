import type { ExportedUser } from '@parley/braze/contract'
import type { Received } from './messaging/received.ts'
import type { Profile } from './profile.ts'
import type { FieldValue } from './standard-field.ts'
import type { Tally } from './tally.ts'
import { showTime } from './time.ts'
import type { World } from './world.ts'

const DAYS_90 = 90 * 24 * 60 * 60 * 1000

const textFields = [
  'first_name',
  'last_name',
  'email',
  'phone',
  'dob',
  'gender',
  'home_city',
  'country',
  'language',
  'time_zone',
] as const

/** What an export shows besides the profile itself. */
export interface ExportView {
  readonly now: number
  /** What the profile got, by its braze_id. */
  readonly received: Pick<Received, 'campaigns' | 'canvases'>
}

/** The view of a world as it is now. */
export function exportView({ clock, messaging }: Pick<World, 'clock' | 'messaging'>): ExportView {
  return { now: clock.now(), received: messaging.received }
}

/**
 * The profile as `/users/export/ids` shows it. A field without a value is left out, and with `only` every field that it
 * does not name.
 */
export function exportUser({ now, received }: ExportView, profile: Profile, only?: ReadonlySet<string>): ExportedUser {
  const { fields } = profile
  const members: { readonly [name: string]: unknown } = {
    created_at: showTime(profile.createdAt),
    external_id: profile.externalId,
    user_aliases: profile.aliases,
    appboy_id: profile.brazeId,
    braze_id: profile.brazeId,
    ...Object.fromEntries(textFields.map((name) => [name, fields.get(name)])),
    last_coordinates: showCoordinates(fields.get('current_location')),
    random_bucket: profile.randomBucket,
    total_revenue: profile.revenue,
    push_subscribe: fields.get('push_subscribe') ?? 'subscribed',
    email_subscribe: fields.get('email_subscribe') ?? 'subscribed',
    push_tokens: fields.get('push_tokens'),
    custom_attributes: profile.attributes.size === 0 ? undefined : showAttributes(profile),
    custom_events: showTallies(profile.events, now),
    purchases: showTallies(profile.purchases, now),
    campaigns_received: unlessEmpty(received.campaigns(profile.brazeId)),
    canvases_received: unlessEmpty(received.canvases(profile.brazeId)),
  }
  // Two names of one value are asked for by one name.
  const wanted = (name: string) => only === undefined || only.has(name === 'appboy_id' ? 'braze_id' : name)
  return Object.fromEntries(
    Object.entries(members).filter(([name, value]) => value !== undefined && wanted(name)),
  ) as ExportedUser
}

function unlessEmpty(list: readonly object[]): readonly object[] | undefined {
  return list.length === 0 ? undefined : list
}

function showAttributes(profile: Profile): object {
  const attributes: { [name: string]: unknown } = Object.create(null)
  for (const [name, value] of profile.attributes) attributes[name] = value
  return attributes
}

function showCoordinates(location: FieldValue | undefined): readonly unknown[] | undefined {
  if (typeof location !== 'object' || !('longitude' in location) || !('latitude' in location)) return undefined
  return [location.longitude, location.latitude]
}

function showTallies(tallies: ReadonlyMap<string, Tally>, now: number): readonly object[] | undefined {
  const recent = [...tallies].filter(([, { last, heard }]) => now - Math.max(last, heard) <= DAYS_90)
  if (recent.length === 0) return undefined
  return recent.map(([name, { first, last, count }]) => ({ name, first: showTime(first), last: showTime(last), count }))
}
