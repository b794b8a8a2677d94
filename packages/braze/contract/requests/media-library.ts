// Made by contract/generate.ts from the rows of the contract: change those.

/** `POST /media_library/create`: Adds a file to the media library. */
export interface MediaLibraryCreateRequest {
  /** Address where the file is. This or `asset_file`. */
  readonly asset_url?: string
  /** The file in Base64. This or `asset_url`. */
  readonly asset_file?: string
  /** Name of the file in the library. */
  readonly name?: string
}

/** `PUT /media_library/replace_file`: Replaces a file of the media library. */
export interface MediaLibraryReplaceFileRequest {
  /** Id of the file to replace. */
  readonly asset_id: string
  /** Address where the file is. This or `asset_file`. */
  readonly asset_url?: string
  /** The file in Base64. This or `asset_url`. */
  readonly asset_file?: string
}
