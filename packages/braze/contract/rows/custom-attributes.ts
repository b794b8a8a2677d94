import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { cursor } from '../member.ts'
import { answer, list, maybe, num, textMembers, texts } from '../piece.ts'

export const customAttributes = defineGroup([
  {
    id: 'custom_attributes.get',
    method: 'GET',
    path: '/custom_attributes',
    permission: 'custom_attributes.get',
    rateLimit: buckets.customDataLists,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'link', items: 'attributes', size: 50 },
    request: z.object({ cursor: cursor.exactOptional() }).readonly(),
    response: answer({
      attributes: list({
        ...textMembers('name', 'data_type', 'description', 'status'),
        array_length: maybe(num),
        tag_names: maybe(texts),
      }),
    }),
    docs: {
      what: 'Lists custom attributes with what is known of them.',
      docPath: '_docs/_api/endpoints/export/custom_attributes/get_custom_attributes.md',
      limits: 'A type is text such as `String (Automatically Detected)`.',
    },
  },
])
