// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, TrackMethod } from '../method.ts'

export interface UserDataMethods {
  readonly users: {
    /**
     * Writes attributes, events and purchases of profiles. Accepted is not yet applied. Attributes are worked on first,
     * then events, then purchases; across requests no order is promised.
     *
     * `POST /users/track` · permission `users.track` · 3,000 / 3 s (`users-track`) · at most 75 objects, 4 MiB (Older
     * contracts: 75 in each of the three arrays)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/post_user_track.md
     */
    readonly track: TrackMethod & {
      /**
       * Writes many attributes, events and purchases of profiles, at lower priority. At most 1,000 objects, 100 for one
       * profile, 2 MB (400 above). Lower priority than `users.track`: for imports, not for live traffic. Early access:
       * only where Braze has switched it on.
       *
       * `POST /users/track/bulk` · permission `users.track.bulk` · 50 / s (`users-track-bulk`) · at most 1,000 objects,
       * 100 for a profile, 2 MiB
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/post_user_track_bulk.md
       */
      readonly bulk: Method<'users.track.bulk'>
      /**
       * Writes one object of a profile and answers when it is applied. Exactly one object: one attributes, or one
       * events, or one purchases object. `users` is empty when nothing matched and only existing profiles were to be
       * updated. Early access: only where Braze has switched it on.
       *
       * `POST /users/track/sync` · permission `users.track.sync` · 500 / min (`users-track-sync`) · at most 1 object
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/post_user_track_synchronous.md
       */
      readonly sync: Method<'users.track.sync'>
    }
    /**
     * Joins alias-only, email-only or phone-only profiles to the profile of an external id. At least one of the three
     * arrays. Alias names are case-sensitive; a miss still answers success.
     *
     * `POST /users/identify` · permission `users.identify` · 20,000 / min (`identity`) · at most 50
     * `aliases_to_identify`, `emails_to_identify`, `phone_numbers_to_identify`
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/post_user_identify.md
     */
    readonly identify: Method<'users.identify'>
    /**
     * Merges one profile into another. Asynchronous, in no promised order. More than one candidate for an identifier:
     * no merge, still success.
     *
     * `POST /users/merge` · permission `users.merge` · 20,000 / min (`identity`) · at most 50 `merge_updates`
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/post_users_merge.md
     */
    readonly merge: Method<'users.merge'>
    /**
     * Deletes profiles. One kind of identifier per request, though the page's own example mixes them. Not reversible;
     * takes up to about five minutes. `deleted` counts the ids sent.
     *
     * `POST /users/delete` · permission `users.delete` · 20,000 / min (`identity`) · at most 50 `external_ids`,
     * `user_aliases`, `braze_ids`, `email_addresses`, `phone_numbers`
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/post_user_delete.md
     */
    readonly delete: Method<'users.delete'>
    readonly alias: {
      /**
       * Gives profiles an alias, or creates alias-only profiles. With `external_id`: adds the alias to that profile;
       * nothing happens where there is none. Without: creates an alias-only profile.
       *
       * `POST /users/alias/new` · permission `users.alias.new` · 20,000 / min (`identity`) · at most 50 `user_aliases`
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/post_user_alias.md
       */
      readonly new: Method<'users.alias.new'>
      /**
       * Renames aliases.
       *
       * `POST /users/alias/update` · permission `users.alias.update` · 20,000 / min (`identity`) · at most 50
       * `alias_updates`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/post_users_alias_update.md
       */
      readonly update: Method<'users.alias.update'>
    }
    readonly external_ids: {
      /**
       * Renames external ids. The old id keeps resolving as a deprecated id until it is removed. The current id must be
       * primary; the new one unused. Costs no data points. `external_ids` holds text by the documentation, `{
       * current_external_id, new_external_id }` in recordings.
       *
       * `POST /users/external_ids/rename` · permission `users.external_ids.rename` · 1,000 / min (`external-id-rename`)
       * · at most 50 `external_id_renames`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/external_id_migration/post_external_ids_rename.md
       */
      readonly rename: Method<'users.external_ids.rename'>
      /**
       * Removes deprecated external ids. Only deprecated ids, those that a rename left behind.
       *
       * `POST /users/external_ids/remove` · permission `users.external_ids.remove` · 1,000 / min (`external-id-remove`)
       * · at most 50 `external_ids`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/user_data/external_id_migration/post_external_ids_remove.md
       */
      readonly remove: Method<'users.external_ids.remove'>
    }
  }
}
