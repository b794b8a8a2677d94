// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /preference_center/v1/list`: Lists preference centers. */
export type PreferenceCenterListRequest = Readonly<Record<string, never>>

/** `GET /preference_center/v1/{preference_center_external_id}`: Reads a preference center. */
export interface PreferenceCenterGetRequest {
  /** Id of the preference center: `preferenceCenterExternalID` in the documentation. */
  readonly preference_center_external_id: string
}

/** `POST /preference_center/v1`: Creates a preference center. */
export interface PreferenceCenterCreateRequest {
  /** Letters, digits, `-` and `_`. Never changes. */
  readonly name: string
  /** Title of the pages. */
  readonly preference_center_title?: string
  /** HTML of the page with the choices. */
  readonly preference_center_page_html: string
  /** HTML of the page that confirms them. */
  readonly confirmation_page_html: string
  /** Whether messages can use it. Default `active`. */
  readonly state?: 'active' | 'draft'
  /** Tags in the head of the pages. */
  readonly options?: {
    /** Content of the meta tag `viewport`. */
    readonly 'meta-viewport-content'?: string
    /** Link tags, by their attributes. */
    readonly 'links-tags'?: readonly { readonly [name: string]: unknown }[]
    readonly [name: string]: unknown
  }
}

/** `PUT /preference_center/v1/{preference_center_external_id}`: Updates a preference center. */
export interface PreferenceCenterUpdateRequest {
  /** Id of the preference center: `preferenceCenterExternalID` in the documentation. */
  readonly preference_center_external_id: string
  /** Letters, digits, `-` and `_`. Never changes. */
  readonly name?: string
  /** Title of the pages. */
  readonly preference_center_title?: string
  /** HTML of the page with the choices. */
  readonly preference_center_page_html: string
  /** HTML of the page that confirms them. */
  readonly confirmation_page_html: string
  /** Whether messages can use it. Default `active`. */
  readonly state?: 'active' | 'draft'
  /** Tags in the head of the pages. */
  readonly options?: {
    /** Content of the meta tag `viewport`. */
    readonly 'meta-viewport-content'?: string
    /** Link tags, by their attributes. */
    readonly 'links-tags'?: readonly { readonly [name: string]: unknown }[]
    readonly [name: string]: unknown
  }
}

/**
 * `GET /preference_center/v1/{preference_center_external_id}/url/{user_id}`: Makes the address of a profile's own
 * preference center.
 */
export interface PreferenceCenterUrlRequest {
  /** Id of the preference center: `preferenceCenterExternalID` in the documentation. */
  readonly preference_center_external_id: string
  /** External id of the profile: `userID` in the documentation. */
  readonly user_id: string
}
