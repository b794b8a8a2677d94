// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /content_blocks/list`: Lists Content Blocks. */
export interface ContentBlocksListRequest {
  /** Only what was modified after this time, ISO 8601. */
  readonly modified_after?: string
  /** Only what was modified before this time, ISO 8601. */
  readonly modified_before?: string
  /** How many entries to answer: 1 to 1,000, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}

/** `GET /content_blocks/info`: Reads a Content Block. */
export interface ContentBlocksInfoRequest {
  /** Id of the Content Block. */
  readonly content_block_id: string
  /** Whether to name the campaigns and Canvases that include it. Default false. */
  readonly include_inclusion_data?: boolean
}

/** `POST /content_blocks/create`: Creates a Content Block. */
export interface ContentBlocksCreateRequest {
  /** Less than 100 letters, digits, `-` and `_`. Unique. */
  readonly name: string
  /** HTML or text, less than 50 KB. */
  readonly content: string
  /** What it is for, less than 250 characters. */
  readonly description?: string
  /** Whether messages can use it. Default `active`. */
  readonly state?: 'active' | 'draft'
  /** Names of tags. Only tags that exist. */
  readonly tags?: readonly string[]
}

/** `POST /content_blocks/update`: Updates a Content Block. */
export interface ContentBlocksUpdateRequest {
  /** Id of the Content Block. */
  readonly content_block_id: string
  /** Less than 100 letters, digits, `-` and `_`. Unique. */
  readonly name?: string
  /** HTML or text, less than 50 KB. */
  readonly content?: string
  /** What it is for, less than 250 characters. */
  readonly description?: string
  /** Whether messages can use it. Default `active`. */
  readonly state?: 'active' | 'draft'
  /** Names of tags. Only tags that exist. */
  readonly tags?: readonly string[]
}
