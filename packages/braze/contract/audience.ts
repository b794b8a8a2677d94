/** Who a send without listed recipients goes to. `_docs/_api/objects_filters/connected_audience.md`. */
import { z } from 'zod'
import { flag, text } from './piece.ts'

const textComparisons = ['equals', 'not_equal', 'matches_regex', 'does_not_match_regex'] as const
const presenceComparisons = ['exists', 'does_not_exist'] as const
const arrayComparisons = ['includes_value', 'does_not_include_value'] as const
const numberComparisons = ['greater_than', 'greater_than_or_equal_to', 'less_than', 'less_than_or_equal_to'] as const
const timeComparisons = [
  'less_than_x_days_ago',
  'greater_than_x_days_ago',
  'less_than_x_days_in_the_future',
  'greater_than_x_days_in_the_future',
  'after',
  'before',
] as const

/** How a custom attribute is compared. Which of them fit depends on the attribute's type. */
export const attributeComparisons = [
  ...textComparisons,
  ...presenceComparisons,
  ...arrayComparisons,
  ...numberComparisons,
  ...timeComparisons,
] as const

const customAttribute = z
  .object({
    custom_attribute_name: text,
    comparison: z.enum(attributeComparisons),
    value: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
  })
  .readonly()

const subscription = z
  .object({ comparison: z.enum(['is', 'is_not']), value: z.enum(['opted_in', 'subscribed', 'unsubscribed']) })
  .readonly()

const lastUsedApp = z.object({ comparison: z.enum(['after', 'before']), value: text }).readonly()

export const audienceFilter = z.union([
  z.object({ custom_attribute: customAttribute }).readonly(),
  z.object({ push_subscription_status: subscription }).readonly(),
  z.object({ email_subscription_status: subscription }).readonly(),
  z.object({ last_used_app: lastUsedApp }).readonly(),
  z.object({ has_never_used_app: flag }).readonly(),
])
export type AudienceFilter = z.output<typeof audienceFilter>

/** A tree of filters. */
export type ConnectedAudience =
  | AudienceFilter
  | { readonly AND: readonly ConnectedAudience[] }
  | { readonly OR: readonly ConnectedAudience[] }

export const connectedAudience: z.ZodType<ConnectedAudience, ConnectedAudience> = z.lazy(() =>
  z.union([
    audienceFilter,
    z.object({ AND: z.array(connectedAudience).readonly() }).readonly(),
    z.object({ OR: z.array(connectedAudience).readonly() }).readonly(),
  ]),
)
