// Made by contract/generate.ts from the rows of the contract: change those.

/** `POST /app_group/sdk_authentication/create`: Creates an SDK authentication key. */
export interface SdkAuthenticationCreateRequest {
  /** API identifier of an app of the workspace. */
  readonly app_id: string
  /** Public RSA key, PEM. */
  readonly rsa_public_key_str: string
  /** What the key is for. Not empty. */
  readonly description: string
  /** Whether it becomes the primary one. Default false. */
  readonly make_primary?: boolean
}

/** `GET /app_group/sdk_authentication/keys`: Lists the SDK authentication keys of an app. */
export interface SdkAuthenticationKeysRequest {
  /** API identifier of an app of the workspace. */
  readonly app_id: string
}

/** `PUT /app_group/sdk_authentication/primary`: Makes an SDK authentication key the primary one. */
export interface SdkAuthenticationPrimaryRequest {
  /** API identifier of an app of the workspace. */
  readonly app_id: string
  /** Id of the key. */
  readonly key_id: string
}

/** `DELETE /app_group/sdk_authentication/delete`: Deletes an SDK authentication key. */
export interface SdkAuthenticationDeleteRequest {
  /** API identifier of an app of the workspace. */
  readonly app_id: string
  /** Id of the key. */
  readonly key_id: string
}
