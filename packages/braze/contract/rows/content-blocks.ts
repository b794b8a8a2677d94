import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { listWindow, modified, tags } from '../member.ts'
import { answer, flag, int, list, maybe, text, textMembers, texts } from '../piece.ts'

const contentBlockId = text.describe('Id of the Content Block.')
const blockName = text.describe('Less than 100 letters, digits, `-` and `_`. Unique.')
const blockContent = text.describe('HTML or text, less than 50 KB.')
const blockMembers = {
  description: text.exactOptional().describe('What it is for, less than 250 characters.'),
  state: z.enum(['active', 'draft']).exactOptional().describe('Whether messages can use it. Default `active`.'),
  tags: tags.exactOptional(),
} as const

export const contentBlocks = defineGroup([
  {
    id: 'content_blocks.list',
    method: 'GET',
    path: '/content_blocks/list',
    permission: 'content_blocks.list',
    rateLimit: buckets.hourly,
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'offset', items: 'content_blocks', size: 100, most: 1000 },
    request: z.object({ ...modified, ...listWindow(100, 1000) }).readonly(),
    response: answer({
      count: maybe(int),
      content_blocks: list({
        ...textMembers('content_block_id', 'name', 'content_type', 'liquid_tag', 'created_at', 'last_edited'),
        inclusion_count: maybe(int),
        tags: maybe(texts),
      }),
    }),
    docs: {
      what: 'Lists Content Blocks.',
      docPath: '_docs/_api/endpoints/templates/content_blocks_templates/get_list_email_content_blocks.md',
    },
  },
  {
    id: 'content_blocks.info',
    method: 'GET',
    path: '/content_blocks/info',
    permission: 'content_blocks.info',
    rateLimit: buckets.hourly,
    successStatus: 200,
    repeatable: true,
    request: z
      .object({
        content_block_id: contentBlockId,
        include_inclusion_data: flag
          .exactOptional()
          .describe('Whether to name the campaigns and Canvases that include it. Default false.'),
      })
      .readonly(),
    response: answer({
      ...textMembers('content_block_id', 'name', 'content', 'description', 'content_type', 'created_at', 'last_edited'),
      tags: maybe(texts),
      inclusion_count: maybe(int),
      inclusion_data: maybe(z.array(z.unknown()).readonly()),
    }),
    docs: {
      what: 'Reads a Content Block.',
      docPath: '_docs/_api/endpoints/templates/content_blocks_templates/get_see_email_content_blocks_information.md',
    },
  },
  {
    id: 'content_blocks.create',
    method: 'POST',
    path: '/content_blocks/create',
    permission: 'content_blocks.create',
    rateLimit: buckets.hourly,
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        name: blockName,
        content: blockContent,
        ...blockMembers,
      })
      .readonly(),
    response: answer(textMembers('content_block_id', 'liquid_tag', 'created_at')),
    docs: {
      what: 'Creates a Content Block.',
      docPath: '_docs/_api/endpoints/templates/content_blocks_templates/post_create_email_content_block.md',
    },
  },
  {
    id: 'content_blocks.update',
    method: 'POST',
    path: '/content_blocks/update',
    permission: 'content_blocks.update',
    rateLimit: buckets.hourly,
    successStatus: 201,
    repeatable: true,
    request: z
      .object({
        content_block_id: contentBlockId,
        name: blockName.exactOptional(),
        content: blockContent.exactOptional(),
        ...blockMembers,
      })
      .readonly(),
    response: answer(textMembers('content_block_id', 'liquid_tag', 'created_at')),
    docs: {
      what: 'Updates a Content Block.',
      docPath: '_docs/_api/endpoints/templates/content_blocks_templates/post_update_content_block.md',
    },
  },
])
