import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { segmentId } from '../member.ts'
import { answer, text, textMembers, texts } from '../piece.ts'
import { fieldsToExport, usersExportIds } from '../users-export-ids.ts'

/** How profiles are exported into files. */
const fileMembers = {
  callback_endpoint: text
    .exactOptional()
    .describe('Address that gets `{ success, url? }` by POST when the files are there.'),
  custom_attributes_to_export: texts.exactOptional().describe('Names of custom attributes to export, at most 500.'),
  output_format: z.enum(['zip', 'gzip']).exactOptional().describe('How the files are packed. Default `zip`.'),
} as const

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
      .object({ segment_id: segmentId, ...fileMembers, fields_to_export: fieldsToExport('companies since 2021-04') })
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
    request: z.object({ ...fileMembers, fields_to_export: fieldsToExport('newer companies') }).readonly(),
    response: answer(textMembers('object_prefix', 'url')),
    docs: {
      what: 'Exports the profiles of the Global Control Group into files.',
      docPath: '_docs/_api/endpoints/export/user_data/post_users_global_control_group.md',
      limits: 'Asynchronous. `fields_to_export` is required for newer companies.',
    },
  },
])
