// Made by contract/generate.ts from the rows of the contract: change those.

/** `POST /scim/v2/Users`: Creates a dashboard user. */
export interface ScimUsersCreateRequest {
  /** The origin that is registered for SCIM, as a header. */
  readonly x_request_origin: string
  /** E-mail address by which they sign in. Never changes. */
  readonly userName: string
  /** URNs of the SCIM schemas that the request follows. */
  readonly schemas: readonly string[]
  /** Their name. */
  readonly name: {
    /** First name. */
    readonly givenName: string
    /** Last name. */
    readonly familyName: string
    readonly [name: string]: unknown
  }
  /** Department, one of those that the dashboard knows. */
  readonly department: string
  /** What they may do, by company and workspace. */
  readonly permissions?: { readonly [name: string]: unknown }
}

/** `GET /scim/v2/Users`: Finds a dashboard user by e-mail. */
export interface ScimUsersSearchRequest {
  /** The origin that is registered for SCIM, as a header. */
  readonly x_request_origin: string
  /** As `userName eq "ann@example.com"`. */
  readonly filter: string
}

/** `GET /scim/v2/Users/{id}`: Reads a dashboard user. */
export interface ScimUsersGetRequest {
  /** The origin that is registered for SCIM, as a header. */
  readonly x_request_origin: string
  /** Id of the dashboard user. */
  readonly id: string
}

/** `PUT /scim/v2/Users/{id}`: Updates a dashboard user. */
export interface ScimUsersUpdateRequest {
  /** The origin that is registered for SCIM, as a header. */
  readonly x_request_origin: string
  /** Id of the dashboard user. */
  readonly id: string
  /** URNs of the SCIM schemas that the request follows. */
  readonly schemas: readonly string[]
  /** Their name. */
  readonly name: {
    /** First name. */
    readonly givenName: string
    /** Last name. */
    readonly familyName: string
    readonly [name: string]: unknown
  }
  /** Department, one of those that the dashboard knows. */
  readonly department: string
  /** What they may do, by company and workspace. */
  readonly permissions?: { readonly [name: string]: unknown }
}

/** `DELETE /scim/v2/Users/{id}`: Removes a dashboard user. */
export interface ScimUsersDeleteRequest {
  /** The origin that is registered for SCIM, as a header. */
  readonly x_request_origin: string
  /** Id of the dashboard user. */
  readonly id: string
}
