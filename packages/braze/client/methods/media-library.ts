// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface MediaLibraryMethods {
  readonly media_library: {
    /**
     * Adds a file to the media library. `asset_url` or `asset_file`, which holds the file in Base64: the documentation
     * says no more than binary data in JSON. Images up to 5 MiB, archives up to 50 MiB.
     *
     * `POST /media_library/create` · permission `media_library.create` · 100 / h (`media-library`)
     *
     * @see https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/media_library/manage_assets/create.md
     */
    readonly create: Method<'media_library.create'>
    /**
     * Replaces a file of the media library. `asset_url` or `asset_file`, which holds the file in Base64: the
     * documentation says no more than binary data in JSON.
     *
     * `PUT /media_library/replace_file` · permission `media_library.replace` · 100 / h (`media-library`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/media_library/manage_assets/replace_file.md
     */
    readonly replace_file: Method<'media_library.replace_file'>
  }
}
