import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { userAlias } from '../identifier.ts'
import { answer, done, exactly, int, list, many, maybe, record, text, textMembers, texts } from '../piece.ts'
import { mergeIdentifier, prioritization } from '../recipient.ts'
import { trackAnswer, trackRequest, usersTrack } from '../users-track.ts'

const newExternalId = text.describe('The external id.')
const emailAddress = text.describe('The e-mail address.')
const phoneNumber = text.describe('The phone number.')

export const userData = defineGroup([
  usersTrack,
  {
    id: 'users.track.bulk',
    method: 'POST',
    path: '/users/track/bulk',
    permission: 'users.track.bulk',
    rateLimit: buckets.trackBulk,
    batchLimits: { combined: 1000, perProfile: 100, maxPayloadBytes: 2097152 },
    successStatus: 201,
    repeatable: false,
    stability: 'early-access',
    request: trackRequest,
    response: trackAnswer,
    docs: {
      what: 'Writes many attributes, events and purchases of profiles, at lower priority.',
      docPath: '_docs/_api/endpoints/user_data/post_user_track_bulk.md',
      limits:
        'At most 1,000 objects, 100 for one profile, 2 MB (400 above). Lower priority than `users.track`: for imports, not for live traffic.',
    },
  },
  {
    id: 'users.track.sync',
    method: 'POST',
    path: '/users/track/sync',
    permission: 'users.track.sync',
    rateLimit: buckets.trackSync,
    batchLimits: { combined: 1 },
    successStatus: 201,
    repeatable: false,
    stability: 'early-access',
    request: trackRequest,
    response: answer({
      users: z
        .array(
          z
            .looseObject({
              custom_attributes: maybe(record),
              custom_events: maybe(list({ ...textMembers('name', 'first', 'last'), count: maybe(int) })),
              purchase_events: maybe(list({ ...textMembers('product_id', 'first', 'last'), count: maybe(int) })),
            })
            .readonly(),
        )
        .readonly(),
    }),
    docs: {
      what: 'Writes one object of a profile and answers when it is applied.',
      docPath: '_docs/_api/endpoints/user_data/post_user_track_synchronous.md',
      limits:
        'Exactly one object: one attributes, or one events, or one purchases object. `users` is empty when nothing matched and only existing profiles were to be updated.',
    },
  },
  {
    id: 'users.identify',
    method: 'POST',
    path: '/users/identify',
    permission: 'users.identify',
    rateLimit: buckets.identity,
    batchLimits: { arrays: { aliases_to_identify: 50, emails_to_identify: 50, phone_numbers_to_identify: 50 } },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        aliases_to_identify: exactly({ external_id: newExternalId, user_alias: userAlias })
          .exactOptional()
          .describe('Aliases and the external ids to give them. At most 50.'),
        emails_to_identify: exactly({ external_id: newExternalId, email: emailAddress, prioritization })
          .exactOptional()
          .describe('E-mail addresses and the external ids to give them. At most 50.'),
        phone_numbers_to_identify: exactly({ external_id: newExternalId, phone: phoneNumber, prioritization })
          .exactOptional()
          .describe('Phone numbers and the external ids to give them. At most 50.'),
        merge_behavior: z
          .enum(['none', 'merge'])
          .exactOptional()
          .describe('Older switch: whether fields are joined too. The current page knows only `merge`.'),
      })
      .readonly(),
    response: answer({ aliases_processed: maybe(int) }),
    docs: {
      what: 'Joins alias-only, email-only or phone-only profiles to the profile of an external id.',
      docPath: '_docs/_api/endpoints/user_data/post_user_identify.md',
      limits: 'At least one of the three arrays. Alias names are case-sensitive; a miss still answers success.',
    },
  },
  {
    id: 'users.merge',
    method: 'POST',
    path: '/users/merge',
    permission: 'users.merge',
    rateLimit: buckets.identity,
    batchLimits: { arrays: { merge_updates: 50 } },
    successStatus: 202,
    repeatable: true,
    request: z
      .object({
        merge_updates: exactly({
          identifier_to_merge: mergeIdentifier.describe('The profile that goes away.'),
          identifier_to_keep: mergeIdentifier.describe('The profile that stays, with what the other one had besides.'),
        }).describe('Pairs of profiles, 1 to 50.'),
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Merges one profile into another.',
      docPath: '_docs/_api/endpoints/user_data/post_users_merge.md',
      limits: 'Asynchronous, in no promised order. More than one candidate for an identifier: no merge, still success.',
    },
  },
  {
    id: 'users.delete',
    method: 'POST',
    path: '/users/delete',
    permission: 'users.delete',
    rateLimit: buckets.identity,
    batchLimits: {
      arrays: { external_ids: 50, user_aliases: 50, braze_ids: 50, email_addresses: 50, phone_numbers: 50 },
    },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        external_ids: texts.exactOptional().describe('External ids, at most 50.'),
        user_aliases: many(userAlias).exactOptional().describe('Aliases, at most 50.'),
        braze_ids: texts.exactOptional().describe('Ids that Braze gave, at most 50.'),
        email_addresses: exactly({ email: emailAddress, prioritization })
          .exactOptional()
          .describe('E-mail addresses, at most 50. Not by `least_recently_updated`.'),
        phone_numbers: exactly({ phone: phoneNumber, prioritization })
          .exactOptional()
          .describe('Phone numbers, at most 50. Not by `least_recently_updated`.'),
      })
      .readonly(),
    response: answer({ deleted: maybe(int) }),
    docs: {
      what: 'Deletes profiles.',
      docPath: '_docs/_api/endpoints/user_data/post_user_delete.md',
      limits:
        "One kind of identifier per request, though the page's own example mixes them. Not reversible; takes up to about five minutes. `deleted` counts the ids sent.",
    },
  },
  {
    id: 'users.alias.new',
    method: 'POST',
    path: '/users/alias/new',
    permission: 'users.alias.new',
    rateLimit: buckets.identity,
    batchLimits: { arrays: { user_aliases: 50 } },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        user_aliases: exactly({
          external_id: text
            .exactOptional()
            .describe('The profile that gets the alias. Left out: a profile with nothing but the alias is made.'),
          ...userAlias.unwrap().shape,
        }).describe('Aliases, at most 50.'),
      })
      .readonly(),
    response: answer({ aliases_processed: maybe(int) }),
    docs: {
      what: 'Gives profiles an alias, or creates alias-only profiles.',
      docPath: '_docs/_api/endpoints/user_data/post_user_alias.md',
      limits:
        'With `external_id`: adds the alias to that profile; nothing happens where there is none. Without: creates an alias-only profile.',
    },
  },
  {
    id: 'users.alias.update',
    method: 'POST',
    path: '/users/alias/update',
    permission: 'users.alias.update',
    rateLimit: buckets.identity,
    batchLimits: { arrays: { alias_updates: 50 } },
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        alias_updates: exactly({
          alias_label: text.describe('What kind of id it is. Stays.'),
          old_alias_name: text.describe('The id up to now.'),
          new_alias_name: text.describe('The id from now on.'),
        }).describe('Aliases, at most 50.'),
      })
      .readonly(),
    response: answer({ aliases_processed: maybe(int) }),
    docs: { what: 'Renames aliases.', docPath: '_docs/_api/endpoints/user_data/post_users_alias_update.md' },
  },
  {
    id: 'users.external_ids.rename',
    method: 'POST',
    path: '/users/external_ids/rename',
    permission: 'users.external_ids.rename',
    rateLimit: buckets.externalIdRename,
    batchLimits: { arrays: { external_id_renames: 50 } },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        external_id_renames: exactly({
          current_external_id: text.describe('The primary id up to now.'),
          new_external_id: text.describe('The primary id from now on: one that no profile has or had.'),
        }).describe('Pairs of ids, 1 to 50.'),
      })
      .readonly(),
    response: answer({
      external_ids: maybe(many(z.union([text, record]))),
      rename_errors: maybe(z.array(z.unknown()).readonly()),
    }),
    docs: {
      what: 'Renames external ids.',
      docPath: '_docs/_api/endpoints/user_data/external_id_migration/post_external_ids_rename.md',
      limits:
        'The old id keeps resolving as a deprecated id until it is removed. The current id must be primary; the new one unused. Costs no data points. `external_ids` holds text by the documentation, `{ current_external_id, new_external_id }` in recordings.',
    },
  },
  {
    id: 'users.external_ids.remove',
    method: 'POST',
    path: '/users/external_ids/remove',
    permission: 'users.external_ids.remove',
    rateLimit: buckets.externalIdRemove,
    batchLimits: { arrays: { external_ids: 50 } },
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        external_ids: texts.describe('Ids, 1 to 50. Only deprecated ones, which a rename left behind.'),
      })
      .readonly(),
    response: answer({
      removed_ids: maybe(z.array(z.unknown()).readonly()),
      removal_errors: maybe(z.array(z.unknown()).readonly()),
    }),
    docs: {
      what: 'Removes deprecated external ids.',
      docPath: '_docs/_api/endpoints/user_data/external_id_migration/post_external_ids_remove.md',
      limits: 'Only deprecated ids, those that a rename left behind.',
    },
  },
])
