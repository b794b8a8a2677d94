import { type AudienceFilter, type ConnectedAudience, connectedAudience } from '@parley/braze/contract'
import type { AttributeValue } from './attribute-value.ts'
import type { Profile } from './profile.ts'
import { matchesPattern } from './regex.ts'
import { readAttributeTime, readTime } from './time.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** How deep filters may be nested in each other, and how many there may be: every one is asked about every profile. */
const DEPTH = 20
const FILTERS = 500

/** An audience as it is taken from outside. */
export const boundedAudience = connectedAudience.refine((audience) => countFilters(audience) <= FILTERS, {
  error: `has at most ${FILTERS} filters, nested ${DEPTH} deep`,
})

function countFilters(audience: ConnectedAudience, depth = 0): number {
  if (depth > DEPTH) return Number.POSITIVE_INFINITY
  const parts = 'AND' in audience ? audience.AND : 'OR' in audience ? audience.OR : undefined
  return parts?.reduce((sum, one) => sum + countFilters(one, depth + 1), 1) ?? 1
}

/**
 * Whether the profile is in the audience at `now`. An attribute of another type than the comparison wants does not match, and
 * for a negative comparison does.
 */
export function isInAudience(profile: Profile, audience: ConnectedAudience, now: number, depth = 0): boolean {
  if (depth > DEPTH) return false
  if ('AND' in audience) return audience.AND.every((one) => isInAudience(profile, one, now, depth + 1))
  if ('OR' in audience) return audience.OR.some((one) => isInAudience(profile, one, now, depth + 1))
  return passes(profile, audience, now)
}

function passes(profile: Profile, filter: AudienceFilter, now: number): boolean {
  if ('custom_attribute' in filter) {
    const { custom_attribute_name: name, comparison, value } = filter.custom_attribute
    return comparisons[comparison](profile.attributes.get(name), value, now)
  }
  if ('push_subscription_status' in filter) return hasState(profile, 'push_subscribe', filter.push_subscription_status)
  if ('email_subscription_status' in filter) {
    return hasState(profile, 'email_subscribe', filter.email_subscription_status)
  }
  const used = profile.fields.get('date_of_last_session')
  if ('has_never_used_app' in filter) return filter.has_never_used_app === (used === undefined)
  const { comparison, value } = filter.last_used_app
  const [last, bound] = [typeof used === 'string' ? readTime(used) : undefined, readTime(value)]
  if (last === undefined || bound === undefined) return false
  return comparison === 'after' ? last > bound : last < bound
}

function hasState(
  { fields }: Profile,
  name: 'push_subscribe' | 'email_subscribe',
  { comparison, value }: { readonly comparison: 'is' | 'is_not'; readonly value: string },
): boolean {
  return ((fields.get(name) ?? 'subscribed') === value) === (comparison === 'is')
}

type AttributeFilter = Extract<AudienceFilter, { readonly custom_attribute: unknown }>['custom_attribute']
type Wanted = AttributeFilter['value']
type Compare = (held: AttributeValue | undefined, wanted: Wanted, now: number) => boolean

const comparisons: { readonly [Name in AttributeFilter['comparison']]: Compare } = {
  equals: (held, wanted) => held !== undefined && isSame(held, wanted),
  not_equal: isOther,
  does_not_equal: isOther,
  matches_regex: (held, wanted) => typeof held === 'string' && testRegex(wanted, held),
  does_not_match_regex: (held, wanted) => typeof held !== 'string' || !testRegex(wanted, held),
  exists: (held) => held !== undefined,
  does_not_exist: (held) => held === undefined,
  includes_value: (held, wanted) => Array.isArray(held) && held.includes(wanted ?? null),
  does_not_include_value: (held, wanted) => !Array.isArray(held) || !held.includes(wanted ?? null),
  greater_than: byNumber((held, wanted) => held > wanted),
  greater_than_or_equal_to: byNumber((held, wanted) => held >= wanted),
  less_than: byNumber((held, wanted) => held < wanted),
  less_than_or_equal_to: byNumber((held, wanted) => held <= wanted),
  less_than_x_days_ago: byDays((days, wanted) => days >= 0 && days < wanted),
  greater_than_x_days_ago: byDays((days, wanted) => days > wanted),
  less_than_x_days_in_the_future: byDays((days, wanted) => days <= 0 && -days < wanted),
  greater_than_x_days_in_the_future: byDays((days, wanted) => -days > wanted),
  after: byTime((held, wanted) => held > wanted),
  before: byTime((held, wanted) => held < wanted),
}

function isOther(held: AttributeValue | undefined, wanted: Wanted): boolean {
  return held === undefined || !isSame(held, wanted)
}

/** Times are kept in one form, so a wanted time is compared in that form. */
function isSame(held: AttributeValue, wanted: Wanted): boolean {
  if (held === wanted) return true
  const at = typeof wanted === 'string' && typeof held === 'string' ? readAttributeTime(wanted) : undefined
  return at !== undefined && at === readTime(String(held))
}

function byNumber(compare: (held: number, wanted: number) => boolean): Compare {
  return (held, wanted) => typeof held === 'number' && typeof wanted === 'number' && compare(held, wanted)
}

function byDays(compare: (daysAgo: number, wanted: number) => boolean): Compare {
  return (held, wanted, now) => {
    const at = typeof held === 'string' ? readTime(held) : undefined
    return at !== undefined && typeof wanted === 'number' && compare((now - at) / DAY_MS, wanted)
  }
}

function byTime(compare: (held: number, wanted: number) => boolean): Compare {
  return (held, wanted) => {
    const at = typeof held === 'string' ? readTime(held) : undefined
    const bound = typeof wanted === 'string' ? readTime(wanted) : undefined
    return at !== undefined && bound !== undefined && compare(at, bound)
  }
}

function testRegex(pattern: Wanted, text: string): boolean {
  return typeof pattern === 'string' && matchesPattern(pattern, text)
}
