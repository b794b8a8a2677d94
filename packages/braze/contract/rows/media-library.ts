import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answerless, list, maybe, num, text, textMembers } from '../piece.ts'

/** Exactly one of them is needed. */
const file = {
  asset_url: text.exactOptional().describe('Address where the file is. This or `asset_file`.'),
  asset_file: text.exactOptional().describe('The file in Base64. This or `asset_url`.'),
} as const

export const mediaLibrary = defineGroup([
  {
    id: 'media_library.create',
    method: 'POST',
    path: '/media_library/create',
    permission: 'media_library.create',
    rateLimit: buckets.mediaLibrary,
    successStatus: 200,
    repeatable: false,
    request: z.object({ ...file, name: text.exactOptional().describe('Name of the file in the library.') }).readonly(),
    response: answerless({
      new_assets: maybe(list({ ...textMembers('name', 'url', 'ext'), size: maybe(num) })),
      errors: maybe(z.array(z.unknown()).readonly()),
      ...textMembers('dashboard_url', 'message'),
    }),
    docs: {
      what: 'Adds a file to the media library.',
      docPath: '_docs/_api/endpoints/media_library/manage_assets/create.md',
      limits:
        '`asset_url` or `asset_file`, which holds the file in Base64: the documentation says no more than binary data in JSON. Images up to 5 MiB, archives up to 50 MiB.',
    },
  },
  {
    id: 'media_library.replace_file',
    method: 'PUT',
    path: '/media_library/replace_file',
    permission: 'media_library.replace',
    rateLimit: buckets.mediaLibrary,
    successStatus: 200,
    repeatable: true,
    request: z.object({ asset_id: text.describe('Id of the file to replace.'), ...file }).readonly(),
    response: answerless({
      info: maybe(text),
      new_image_asset: maybe(z.looseObject({ ...textMembers('name', 'url', 'ext'), size: maybe(num) }).readonly()),
    }),
    docs: {
      what: 'Replaces a file of the media library.',
      docPath: '_docs/_api/endpoints/media_library/manage_assets/replace_file.md',
      limits:
        '`asset_url` or `asset_file`, which holds the file in Base64: the documentation says no more than binary data in JSON.',
    },
  },
])
