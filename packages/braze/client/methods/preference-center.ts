// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface PreferenceCenterMethods {
  readonly preference_center: {
    /**
     * Lists preference centers.
     *
     * `GET /preference_center/v1/list` · permission `preference_center.list` · 1,000 / min (`preference-center-read`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/preference_center/get_list_preference_center.md
     */
    readonly list: Method<'preference_center.list'>
    /**
     * Reads a preference center.
     *
     * `GET /preference_center/v1/{preference_center_external_id}` · permission `preference_center.get` · 1,000 / min
     * (`preference-center-read`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/preference_center/get_view_details_preference_center.md
     */
    readonly get: Method<'preference_center.get'>
    /**
     * Creates a preference center.
     *
     * `POST /preference_center/v1` · permission `preference_center.update` · 10 / min (`preference-center-write`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/preference_center/post_create_preference_center.md
     */
    readonly create: Method<'preference_center.create'>
    /**
     * Updates a preference center.
     *
     * `PUT /preference_center/v1/{preference_center_external_id}` · permission `preference_center.update` · 10 / min
     * (`preference-center-write`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/preference_center/put_update_preference_center.md
     */
    readonly update: Method<'preference_center.update'>
    /**
     * Makes the address of a profile's own preference center.
     *
     * `GET /preference_center/v1/{preference_center_external_id}/url/{user_id}` · permission
     * `preference_center.user.get` · 1,000 / min (`preference-center-read`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/preference_center/get_create_url_preference_center.md
     */
    readonly url: Method<'preference_center.url'>
  }
}
