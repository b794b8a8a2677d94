import { z } from 'zod'
import { buckets } from './bucket.ts'
import { defineEndpoint } from './endpoint.ts'
import { userAlias } from './identifier.ts'
import { limits } from './limit.ts'
import { namedObjects } from './piece.ts'

/** What may be asked for in `fields_to_export`. */
export const exportFields = [
  'apps',
  'attributed_campaign',
  'attributed_source',
  'attributed_adgroup',
  'attributed_ad',
  'push_subscribe',
  'email_subscribe',
  'braze_id',
  'country',
  'created_at',
  'custom_attributes',
  'custom_events',
  'devices',
  'dob',
  'email',
  'external_id',
  'first_name',
  'gender',
  'home_city',
  'language',
  'last_coordinates',
  'last_name',
  'phone',
  'purchases',
  'push_tokens',
  'random_bucket',
  'time_zone',
  'total_revenue',
  'uninstalled_at',
  'user_aliases',
  'campaigns_received',
  'canvases_received',
  'cards_clicked',
] as const

const exportField = z
  .enum(exportFields)
  .register(namedObjects, { name: 'ExportField', what: 'A field of an exported profile. The last three take longer.' })

/** What all exports of profiles are asked for, and since when they have to be. */
export function fieldsToExport(since: string) {
  return z
    .array(exportField)
    .readonly()
    .exactOptional()
    .describe(`Which fields of a profile to answer. Required for ${since}.`)
}

/** `first` and `last` are times; `count` of the last 90 days. */
const tally = z.looseObject({ name: z.string(), first: z.string(), last: z.string(), count: z.number() }).readonly()

const text = z.string().nullable().exactOptional()

/** A profile as exported. A field without a value is left out. */
export const exportedUser = z
  .looseObject({
    external_id: text,
    braze_id: text,
    /** The same as `braze_id`, by its older name. */
    appboy_id: text,
    user_aliases: z.array(userAlias).readonly().exactOptional(),
    created_at: text,
    first_name: text,
    last_name: text,
    email: text,
    phone: text,
    dob: text,
    gender: text,
    home_city: text,
    country: text,
    language: text,
    time_zone: text,
    email_subscribe: text,
    push_subscribe: text,
    /** 0 to 9999. */
    random_bucket: z.number().exactOptional(),
    total_revenue: z.number().exactOptional(),
    /** Longitude, latitude. */
    last_coordinates: z.array(z.number()).readonly().nullable().exactOptional(),
    custom_attributes: z.record(z.string(), z.unknown()).readonly().exactOptional(),
    custom_events: z.array(tally).readonly().exactOptional(),
    purchases: z.array(tally).readonly().exactOptional(),
  })
  .readonly()
export type ExportedUser = z.output<typeof exportedUser>

export const usersExportIds = defineEndpoint({
  id: 'users.export.ids',
  method: 'POST',
  path: '/users/export/ids',
  permission: 'users.export.ids',
  rateLimit: buckets.exportIds,
  batchLimits: { arrays: { external_ids: limits.exportIds, user_aliases: limits.exportIds } },
  successStatus: 201,
  repeatable: true,
  request: z
    .object({
      external_ids: z.array(z.string()).readonly().exactOptional().describe('External ids, at most 50.'),
      user_aliases: z.array(userAlias).readonly().exactOptional().describe('Aliases, at most 50.'),
      device_id: z
        .string()
        .exactOptional()
        .describe('Id of a device, as the SDK gives it. Not with `email_address` or `phone`.'),
      braze_id: z.string().exactOptional().describe('The id that Braze gave a profile.'),
      email_address: z
        .string()
        .exactOptional()
        .describe('E-mail address; may find several profiles. Not with `device_id` or `phone`.'),
      phone: z
        .string()
        .exactOptional()
        .describe('Phone number in E.164; may find several profiles. Not with `device_id` or `email_address`.'),
      fields_to_export: fieldsToExport('companies since 2024-08-22'),
    })
    .readonly(),
  response: z
    .looseObject({
      message: z.string(),
      users: z.array(exportedUser).readonly(),
      /** Ids that no profile has. Not an error. */
      invalid_user_ids: z.array(z.unknown()).readonly().exactOptional(),
    })
    .readonly(),
  docs: {
    what: 'Reads profiles by their identifiers.',
    docPath: '_docs/_api/endpoints/export/user_data/post_users_identifier.md',
    limits:
      'At most one of `device_id`, `email_address` and `phone`. `fields_to_export` is required for companies since 2024-08-22. Unknown ids are no error.',
  },
})
