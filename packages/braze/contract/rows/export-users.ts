import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answer, text, textMembers, texts } from '../piece.ts'
import { exportFieldList, usersExportIds } from '../users-export-ids.ts'

export const exportUsers = defineGroup([
  usersExportIds,
  {
    id: 'users.export.segment',
    method: 'POST',
    path: '/users/export/segment',
    permission: 'users.export.segment',
    rateLimit: buckets.hourly,
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        segment_id: text,
        /** Gets `{ success, url? }` by POST when the files are there. */
        callback_endpoint: text.exactOptional(),
        /** At most 500. */
        custom_attributes_to_export: texts.exactOptional(),
        /** Default `zip`. */
        output_format: z.enum(['zip', 'gzip']).exactOptional(),
        fields_to_export: exportFieldList.exactOptional(),
      })
      .readonly(),
    response: answer(textMembers('object_prefix', 'url')),
    docs: {
      what: 'Exports the profiles of a segment into files.',
      docPath: '_docs/_api/endpoints/export/user_data/post_users_segment.md',
      limits:
        "Asynchronous, one run per segment at a time. A ZIP of files with a JSON profile per line, about 5,000 in each. `url` only where no bucket of one's own is set up. `fields_to_export` is required for companies since 2021-04.",
    },
  },
  {
    id: 'users.export.global_control_group',
    method: 'POST',
    path: '/users/export/global_control_group',
    permission: 'users.export.global_control_group',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    request: z
      .object({
        /** Gets `{ success, url? }` by POST when the files are there. */
        callback_endpoint: text.exactOptional(),
        /** At most 500. */
        custom_attributes_to_export: texts.exactOptional(),
        /** Default `zip`. */
        output_format: z.enum(['zip', 'gzip']).exactOptional(),
        fields_to_export: exportFieldList.exactOptional(),
      })
      .readonly(),
    response: answer(textMembers('object_prefix', 'url')),
    docs: {
      what: 'Exports the profiles of the Global Control Group into files.',
      docPath: '_docs/_api/endpoints/export/user_data/post_users_global_control_group.md',
      limits: 'Asynchronous. `fields_to_export` is required for newer companies.',
    },
  },
])
