/**
 * What the compiler knows of Braze: plain data, taken from its public documentation (`_docs/_api/objects_filters` and
 * `_docs/_api/endpoints` of `braze-inc/braze-docs`). The Braze package owns the contract that client and sandbox go by; a
 * test of the house holds these facts against it.
 */
import type { VariableType } from './variable.ts'

/** What a standard profile field holds; a list of texts: one of these. */
export type FieldType =
  | 'text'
  | 'email'
  | 'phone'
  | 'date'
  | 'time'
  | 'boolean'
  | 'country'
  | 'language'
  | 'time-zone'
  | 'location'
  | 'object'
  | 'list'
  | readonly string[]

export interface ProfileField {
  readonly type: FieldType
  /** Whether writing it costs a data point, also when the value is unchanged. */
  readonly billed: boolean
}

/** The states of an e-mail or push subscription. */
export const subscriptionStates = ['opted_in', 'subscribed', 'unsubscribed'] as const

/** Names are lower-case and case-sensitive; whatever is not here is a custom attribute. */
export const profileFields: { readonly [name: string]: ProfileField } = {
  country: { type: 'country', billed: false },
  current_location: { type: 'location', billed: true },
  date_of_first_session: { type: 'time', billed: true },
  date_of_last_session: { type: 'time', billed: true },
  dob: { type: 'date', billed: true },
  email: { type: 'email', billed: true },
  email_click_tracking_disabled: { type: 'boolean', billed: true },
  email_open_tracking_disabled: { type: 'boolean', billed: true },
  email_subscribe: { type: subscriptionStates, billed: false },
  facebook: { type: 'object', billed: true },
  first_name: { type: 'text', billed: true },
  gender: { type: ['M', 'F', 'O', 'N', 'P'], billed: true },
  home_city: { type: 'text', billed: true },
  image_url: { type: 'text', billed: true },
  language: { type: 'language', billed: false },
  last_name: { type: 'text', billed: true },
  marked_email_as_spam_at: { type: 'time', billed: true },
  phone: { type: 'phone', billed: true },
  push_subscribe: { type: subscriptionStates, billed: false },
  push_tokens: { type: 'list', billed: false },
  subscription_groups: { type: 'list', billed: false },
  time_zone: { type: 'time-zone', billed: true },
  twitter: { type: 'object', billed: true },
}

/** What people call the standard fields; compared in lower case without other characters than letters. */
export const fieldSynonyms: { readonly [written: string]: string } = {
  birthdate: 'dob',
  birthday: 'dob',
  dateofbirth: 'dob',
  dayofbirth: 'dob',
  forename: 'first_name',
  givenname: 'first_name',
  familyname: 'last_name',
  surname: 'last_name',
  emailaddress: 'email',
  mail: 'email',
  mobile: 'phone',
  mobilenumber: 'phone',
  phonenumber: 'phone',
  telephone: 'phone',
  city: 'home_city',
  hometown: 'home_city',
  sex: 'gender',
  countrycode: 'country',
  lang: 'language',
  locale: 'language',
  timezone: 'time_zone',
  tz: 'time_zone',
  emailsubscription: 'email_subscribe',
  pushsubscription: 'push_subscribe',
  location: 'current_location',
}

/** Members of a track object that name its profile or say how it is taken, so that no attribute can have these names. */
export const reservedAttributes = [
  'external_id',
  'user_alias',
  'braze_id',
  '_merge_objects',
  '_update_existing_only',
  'push_token_import',
] as const

/** Property keys that make the properties of an event or a purchase invalid. */
export const reservedProperties = {
  events: ['time', 'event_name'],
  purchases: ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'],
} as const

/** Keys with `$` that have a meaning inside an object. */
export const nestedOperators = ['$time', '$identifier_key', '$identifier_value', '$new_object'] as const

export const brazeLimits = {
  /** Attributes, events and purchases of one call together. */
  trackObjects: 75,
  recipients: 50,
  /** Characters of a text value, a key, an event name, a product id. */
  textCharacters: 255,
  eventProperties: 256,
  purchaseQuantity: 100,
} as const

/** Fields of an exported profile, with the variables that can hold them. */
export const exportFields: { readonly [field: string]: readonly VariableType[] } = {
  apps: ['json'],
  attributed_campaign: ['text'],
  attributed_source: ['text'],
  attributed_adgroup: ['text'],
  attributed_ad: ['text'],
  push_subscribe: ['text', 'choice'],
  email_subscribe: ['text', 'choice'],
  braze_id: ['text'],
  country: ['text', 'choice'],
  created_at: ['text'],
  custom_attributes: ['json'],
  custom_events: ['json'],
  devices: ['json'],
  dob: ['date', 'text'],
  email: ['email', 'text'],
  external_id: ['text'],
  first_name: ['text'],
  gender: ['text', 'choice'],
  home_city: ['text'],
  language: ['text', 'choice'],
  last_coordinates: ['json'],
  last_name: ['text'],
  phone: ['phone', 'text'],
  purchases: ['json'],
  push_tokens: ['json'],
  random_bucket: ['number'],
  time_zone: ['text', 'choice'],
  total_revenue: ['number'],
  uninstalled_at: ['text'],
  user_aliases: ['json'],
  campaigns_received: ['json'],
  canvases_received: ['json'],
  cards_clicked: ['json'],
}

/** The calls that Braze nodes ask for: the reserved name of the action, and the request that it stands for. */
export const brazeCalls = {
  'braze.users.track': 'POST /users/track',
  'braze.users.export.ids': 'POST /users/export/ids',
  'braze.users.alias.new': 'POST /users/alias/new',
  'braze.users.identify': 'POST /users/identify',
  'braze.subscription.status.set': 'POST /v2/subscription/status/set',
  'braze.canvas.trigger.send': 'POST /canvas/trigger/send',
  'braze.campaigns.trigger.send': 'POST /campaigns/trigger/send',
} as const

export type BrazeCallName = keyof typeof brazeCalls

/** Actions of a solution cannot have names that begin so. */
export const reservedActionPrefix = 'braze.'
