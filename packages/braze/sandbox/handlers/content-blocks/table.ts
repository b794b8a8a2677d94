import type { HandlerGroup } from '../handler.ts'
import { createContentBlock, listContentBlocks, showContentBlock, updateContentBlock } from './content-blocks.ts'

export const contentBlocksHandlers = {
  'content_blocks.list': listContentBlocks,
  'content_blocks.info': showContentBlock,
  'content_blocks.create': createContentBlock,
  'content_blocks.update': updateContentBlock,
} as const satisfies HandlerGroup
