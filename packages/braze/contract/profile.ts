import { z } from 'zod'
import { namedObjects } from './piece.ts'
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

const location = z
  .object({
    longitude: z.number().min(-180).max(180).describe('Degrees, -180 to 180.'),
    latitude: z.number().min(-90).max(90).describe('Degrees, -90 to 90.'),
  })
  .register(namedObjects, { name: 'Location', what: 'A place on earth.' })

const pushToken = z
  .object({
    app_id: z.string().describe('API identifier of the app that the token is for.'),
    token: z.string().describe('The token of the push service.'),
    device_id: z.string().exactOptional().describe('Id of the device, 8 to 255 bytes.'),
  })
  .register(namedObjects, { name: 'PushToken', what: 'A device that push reaches.' })

const subscriptionGroup = z
  .object({
    subscription_group_id: z.string().describe('Id of the group.'),
    subscription_state: z.enum(['subscribed', 'unsubscribed']).describe('State in the group.'),
    use_double_opt_in_logic: z
      .boolean()
      .exactOptional()
      .describe('SMS only: asks for a confirmation first. Default false.'),
  })
  .register(namedObjects, { name: 'SubscriptionGroupState', what: 'A subscription group and the state in it.' })

const facebook = z
  .object({
    id: z.string().exactOptional().describe('Id there.'),
    likes: z.array(z.string()).readonly().exactOptional().describe('What they like there.'),
    num_friends: z.int().exactOptional().describe('How many friends they have there.'),
  })
  .register(namedObjects, { name: 'FacebookProfile', what: 'What is known from Facebook.' })

const twitter = z
  .object({
    id: z.int().exactOptional().describe('Id there.'),
    screen_name: z.string().exactOptional().describe('Name there.'),
    followers_count: z.int().exactOptional().describe('How many follow them.'),
    friends_count: z.int().exactOptional().describe('How many they follow.'),
    statuses_count: z.int().exactOptional().describe('How many posts they wrote.'),
  })
  .register(namedObjects, { name: 'TwitterProfile', what: 'What is known from X, formerly Twitter.' })

/** A text of at most 255 characters. */
function told(words: string) {
  return z.string().describe(words)
}

export const profileFields = {
  country: {
    schema: told(
      'Country, ISO 3166-1 with two letters. Other text is mapped when recognised, else the field is emptied.',
    ),
    billed: false,
  },
  current_location: { schema: location.describe('Where they are.'), error: objectErrors.location, billed: true },
  date_of_first_session: { schema: told('When they first used an app, ISO 8601.'), billed: true },
  date_of_last_session: { schema: told('When they last used an app, ISO 8601.'), billed: true },
  dob: { schema: z.iso.date().describe('Day of birth, `YYYY-MM-DD`.'), billed: true },
  email: { schema: told('E-mail address, kept in lower case.'), error: objectErrors.email, billed: true },
  email_subscribe: {
    schema: subscription.describe('State for e-mail, also of other profiles with the same address.'),
    error: objectErrors.emailSubscription,
    billed: false,
  },
  email_open_tracking_disabled: {
    schema: z.boolean().describe('True: no pixel that tells of an opened e-mail.'),
    billed: true,
  },
  email_click_tracking_disabled: {
    schema: z.boolean().describe('True: links of an e-mail are left as they are.'),
    billed: true,
  },
  facebook: { schema: facebook, billed: true },
  first_name: { schema: told('First name.'), billed: true },
  gender: {
    schema: z.enum(['M', 'F', 'O', 'N', 'P']).describe('Male, female, other, not applicable, prefers not to say.'),
    billed: true,
  },
  home_city: { schema: told('City where they live.'), billed: true },
  image_url: { schema: told('Address of a picture. In older documentation only.'), billed: true },
  language: { schema: told('Language, ISO 639-1 with two letters.'), billed: false },
  last_name: { schema: told('Last name.'), billed: true },
  marked_email_as_spam_at: {
    schema: told('When they marked an e-mail as spam. Its presence marks them.'),
    billed: true,
  },
  phone: { schema: told('Phone number, best in E.164.'), billed: true },
  push_subscribe: {
    schema: subscription.describe('State for push.'),
    error: objectErrors.pushSubscription,
    billed: false,
  },
  push_tokens: {
    schema: z.array(pushToken).readonly().describe('Devices that push reaches.'),
    error: objectErrors.pushTokenValue,
    billed: false,
  },
  subscription_groups: {
    schema: z.array(subscriptionGroup).readonly().describe('States in subscription groups.'),
    error: objectErrors.subscriptionGroupHash,
    billed: false,
  },
  time_zone: { schema: told('Time zone, IANA name such as `Europe/Berlin`. Kept only when it exists.'), billed: true },
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
