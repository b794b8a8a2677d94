// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface ScimMethods {
  readonly scim: {
    readonly users: {
      /**
       * Creates a dashboard user. 409 when the e-mail exists.
       *
       * `POST /scim/v2/Users` · SCIM token · 5,000 / day (`scim`)
       *
       * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/scim/post_create_user_account.md
       */
      readonly create: Method<'scim.users.create'>
      /**
       * Finds a dashboard user by e-mail.
       *
       * `GET /scim/v2/Users` · SCIM token · 5,000 / day (`scim`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/scim/get_search_existing_dashboard_user.md
       */
      readonly search: Method<'scim.users.search'>
      /**
       * Reads a dashboard user.
       *
       * `GET /scim/v2/Users/{id}` · SCIM token · 5,000 / day (`scim`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/scim/get_see_user_account_information.md
       */
      readonly get: Method<'scim.users.get'>
      /**
       * Updates a dashboard user. `userName` cannot be changed.
       *
       * `PUT /scim/v2/Users/{id}` · SCIM token · 5,000 / day (`scim`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/scim/put_update_existing_user_account.md
       */
      readonly update: Method<'scim.users.update'>
      /**
       * Removes a dashboard user.
       *
       * `DELETE /scim/v2/Users/{id}` · SCIM token · 5,000 / day (`scim`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/scim/delete_existing_dashboard_user.md
       */
      readonly delete: Method<'scim.users.delete'>
    }
  }
}
