import { z } from 'zod'
import { objectErrors } from './text.ts'

/**
 * The standard fields of a profile. Names are lower-case and case-sensitive: `First_Name`, and every other name, is a custom
 * attribute. `null` removes a value. `_docs/_api/objects_filters/user_attributes_object.md`.
 */
export interface ProfileField {
  /** Without `null`, which every field takes. */
  readonly schema: z.ZodType
  /** What the API answers for the object when the value is wrong; a field without one ignores a wrong value. */
  readonly error?: string
  /** Whether writing it costs a data point, also when the value is unchanged. */
  readonly billed: boolean
}

const subscription = z.enum(['opted_in', 'unsubscribed', 'subscribed'])

const location = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
})

const pushToken = z.object({ app_id: z.string(), token: z.string(), device_id: z.string().exactOptional() })

const subscriptionGroup = z.object({
  subscription_group_id: z.string(),
  subscription_state: z.enum(['subscribed', 'unsubscribed']),
  use_double_opt_in_logic: z.boolean().exactOptional(),
})

const facebook = z.object({
  id: z.string().exactOptional(),
  likes: z.array(z.string()).readonly().exactOptional(),
  num_friends: z.int().exactOptional(),
})

const twitter = z.object({
  id: z.int().exactOptional(),
  screen_name: z.string().exactOptional(),
  followers_count: z.int().exactOptional(),
  friends_count: z.int().exactOptional(),
  statuses_count: z.int().exactOptional(),
})

const text = z.string()

export const profileFields = {
  /** ISO 3166-1 alpha-2; other text is mapped when recognised, else the field becomes empty. */
  country: { schema: text, billed: false },
  current_location: { schema: location, error: objectErrors.location, billed: true },
  /** ISO 8601 date, or with time. */
  date_of_first_session: { schema: text, billed: true },
  date_of_last_session: { schema: text, billed: true },
  /** `YYYY-MM-DD`. */
  dob: { schema: z.iso.date(), billed: true },
  /** Kept in lower case. */
  email: { schema: text, error: objectErrors.email, billed: true },
  email_subscribe: { schema: subscription, error: objectErrors.emailSubscription, billed: false },
  email_open_tracking_disabled: { schema: z.boolean(), billed: true },
  email_click_tracking_disabled: { schema: z.boolean(), billed: true },
  facebook: { schema: facebook, billed: true },
  first_name: { schema: text, billed: true },
  /** Male, female, other, not applicable, prefers not to say. */
  gender: { schema: z.enum(['M', 'F', 'O', 'N', 'P']), billed: true },
  home_city: { schema: text, billed: true },
  /** Older documentation only. */
  image_url: { schema: text, billed: true },
  /** ISO 639-1, two letters. */
  language: { schema: text, billed: false },
  last_name: { schema: text, billed: true },
  /** Its presence means: marked as spam. */
  marked_email_as_spam_at: { schema: text, billed: true },
  /** E.164 preferred. */
  phone: { schema: text, billed: true },
  push_subscribe: { schema: subscription, error: objectErrors.pushSubscription, billed: false },
  push_tokens: { schema: z.array(pushToken).readonly(), error: objectErrors.pushTokenValue, billed: false },
  subscription_groups: {
    schema: z.array(subscriptionGroup).readonly(),
    error: objectErrors.subscriptionGroupHash,
    billed: false,
  },
  /** IANA name; set only when it exists. */
  time_zone: { schema: text, billed: true },
  twitter: { schema: twitter, billed: true },
} as const satisfies { readonly [name: string]: ProfileField }

export type ProfileFieldName = keyof typeof profileFields

type ProfileShape = {
  -readonly [Name in ProfileFieldName]: z.ZodExactOptional<z.ZodNullable<(typeof profileFields)[Name]['schema']>>
}

/** The fields as a zod shape: each may be absent, and `null` removes it. */
export const profileShape = Object.fromEntries(
  Object.entries(profileFields).map(([name, field]) => [name, field.schema.nullable().exactOptional()]),
) as ProfileShape

export function isProfileField(name: string): name is ProfileFieldName {
  return Object.hasOwn(profileFields, name)
}
