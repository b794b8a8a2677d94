// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface SdkAuthenticationMethods {
  readonly sdk_authentication: {
    /**
     * Creates an SDK authentication key. At most three keys for an app.
     *
     * `POST /app_group/sdk_authentication/create` · permission `sdk_authentication.create` · 250,000 / h
     * (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/sdk_authentication/post_create_sdk_authentication_key.md
     */
    readonly create: Method<'sdk_authentication.create'>
    /**
     * Lists the SDK authentication keys of an app. Names in the answer partly inferred.
     *
     * `GET /app_group/sdk_authentication/keys` · permission `sdk_authentication.keys` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/sdk_authentication/get_sdk_authentication_keys.md
     */
    readonly keys: Method<'sdk_authentication.keys'>
    /**
     * Makes an SDK authentication key the primary one. The answer is inferred.
     *
     * `PUT /app_group/sdk_authentication/primary` · permission `sdk_authentication.primary` · 250,000 / h
     * (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/sdk_authentication/put_primary_sdk_authentication_key.md
     */
    readonly primary: Method<'sdk_authentication.primary'>
    /**
     * Deletes an SDK authentication key. Not the primary one. The answer, the keys left, is inferred.
     *
     * `DELETE /app_group/sdk_authentication/delete` · permission `sdk_authentication.delete` · 250,000 / h
     * (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/sdk_authentication/delete_sdk_authentication_key.md
     */
    readonly delete: Method<'sdk_authentication.delete'>
  }
}
