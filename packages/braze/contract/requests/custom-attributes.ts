// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /custom_attributes`: Lists custom attributes with what is known of them. */
export interface CustomAttributesGetRequest {
  /** Where to go on: the `cursor` of the `Link` header. Left out: from the start. */
  readonly cursor?: string
}
