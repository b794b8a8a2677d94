/** Who a send without listed recipients goes to. `_docs/_api/objects_filters/connected_audience.md`. */
import { z } from 'zod'
import { flag, namedObjects, text } from './piece.ts'

const textComparisons = ['equals', 'not_equal', 'matches_regex', 'does_not_match_regex'] as const
/** Of attributes that are true or false, where the documentation calls it so. */
const flagComparisons = ['does_not_equal'] as const
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
  ...flagComparisons,
  ...presenceComparisons,
  ...arrayComparisons,
  ...numberComparisons,
  ...timeComparisons,
] as const

const customAttribute = z
  .object({
    custom_attribute_name: text.describe('The attribute. Nested ones cannot be filtered by.'),
    comparison: z.enum(attributeComparisons).describe("How it is compared. The attribute's type decides which fit."),
    value: z
      .union([z.string(), z.number(), z.boolean()])
      .exactOptional()
      .describe('With what it is compared. Not with `exists` and `does_not_exist`.'),
  })
  .readonly()
  .describe('Compares a custom attribute.')

const subscription = z
  .object({
    comparison: z.enum(['is', 'is_not']).describe('Whether they have the state, or any other.'),
    value: z.enum(['opted_in', 'subscribed', 'unsubscribed']).describe('The state.'),
  })
  .readonly()

const lastUsedApp = z
  .object({
    comparison: z.enum(['after', 'before']).describe('On which side of the time.'),
    value: text.describe('The time, ISO 8601.'),
  })
  .readonly()
  .describe('By when they last used an app.')

export const audienceFilter = z
  .union([
    z.object({ custom_attribute: customAttribute }).readonly(),
    z.object({ push_subscription_status: subscription.describe('By their push subscription.') }).readonly(),
    z.object({ email_subscription_status: subscription.describe('By their e-mail subscription.') }).readonly(),
    z.object({ last_used_app: lastUsedApp }).readonly(),
    z.object({ has_never_used_app: flag.describe('Whether they never used an app.') }).readonly(),
  ])
  .register(namedObjects, { name: 'AudienceFilter', what: 'One filter of an audience.' })
export type AudienceFilter = z.output<typeof audienceFilter>

/** A tree of filters. */
export type ConnectedAudience =
  | AudienceFilter
  | { readonly AND: readonly ConnectedAudience[] }
  | { readonly OR: readonly ConnectedAudience[] }

export const connectedAudience: z.ZodType<ConnectedAudience, ConnectedAudience> = z
  .lazy(() =>
    z.union([
      audienceFilter,
      z.object({ AND: z.array(connectedAudience).readonly().describe('Those who pass all of them.') }).readonly(),
      z.object({ OR: z.array(connectedAudience).readonly().describe('Those who pass one of them.') }).readonly(),
    ]),
  )
  .register(namedObjects, { name: 'ConnectedAudience', what: 'A tree of filters.' })
